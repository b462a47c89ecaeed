from __future__ import annotations

from services.resume.answers.presence.found import states, wanted, weighed, words_with
from tests.resume.answers.people import scene_of


def test_fillers_are_not_wanted() -> None:
    scene = scene_of("has she ever worked with divers")
    assert words_with(scene, wanted(scene)) == "divers"


def test_a_fact_with_the_words_states_what_was_asked() -> None:
    scene = scene_of("has she worked with divers")
    found = weighed(scene, wanted(scene), scene.question.whole)
    assert found is not None
    assert states(scene, found, wanted(scene))


def test_nothing_is_found_for_words_that_no_fact_has() -> None:
    scene = scene_of("has she worked with elephants")
    assert weighed(scene, wanted(scene), scene.question.whole) is None

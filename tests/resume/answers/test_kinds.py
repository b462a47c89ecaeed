from __future__ import annotations

from services.resume.answers.kinds import ANSWERS, PLAIN, by_example, examples
from tests.resume.answers.people import scene_of


def test_every_kind_of_example_has_an_answer() -> None:
    assert {name for name, _ in examples()} - {PLAIN} <= ANSWERS.keys()


def test_every_answer_speaks_of_the_person() -> None:
    scene = scene_of("who is she")
    told = [tell(scene) for tell in ANSWERS.values()]
    assert all(outcome.said for outcome in told if outcome is not None)


def test_without_meaning_no_example_is_near() -> None:
    assert by_example(scene_of("what is she all about")) is None

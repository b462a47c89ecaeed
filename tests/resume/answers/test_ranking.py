from __future__ import annotations

from services.resume.answers.ranking import asks, weights_of_words
from tests.resume.answers.people import scene_of


def test_a_question_may_ask_in_several_ways() -> None:
    assert asks("how many charts did they draw and who paid") == (
        "always",
        "amount",
        "who",
    )


def test_facts_that_have_the_words_fit_best() -> None:
    evidence = scene_of("what did she do").evidence
    match = evidence.match(frozenset({"wreck", "depth"}), "wrecks and depths")
    fits = evidence.ranking.fits("wrecks and depths", match)
    assert (
        evidence.facts[int(fits.argmax())].text == "Maps 410 wrecks with their depths"
    )


def test_what_words_tell_is_weighed() -> None:
    model = weights_of_words()
    assert {"cover", "own", "all_words"} <= model.match.keys()
    assert "always" in model.traits

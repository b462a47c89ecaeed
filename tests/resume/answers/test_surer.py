"""A fact that surely answers is told before what a rule says by its words."""

from __future__ import annotations

import numpy as np
import pytest

from services.resume.answers.evidence import Chances
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.scene import Scene
from services.resume.answers.surer import surer
from tests.resume.answers.people import scene_of

FACT = "Sounded 900 miles of coast from a small boat"
SOMETHING = say("She has two certificates.", "certificates[0]")


def _scene(question: str, likely: float, none: float) -> Scene:
    """A question that one fact is as likely to answer as it is said."""
    scene = scene_of(question)
    facts = scene.evidence.facts
    at = next(i for i, fact in enumerate(facts) if fact.text == FACT)
    odds = np.full(len(facts) + 1, (1 - likely - none) / (len(facts) - 1))
    odds[at], odds[-1] = likely, none
    scene.__dict__["chances"] = Chances(facts, odds)
    return scene


def _answer(rule: str, *, absent: bool = False, text: str = "") -> Outcome:
    said = say(text, "certificates[0]") if text else SOMETHING
    return Outcome((said,), "certifications", absent=absent, rule=rule)


@pytest.mark.parametrize(
    ("rule", "likely", "told"),
    [
        ("parts", 0.7, True),
        ("parts", 0.5, False),
        ("durations", 0.7, False),
        ("durations", 0.8, True),
        ("superlative", 0.9, False),
        ("parts+durations", 0.9, False),
    ],
)
def test_a_rule_gives_way_to_a_fact_by_how_likely_it_answers(
    rule: str, likely: float, told: bool
) -> None:
    scene = _scene("how far did she go by dinghy", likely, 0.01)
    given = surer(scene, _answer(rule))
    assert ("900 miles" in given.said[0].text) is told
    assert (given.rule == "other_words") is told


def test_a_rule_that_tells_every_word_stands() -> None:
    scene = _scene("certificates", 0.9, 0.01)
    assert surer(scene, _answer("parts")).rule == "parts"


def test_what_says_the_fact_already_stands() -> None:
    scene = _scene("how far did she go by dinghy", 0.9, 0.01)
    outcome = _answer("parts", text="She sounded 900 miles of coast from a small boat.")
    assert surer(scene, outcome) == outcome


@pytest.mark.parametrize(
    ("likely", "none", "rule"),
    [
        (0.7, 0.05, "other_words"),
        (0.7, 0.2, "contact"),
        (0.5, 0.05, "contact"),
        (0.4, 0.01, "near_facts"),
    ],
)
def test_what_is_surely_there_is_not_denied(
    likely: float, none: float, rule: str
) -> None:
    scene = _scene("whom does she phone along the coast", likely, none)
    given = surer(scene, _answer("contact", absent=True))
    assert given.rule == rule
    assert given.absent is (rule == "contact")

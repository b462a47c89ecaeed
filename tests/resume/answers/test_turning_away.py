"""A question about the world is told from one that a fact of the résumé answers."""

from __future__ import annotations

import numpy as np
import pytest

from services.resume.answers.evidence import Chances
from services.resume.answers.turning_away import _known
from tests.resume.answers.people import scene_of


@pytest.mark.parametrize(
    ("likely", "none", "known"),
    [(0.75, 0.2, True), (0.55, 0.01, True), (0.55, 0.1, False), (0.4, 0.01, False)],
)
def test_a_question_that_a_fact_likely_answers_is_about_the_resume(
    likely: float, none: float, known: bool
) -> None:
    scene = scene_of("who tunes in to the broadcasts")
    facts = scene.evidence.facts
    odds = np.full(len(facts) + 1, (1 - likely - none) / (len(facts) - 1))
    odds[0], odds[-1] = likely, none
    scene.__dict__["chances"] = Chances(facts, odds)
    assert _known(scene) is known

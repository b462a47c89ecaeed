from __future__ import annotations

from datetime import date
from pathlib import Path

from services.fit.stated import Stated
from services.language.english import tokens
from services.resume.loading import load

SAMPLE = Path(__file__).parents[2] / "resume_data.json"


def test_facts_that_have_a_word_come_in_the_order_of_the_resume() -> None:
    stated = Stated(load(SAMPLE).resume, date(2026, 11, 30))
    every = [t for fact in stated.facts for t in tokens(fact.text)]
    found = [list(stated.bearers(token)) for token in every]
    assert any(len(positions) > 1 for positions in found)
    assert all(positions == sorted(positions) for positions in found)

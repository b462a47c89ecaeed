"""Which facts of a résumé answer a question, told by the places that answer it."""

from __future__ import annotations

from datetime import date

import pytest

from bench.question_facts import answering
from services.resume.facts.extraction import facts_of
from services.resume.loading import read_resume
from tests.resume.answers.people import CARTOGRAPHER


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        ("basics.summary", "sea charts that fishermen trust", "sea charts"),
        ("work[0].highlights[0]", "team of seven", "seven draughtsmen"),
        ("work[2].startDate", "2014-09", "Hydrographic Surveyor"),
    ],
)
def test_a_place_is_a_fact_or_the_title_of_its_entry(
    path: str, text: str, told: str
) -> None:
    facts = facts_of(read_resume(CARTOGRAPHER), date(2026, 11, 21)).all
    right = answering(facts, [{"path": path, "text": text}])
    found = [fact for fact, answers in zip(facts, right, strict=True) if answers]
    assert [told in fact.text for fact in found] == [True]

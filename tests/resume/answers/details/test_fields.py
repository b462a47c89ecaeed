from __future__ import annotations

from services.resume.loading import read_resume
from services.resume_query_processor import ResumeQueryProcessor
from tests.resume.answers.people import CARTOGRAPHER
from tests.resume.asking import asked_of

PAPERS = [
    {"name": "Charting by Ear", "authors": "Tamsin Orrell, Ove Dahl", "citations": 4},
    {"name": "Sounding by Hand", "authors": "Tamsin Orrell, Ida Moe", "citations": 90},
]


def _said(question: str) -> str:
    resume = read_resume(CARTOGRAPHER | {"publications": PAPERS})
    return asked_of(ResumeQueryProcessor(resume), question).text


def test_who_wrote_something_is_told_by_its_authors() -> None:
    text = _said("who wrote Charting by Ear")
    assert "Ove Dahl" in text
    assert "Ida Moe" not in text


def test_a_number_is_told_of_the_entry_that_is_named() -> None:
    assert "90" in _said("how many citations does Sounding by Hand have")


def test_a_field_that_only_describes_what_is_asked_for_is_not_told() -> None:
    assert "90" not in _said("who is the citations manager of Sounding by Hand")


def test_the_most_is_no_field_of_any_entry() -> None:
    assert "4" not in _said("which paper has the most citations")

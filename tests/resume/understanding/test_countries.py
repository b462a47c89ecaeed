from __future__ import annotations

from services.resume.loading import read_resume
from services.resume_query_processor import ResumeQueryProcessor
from tests.resume.asking import DOCUMENT, asked_of, ids


def _working_in(town: str) -> ResumeQueryProcessor:
    jobs = [{**job, "location": town} for job in DOCUMENT["experience"]]
    return ResumeQueryProcessor(read_resume({**DOCUMENT, "experience": jobs}))


def test_towns_that_cannot_be_placed_are_told_instead_of_no() -> None:
    answer = asked_of(_working_in("Little Snoring"), "has she worked in canada")
    assert "Little Snoring" in answer.text
    assert not answer.absent


def test_a_country_that_all_towns_are_known_to_lie_outside_is_missing() -> None:
    answer = asked_of(_working_in("Antwerp"), "has she worked in canada")
    assert answer.absent
    assert not ids(answer)

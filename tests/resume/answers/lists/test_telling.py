from __future__ import annotations

import pytest

from services.resume.loading import read_resume
from services.resume_query_processor import ResumeQueryProcessor
from tests.resume.answers.people import said
from tests.resume.asking import asked_of

ROLES = {
    "name": "Jo Reed",
    "pronouns": "they/them",
    "experience": [
        {
            "id": role.lower(),
            "company": "Harrow Valley Fire District",
            "role": role,
            "dates": dates,
        }
        for role, dates in (
            ("Captain", "2022 – Present"),
            ("Lieutenant", "2018 – 2022"),
            ("Firefighter", "2013 – 2018"),
        )
    ],
}


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("what does she do for fun", "Outside work she enjoys rowing (skiffs)."),
        ("what projects has she done", "There are two projects"),
    ],
)
def test_entries_of_a_part_are_told_in_one_sentence(question: str, words: str) -> None:
    assert words in said(question)


def test_roles_at_one_place_are_told_by_their_names() -> None:
    known = ResumeQueryProcessor(read_resume(ROLES))
    text = asked_of(known, "which fire district jobs have they had").text
    assert text.count("Harrow Valley") == 1
    for role in ("Captain", "Lieutenant", "Firefighter"):
        assert role in text

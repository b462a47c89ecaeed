from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("what was her first job", "Shop Assistant at Harbour Bakery"),
        ("what was her first job as a surveyor", "Lantern Survey"),
    ],
)
def test_the_first_job_is_the_earliest_of_its_kind(question: str, words: str) -> None:
    assert words in said(question)


def test_the_first_job_after_a_course_of_study_began_later() -> None:
    assert "Hydrographic Surveyor at Lantern Survey" in said(
        "what did she do after university"
    )

from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "where does she work now",
            "She has been Head of Charts at Skerry Charts since March 2021.",
        ),
        ("who is her employer", "Skerry Charts"),
    ],
)
def test_the_job_that_goes_on_is_told(question: str, words: str) -> None:
    assert words in said(question)


def test_the_only_job_of_today_is_told_with_its_summary() -> None:
    text = said("what is her current job")
    assert "She runs the drawing office of a chart publisher." in text

from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("has she been a surveyor", "Yes, she was a Hydrographic Surveyor"),
        (
            "is she a doctor",
            "No, the résumé doesn't call her a doctor. She is a Chart Maker.",
        ),
    ],
)
def test_a_role_is_found_in_jobs_or_denied(question: str, words: str) -> None:
    assert words in said(question)

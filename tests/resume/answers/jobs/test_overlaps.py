from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "did she ever have two jobs at once",
            "alongside the job as a Chart Editor at Skerry Charts",
        ),
        ("did she work while studying", "during her time at Northgate University"),
    ],
)
def test_what_ran_at_the_same_time_is_told(question: str, words: str) -> None:
    assert words in said(question)

from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("how many copies were sold", "3,200 copies"),
        ("how many miles of coast did she sound", "900 miles"),
    ],
)
def test_the_number_that_counts_what_was_asked_is_told(
    question: str, words: str
) -> None:
    assert words in said(question)

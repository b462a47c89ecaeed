from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("where does she work now and where did she study", "Skerry Charts"),
        ("where does she work now and where did she study", "Northgate University"),
    ],
)
def test_two_questions_are_answered_in_turn(question: str, words: str) -> None:
    assert words in said(question)

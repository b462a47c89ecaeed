from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("what drives her", "She loves quiet mornings over a drawing table."),
        (
            "what is she looking for",
            "Next she wants to lead a survey office on the coast.",
        ),
    ],
)
def test_wishes_are_told_in_the_words_of_the_profile(question: str, words: str) -> None:
    assert words in said(question)

from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("is she on GitHub", "https://github.example.com/orrell"),
        ("is she on LinkedIn", "No LinkedIn profile is listed"),
        ("where can I see more of her work", "https://tamsin.example.com"),
    ],
)
def test_a_profile_is_given_or_said_to_be_missing(question: str, words: str) -> None:
    assert words in said(question)

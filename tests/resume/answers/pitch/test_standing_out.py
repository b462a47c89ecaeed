from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("what sets her apart", "She received the Golden Compass award"),
        ("what is her biggest achievement", "Tide Wheel sold 3,200 copies"),
        ("give me the highlights", "410 wrecks"),
    ],
)
def test_awards_and_highlights_set_somebody_apart(question: str, words: str) -> None:
    assert words in said(question)

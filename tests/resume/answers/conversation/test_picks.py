from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("questions", "words"),
    [
        (
            ("what awards has she won", "tell me about the second one"),
            "Young Surveyor Prize",
        ),
        (
            ("what awards has she won", "what about the older one"),
            "Young Surveyor Prize",
        ),
    ],
)
def test_one_of_a_list_is_picked(questions: tuple[str, ...], words: str) -> None:
    assert words in said(*questions)

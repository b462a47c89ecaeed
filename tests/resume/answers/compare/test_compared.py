from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("questions", "words"),
    [
        (
            ("what is the difference between the tide wheel and the wreck atlas",),
            "Wreck Atlas (since January 2024)",
        ),
        (
            (
                "tell me about the tide wheel",
                "was that before or after the wreck atlas",
            ),
            "Tide Wheel came before Wreck Atlas",
        ),
    ],
)
def test_two_things_are_set_side_by_side(
    questions: tuple[str, ...], words: str
) -> None:
    assert words in said(*questions)

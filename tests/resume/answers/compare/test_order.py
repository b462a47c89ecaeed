from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "which came first, the tide wheel or the wreck atlas",
            "Tide Wheel came first",
        ),
        ("what is the newest project", "Wreck Atlas is the newest project"),
        (
            "which came first, lantern survey or the lifeboat station",
            "followed, since January 2019",
        ),
    ],
)
def test_the_earlier_and_the_newest_are_found(question: str, words: str) -> None:
    assert words in said(question)

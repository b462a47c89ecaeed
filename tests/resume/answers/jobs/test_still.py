from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("is she still at Lantern Survey", "No, she was"),
        ("is the wreck atlas finished", "No, it is still going on"),
        ("does she still work on the wreck atlas", "Yes, "),
    ],
)
def test_what_ended_is_denied_and_what_goes_on_affirmed(
    question: str, words: str
) -> None:
    assert words in said(question)

from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "when did she leave Lantern Survey",
            "She left Lantern Survey in October 2017.",
        ),
        ("when did she start at Skerry Charts", "as a Chart Editor in June 2018"),
        ("when was the wreck atlas", "has been going on since January 2024"),
    ],
)
def test_the_start_the_end_or_the_whole_time_is_told(question: str, words: str) -> None:
    assert words in said(question)

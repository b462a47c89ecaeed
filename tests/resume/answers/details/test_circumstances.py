from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("where was Lantern Survey", "at Lantern Survey in Aberdeen"),
        ("who awarded the Golden Compass", "Guild of Chart Makers"),
        (
            "what was the tide wheel made with",
            "She used QGIS and Python for Tide Wheel.",
        ),
    ],
)
def test_where_for_whom_and_with_what_is_told(question: str, words: str) -> None:
    assert words in said(question)

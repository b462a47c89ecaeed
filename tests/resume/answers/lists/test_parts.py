from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "what awards has she won",
            "Golden Compass (2023) and Young Surveyor Prize (2016)",
        ),
        ("does she have any patents", "No, the résumé doesn't list any patents."),
    ],
)
def test_a_part_is_told_or_said_to_be_missing(question: str, words: str) -> None:
    assert words in said(question)

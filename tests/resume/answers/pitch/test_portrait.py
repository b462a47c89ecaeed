from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("who is she", "Tamsin draws sea charts that fishermen trust."),
        (
            "what does she do for a living",
            (
                "Tamsin has been Head of Charts at Skerry Charts since "
                "March 2021. She runs the drawing office"
            ),
        ),
    ],
)
def test_the_profile_says_who_somebody_is(question: str, words: str) -> None:
    assert words in said(question)

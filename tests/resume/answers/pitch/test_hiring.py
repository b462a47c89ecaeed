from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("why should I hire her", "Tamsin is a Chart Maker at Skerry Charts."),
        (
            "would she be a good fit to lead a team",
            "She leads a team of seven draughtsmen and two surveyors.",
        ),
    ],
)
def test_the_strongest_facts_speak_for_somebody(question: str, words: str) -> None:
    assert words in said(question)

from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("how many people does she lead", "seven draughtsmen and two surveyors"),
        ("has she managed people", "Yes: she leads a team"),
        ("number of people in her office", "seven draughtsmen and two surveyors"),
    ],
)
def test_who_is_led_is_told(question: str, words: str) -> None:
    assert words in said(question)

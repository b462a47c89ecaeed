from __future__ import annotations

import pytest

from tests.resume.answers.people import rule_of, said


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


@pytest.mark.parametrize(
    "question",
    ["could she handle Python too", "would she be able to draw in QGIS"],
)
def test_one_ability_asked_for_is_no_pitch(question: str) -> None:
    assert rule_of(question) != "pitch"

from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "line", "situation"),
    [
        (
            "when did she lead the draughtsmen",
            "She leads a team of seven draughtsmen and two surveyors.",
            "since March 2021",
        ),
        (
            "where did she correct charts so much faster",
            "from nine weeks to eleven days",
            "at Skerry Charts",
        ),
    ],
)
def test_a_line_without_time_or_place_comes_with_its_entry(
    question: str, line: str, situation: str
) -> None:
    reply = said(question)
    assert line in reply
    assert situation in reply


def test_a_line_alone_answers_what_asks_for_neither() -> None:
    assert "since March 2021" not in said("how many draughtsmen does she lead")

from __future__ import annotations

import pytest

from services.resume.questions.question import Question
from tests.resume.answers.people import scene_of


def question(text: str) -> Question:
    return scene_of(text).question


@pytest.mark.parametrize(
    ("text", "polar"),
    [
        ("does she code", True),
        ("any experience with boats", True),
        ("I wonder if she codes", True),
        ("what does she do", False),
        ("how long was she there", False),
    ],
)
def test_yes_or_no_answers_a_polar_question(text: str, polar: bool) -> None:
    assert question(text).polar is polar


def test_content_words_say_what_is_asked() -> None:
    assert question("has she ever worked with divers in Norway").content == (
        "divers",
        "norway",
    )


def test_words_may_stand_for_what_was_said_before() -> None:
    assert question("when was that").refers
    assert question("what about there").continues
    assert question("for how long").elliptic
    assert not question("when was the tide wheel").refers


def test_half_a_year_is_half_of_its_time() -> None:
    when = question("what did she do in late 2015").when
    assert when is not None
    assert when.range.start is not None
    assert when.range.start.month == 7

from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("what was she doing in 2015", "Hydrographic Surveyor at Lantern Survey"),
        ("where did she live in 2016", "She was in Aberdeen, UK then"),
        ("what was she doing in 2005", "doesn't list anything for that time"),
        ("what was going on in her life in 2015", "Surveyor at Lantern Survey"),
    ],
)
def test_what_ran_at_a_time_is_told(question: str, words: str) -> None:
    assert words in said(question)


def test_a_time_named_in_passing_does_not_decide() -> None:
    asked = "our lamp is from 2015, does she know anything about lighthouses"
    assert "Lantern Survey" not in said(asked)


def test_of_what_ran_then_only_what_has_the_words_is_told() -> None:
    reply = said("what did she do about distress calls in 2020")
    assert "Lifeboat Station" in reply or "distress calls" in reply
    assert "Chart Editor" not in reply

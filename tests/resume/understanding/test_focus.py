from __future__ import annotations

import pytest

from tests.resume.other_trade import ask

ABOUT = "tell me about lantern stage"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("how many performances", "310"),
        ("how big was the crew", "14"),
        ("what was it run with", "QLab"),
    ],
)
def test_the_entry_spoken_of_tells(question: str, told: str) -> None:
    answer = ask(ABOUT, question)
    assert [card.id for card in answer.cards] == ["lantern-stage"]
    assert told in answer.text


def test_what_it_does_not_tell_is_said_of_it() -> None:
    answer = ask(ABOUT, "how many elephants")
    assert [card.id for card in answer.cards] == ["lantern-stage"]
    assert answer.absent
    assert "doesn't say" in answer.text


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("what are her skills", "skills"),
        ("how can i reach her", "contact"),
        ("where did she study", "education"),
        ("how many projects has she done", "projects"),
    ],
)
def test_a_question_with_its_own_subject_leaves_the_entry(
    question: str, intent: str
) -> None:
    assert ask(ABOUT, question).intent == intent

from __future__ import annotations

import pytest

from services.resume.questions.canonical import canonical

NAMES = frozenset({"tamsin", "orrell"})


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("could you tell me where she works", "where they works"),
        ("so what did tamsin study please", "what did they study"),
        ("i am wondering if she speaks german", "they speaks german"),
        ("whats her job", "what is they job"),
        ("what do you do", "what does they do"),
        ("has she worked at n s f", "has they worked at nsf"),
    ],
)
def test_questions_have_one_form(asked: str, text: str) -> None:
    assert canonical(asked.split(), NAMES).text == text


def test_they_may_be_things_that_were_shown() -> None:
    words = "who made them".split()
    assert canonical(words, NAMES).text == "who made they"
    assert canonical(words, NAMES, plural_things=True).text == "who made them"


def test_a_question_asked_with_if_is_indirect() -> None:
    assert canonical("tell me if she codes".split(), NAMES).indirect
    assert not canonical("does she code".split(), NAMES).indirect

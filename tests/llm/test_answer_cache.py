"""Near duplicates share an answer; what could change it never does."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from services.llm.answer_cache import AnswerCache, CacheKey, cache_key
from services.models.answer import Answer, Card, Query
from services.models.conversation import Turn
from services.models.language import Phrased

ANSWER = Answer(
    "She knows it.", "search", cards=(Card("a", "project", "A", "projects"),)
)


def key(text: str, answer: Answer = ANSWER, **more: Any) -> CacheKey:
    history = more.pop("history", ())
    given: dict[str, Any] = {"persona": "friendly", "version": "1"} | more
    return cache_key(Query(text, history=history), answer, **given)


@pytest.mark.parametrize(
    "text",
    [
        "does he know Java",
        "Does he know Java?",
        "um, does he know java please",
        "Could you tell me does he know Java?",
        "does  he   know the Java",
    ],
)
def test_spelling_and_politeness_make_no_difference(text: str) -> None:
    assert key(text) == key("does he know Java")


@pytest.mark.parametrize(
    "text",
    [
        "does he know JavaScript",
        "does he not know Java",
        "did he know Java",
        "does he teach Java",
        "does he know Java now",
        "Java",
        "does she know Java",
    ],
)
def test_another_question_has_another_key(text: str) -> None:
    assert key(text) != key("does he know Java")


def test_everything_else_an_answer_depends_on_is_in_the_key() -> None:
    turn = Turn("and before?", "yes", datetime(2025, 1, 1, tzinfo=UTC))
    base = key("more")
    assert base != key("more", Answer("Other.", "search", cards=ANSWER.cards))
    assert base != key("more", Answer(ANSWER.text, "search"))
    assert base != key("more", persona="witty")
    assert base != key("more", version="2")
    assert base != key("more", history=(turn,))


def test_a_question_of_fillers_only_keeps_its_words() -> None:
    assert key("um") != key("please")


def test_the_least_recently_used_answer_makes_room() -> None:
    cache = AnswerCache(capacity=2)
    for name in ("a", "b"):
        cache.put(key(name), Phrased(name, "phrased"))
    assert cache.get(key("a")) is not None
    cache.put(key("c"), Phrased("c", "phrased"))
    assert cache.get(key("b")) is None
    assert cache.get(key("a")) is not None
    assert len(cache) == 2

"""What is kept, for whom, for how long, and in how much room."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from services.models.answer import Answer, Card, Query
from services.models.conversation import Turn
from services.models.language import Phrased
from services.reuse.answer_cache import AnswerCache
from services.reuse.asked import Asked

CARD = Card("a", "project", "A", "projects")
ANSWER = Answer("She knows it.", "search", cards=(CARD,))
NAMES = frozenset({"maya"})
START = datetime(2025, 6, 1, 8, tzinfo=UTC)


class Vectors:
    """All questions lie together, but those with a word of `far` do not."""

    complete = True

    def __init__(self, far: str = "") -> None:
        self.far = far

    def kept(self, question: str) -> bool:
        return False

    def vector(self, question: str) -> NDArray[np.float32]:
        here = bool(self.far) and self.far in question
        return np.array([0, 1] if here else [1, 0], np.float32)

    def scores(self, question: str) -> None:
        raise NotImplementedError

    def answering(self, question: str) -> None:
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError


class Clock:
    def __init__(self) -> None:
        self.time = START

    def now(self) -> datetime:
        return self.time


def cache_of(vectors: Vectors | None = None, **more: Any) -> AnswerCache:
    return AnswerCache(meaning=lambda: vectors, names=lambda: NAMES, **more)


async def ask(
    cache: AnswerCache, text: str, answer: Answer = ANSWER, **more: Any
) -> Asked:
    history = more.pop("history", ())
    section = more.pop("section", None)
    given: dict[str, Any] = {"persona": "friendly", "version": "1"} | more
    query = Query(text, history=history, section=section)
    return await cache.ask(query, answer, **given)


async def keep(cache: AnswerCache, text: str, said: str = "kept", **more: Any) -> None:
    phrased = Phrased(said, "phrased", cost_usd=0.5)
    cache.keep(await ask(cache, text, **more), phrased)


async def found(cache: AnswerCache, text: str, **more: Any) -> str | None:
    phrased = cache.find(await ask(cache, text, **more))
    return phrased.text if phrased else None


@pytest.mark.parametrize(
    "text",
    ["Does he know Java?", "um, does he know java please", "tell me does he know Java"],
)
async def test_spelling_and_politeness_make_no_difference_without_vectors(
    text: str,
) -> None:
    cache = cache_of()
    await keep(cache, "does he know Java")
    assert await found(cache, text) == "kept"
    assert await found(cache, "does he know JavaScript") is None
    assert await found(cache, "is he familiar with Java") is None


async def test_other_words_find_the_answer_by_meaning() -> None:
    cache = cache_of(Vectors())
    await keep(cache, "What is she good at?")
    assert await found(cache, "what are Maya's strengths") == "kept"
    assert await found(cache, "what are Maya's weaknesses") is None


async def test_words_that_agree_are_not_enough_where_the_meaning_is_far() -> None:
    cache = cache_of(Vectors(far="prize"))
    await keep(cache, "which award did she get for it")
    assert await found(cache, "which prize did she get for it") is None


@pytest.mark.parametrize(
    "change",
    [
        {"persona": "witty"},
        {"version": "2"},
        {"section": "projects"},
        {"answer": Answer("Elle le sait.", "search", cards=(CARD,), language="fr")},
        {"answer": Answer("Not there.", "search", absent=True)},
    ],
)
async def test_what_else_an_answer_depends_on_has_to_agree(
    change: dict[str, Any],
) -> None:
    cache = cache_of(Vectors())
    await keep(cache, "what is she good at")
    assert await found(cache, "what are her strengths", **change) is None
    assert await found(cache, "what is she good at", **change) is None


async def test_another_language_is_reused_for_the_same_words_only() -> None:
    answer = Answer("Elle a étudié là.", "education", language="fr")
    cache = cache_of(Vectors())
    await keep(cache, "where did she study", answer=answer)
    assert await found(cache, "Where did she study?", answer=answer) == "kept"
    assert await found(cache, "which school did she go to", answer=answer) is None


async def test_a_follow_up_is_neither_kept_nor_answered_from_what_is_kept() -> None:
    history = (Turn("Who is Bram?", "Her boss.", START),)
    cache = cache_of(Vectors())
    await keep(cache, "where did he study", history=history)
    assert cache.usage()["answers"] == 0
    await keep(cache, "where did he study")
    assert await found(cache, "where did he study", history=history) is None
    assert await found(cache, "where did Maya study", history=history) == "kept"


async def test_an_answer_is_reused_until_its_time_is_over() -> None:
    clock = Clock()
    cache = cache_of(ttl_s=60, now=clock.now)
    await keep(cache, "does he know Java")
    clock.time += timedelta(seconds=59)
    assert await found(cache, "does he know Java") == "kept"
    clock.time += timedelta(seconds=1)
    assert await found(cache, "does he know Java") is None
    assert cache.usage()["bytes"] == 0


async def test_another_day_has_other_answers() -> None:
    clock = Clock()
    cache = cache_of(now=clock.now, ttl_s=10 * 86_400)
    await keep(cache, "how long has she been there")
    clock.time += timedelta(days=1)
    assert await found(cache, "how long has she been there") is None


async def test_what_was_not_used_for_longest_makes_room() -> None:
    cache = cache_of(max_bytes=10_000)
    for name in "abcde":
        await keep(cache, f"does she know {name}", said=name * 1_000)
    assert await found(cache, "does she know a") is None
    assert await found(cache, "does she know b") is not None
    await keep(cache, "does she know f", said="f" * 1_000)
    assert await found(cache, "does she know b") is not None
    assert await found(cache, "does she know c") is None
    assert 0 < cache.usage()["bytes"] <= 10_000


async def test_nothing_is_kept_where_there_is_no_room_or_no_time() -> None:
    for cache in (cache_of(max_bytes=0), cache_of(ttl_s=0)):
        await keep(cache, "does she know Java")
        assert await found(cache, "does she know Java") is None


async def test_a_changed_resume_drops_what_was_kept() -> None:
    cache = cache_of()
    await keep(cache, "does she know Java")
    await keep(cache, "does she know Rust", version="2")
    assert [kept.asked.scope.version for kept in cache.listing()] == ["2"]


async def test_no_word_of_a_visitor_is_kept() -> None:
    cache = cache_of(Vectors())
    text = "does she repair zeppelins near Xanadu"
    await keep(cache, text)
    assert await found(cache, text) == "kept"
    held = pickle.dumps(cache.listing()).lower()
    for word in ("zeppelin", "xanadu", "repair"):
        assert word.encode() not in held
    assert "zeppelin" not in repr(vars(cache)).lower()


async def test_a_question_with_personal_data_is_not_kept() -> None:
    cache = cache_of(private=lambda text: "@" in text)
    await keep(cache, "does she know bob@example.com")
    assert cache.usage()["answers"] == 0


async def test_hits_and_money_are_counted() -> None:
    cache = cache_of(Vectors())
    await keep(cache, "what is she good at")
    await found(cache, "what is she good at")
    await found(cache, "what are her strengths")
    usage = cache.usage()
    assert (usage["hits_by_words"], usage["hits_by_meaning"]) == (1, 1)
    assert usage["saved_usd"] == 1.0
    (kept,) = cache.listing()
    assert kept.to_dict()["hits"] == 2


async def test_the_owner_can_drop_one_or_all() -> None:
    cache = cache_of(Vectors())
    for name in ("Java", "Rust", "Go"):
        await keep(cache, f"does she know {name}")
    newest = cache.listing()[0]
    assert cache.evict(newest.id)
    assert not cache.evict(newest.id)
    assert await found(cache, "does she know Go") is None
    assert cache.clear() == 2
    assert cache.usage()["bytes"] == 0

"""The owner's view: warmed, kept fresh, forgetful."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from bench.bench_analytics import made_up
from services.analytics import insight as module
from services.analytics.insight import PAGE, Insight, missed
from services.analytics.wanted import Range
from services.analytics.watched_log import WatchedLog
from services.errors import StorageUnavailable
from services.models.records import Interaction
from tests.analytics.turns import NOON, ListedLog, insight, report, turn

LATELY = Range.last(30, NOON + timedelta(seconds=1))
YEAR = Range.last(366, NOON + timedelta(seconds=1))


async def asked(view: Insight) -> int:
    found: int = (await view.overview(LATELY))["totals"]["questions"]
    return found


async def test_it_is_warmed_from_the_log() -> None:
    view = insight()
    assert (await view.overview(LATELY))["warming"]
    await view.warm(ListedLog(*(turn(ago_h=n / 60) for n in range(1, 700))))
    assert await asked(view) == 699
    assert not (await view.overview(LATELY))["warming"]


async def test_turns_of_one_moment_on_the_edge_of_a_page_count_once() -> None:
    view = insight()
    await view.warm(ListedLog(*(turn(ago_h=1 + n // 8) for n in range(PAGE + 20))))
    assert await asked(view) == PAGE + 20


class LogWithNews(ListedLog):
    """While it is read, one turn comes and one session is forgotten."""

    def __init__(self, view: Insight, news: Interaction) -> None:
        super().__init__()
        self._view = view
        self._news = news

    async def latest(self, **wanted: Any) -> Sequence[Interaction]:
        page = await super().latest(**wanted)
        self._view.observe(self._news)
        self._view.forget("gone")
        return page


async def test_what_happens_while_it_is_warmed_is_neither_lost_nor_doubled() -> None:
    view = insight()
    log = LogWithNews(view, turn("news"))
    await log.record(turn("old", ago_h=1))
    await log.record(turn("not mine", ago_h=1, session_id="gone"))
    await view.warm(log)
    found = await view.overview(LATELY)
    words = {row["question"]: row["count"] for row in found["most_asked"]}
    assert set(words) == {"old", "news"}
    assert words["old"] == 1


async def test_a_forgotten_turn_that_comes_late_is_not_taken() -> None:
    view = insight()
    await view.warm(ListedLog())
    view.forget("session-one")
    view.observe(turn(ago_h=1))
    view.observe(turn(ago_h=-0.1))
    assert view.revision == 4
    assert len(missed(view._table.span())) == 0
    assert len(view._table) == 1


async def test_the_log_tells_it_what_is_kept_and_what_is_erased() -> None:
    view = insight()
    await view.warm(ListedLog())
    log = WatchedLog(ListedLog(), view)
    await log.record(turn("kept", session_id="one"))
    await log.record(turn("mine", session_id="two"))
    await log.record(turn("old", ago_h=100))
    assert await asked(view) == await log.count() == 3
    await log.delete_session("two")
    await log.delete_before(NOON - timedelta(hours=50))
    assert await asked(view) == await log.count() == 1
    assert [one.user_input for one in await log.latest(limit=5)] == ["kept"]


async def test_news_wake_whoever_waits() -> None:
    view = insight()
    before = view.revision
    waiter = asyncio.create_task(view.after(before))
    await asyncio.sleep(0)
    view.observe(turn())
    assert await waiter == view.revision > before


async def test_open_questions_are_asked_again_in_the_background() -> None:
    view = insight(report=report(answers=lambda question: "Rust" in question))
    log = ListedLog(
        turn("knows Rust?", ago_h=1, unanswered=True, intent="absent"),
        turn("her salary", ago_h=1, unanswered=True, intent="absent"),
    )
    view.start(log)
    try:
        for _ in range(200):
            found = await view.gaps(LATELY)
            if [theme["title"] for theme in found["themes"]] == ["pay and rates"]:
                break
            await asyncio.sleep(0.01)
        assert [theme["title"] for theme in found["themes"]] == ["pay and rates"]
    finally:
        await view.close()


class Unreachable(ListedLog):
    """Fails in one way after the other before it can be read."""

    def __init__(self, *failures: Exception) -> None:
        super().__init__(turn(ago_h=1))
        self.failures = list(failures)

    async def latest(self, **wanted: Any) -> Sequence[Interaction]:
        if self.failures:
            raise self.failures.pop()
        return await super().latest(**wanted)


async def test_a_log_that_cannot_be_read_is_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "LOOK_AGAIN_S", 0.01)
    view = insight()
    view.start(Unreachable(StorageUnavailable(), ValueError("a damaged row")))
    for _ in range(500):
        if await asked(view):
            break
        await asyncio.sleep(0.01)
    assert await asked(view) == 1
    await view.close()


async def test_a_question_that_the_engine_stumbles_over_ends_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def answers(question: str) -> bool:
        if question in stumbled:
            loop.call_soon_threadsafe(twice.set)
        stumbled.append(question)
        raise RecursionError

    stumbled: list[str] = []
    twice = asyncio.Event()
    loop = asyncio.get_running_loop()
    monkeypatch.setattr(module, "LOOK_AGAIN_S", 0.01)
    monkeypatch.setattr(module, "CALM_S", 0.0)
    view = insight(report=report(answers=answers))
    view.start(ListedLog(turn("knows Rust?", unanswered=True, ago_h=1)))
    await asyncio.wait_for(twice.wait(), 5)
    assert await asked(view) == 1
    await view.close()
    assert len(stumbled) >= 2


async def test_words_that_are_not_kept_make_no_gap() -> None:
    view = insight()
    await view.warm(ListedLog(turn("", unanswered=True, intent="absent", ago_h=1)))
    assert (await view.gaps(LATELY))["themes"] == []
    assert (await view.overview(LATELY))["totals"]["unanswered"] == 1


@pytest.mark.parametrize("view", ["overview", "gaps"])
async def test_views_over_many_turns_are_quick(view: str) -> None:
    """A fifth of the turns that bench/bench_analytics.py measures, in CPU time."""
    found = insight()
    for one in made_up(20_000, NOON):
        found.take(one)
    look = getattr(found, view)
    await look(YEAR)
    spent_s = []
    for _ in range(15):
        began = time.process_time()
        await look(YEAR)
        spent_s.append(time.process_time() - began)
    assert sorted(spent_s)[-2] < 0.1

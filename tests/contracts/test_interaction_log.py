"""What every InteractionLog does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from services.models.records import (
    TURNS_SORTED_BY,
    Interaction,
    InteractionFilter,
    Order,
)
from services.protocols import InteractionLog
from tests.contracts.conftest import Stores

START = datetime(2030, 1, 1, 12, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture
def log(stores: Stores) -> InteractionLog:
    assert stores.log is not None
    return stores.log


def interaction(text: str, *, after_s: float = 0) -> Interaction:
    return Interaction(
        id=str(uuid4()),
        session_id="session-1",
        created_at=START + timedelta(seconds=after_s),
        channel="voice",
        user_input=text,
        response="Two of them, \N{SNOWMAN} \\ \" ' \t\n -- done.",
        intent="projects",
        item_type="projects",
        shown=("projects/one",),
        engines={"recognizer": "tiny", "llm": "none"},
        timing_ms={"total_ms": 12.5, "vad_ms": 0.0},
        degraded=("tts:loud:timeout",),
        language="fr",
        confidence=0.25,
        model="a-model",
        prompt_tokens=10,
        completion_tokens=20,
        cost_usd=0.00012,
        cached=True,
        unanswered=False,
        request_id="abc",
        door="widget",
    )


async def said(log: InteractionLog, **wanted: Any) -> list[str]:
    found = await log.latest(limit=100, matching=InteractionFilter(**wanted))
    return [one.user_input for one in found]


async def test_a_turn_comes_back_as_it_was(log: InteractionLog, stores: Stores) -> None:
    recorded = interaction("which projects?")
    await log.record(recorded)
    await stores.settle()
    assert list(await log.latest(limit=10)) == [recorded]


async def test_the_latest_come_first_in_exact_pages(
    log: InteractionLog, stores: Stores
) -> None:
    for number in range(5):
        await log.record(interaction(str(number), after_s=number))
    await stores.settle()
    first = await log.latest(limit=2)
    second = await log.latest(limit=2, offset=2)
    assert [one.user_input for one in (*first, *second)] == ["4", "3", "2", "1"]
    assert list(await log.latest(limit=2, offset=100)) == []


async def test_turns_come_in_the_order_that_is_wanted(
    log: InteractionLog, stores: Stores
) -> None:
    kept = [
        replace(interaction("0"), confidence=0.5, intent="skills"),
        replace(interaction("1", after_s=1), confidence=None, intent="about"),
        replace(interaction("2", after_s=2), confidence=0.75, intent="about"),
        replace(interaction("3", after_s=3), confidence=0.25, intent="skills"),
    ]
    for one in kept:
        await log.record(one)
    await stores.settle()
    up = Order("confidence")
    down = Order("confidence", descending=True)
    assert await said(log, order=(Order("created_at"),)) == ["0", "1", "2", "3"]
    assert await said(log, order=(up,)) == ["3", "0", "2", "1"]
    assert await said(log, order=(down,)) == ["2", "0", "3", "1"]
    by_two = Order("intent", descending=True), up, down
    assert await said(log, order=by_two) == ["3", "0", "2", "1"]


async def test_every_order_of_turns_is_one(log: InteractionLog, stores: Stores) -> None:
    await log.record(interaction("only"))
    await stores.settle()
    for name in TURNS_SORTED_BY:
        for descending in (False, True):
            assert await said(log, order=(Order(name, descending),)) == ["only"]


async def test_the_same_turn_twice_is_one_row(
    log: InteractionLog, stores: Stores
) -> None:
    recorded = interaction("once")
    await log.record(recorded)
    await log.record(recorded)
    await stores.settle()
    assert await log.count() == 1


async def test_turns_are_found_by_their_ids(
    log: InteractionLog, stores: Stores
) -> None:
    kept = [interaction(str(number), after_s=number) for number in range(3)]
    for one in kept:
        await log.record(one)
    await stores.settle()
    assert await said(log, ids=(kept[2].id, kept[0].id, str(uuid4()))) == ["2", "0"]


async def test_turns_are_found_by_what_they_were(
    log: InteractionLog, stores: Stores
) -> None:
    plain = interaction("plain")
    await log.record(plain)
    await log.record(replace(interaction("other"), session_id="session-2"))
    await log.record(replace(interaction("lost"), unanswered=True, intent="absent"))
    await log.record(interaction("late", after_s=60))
    await stores.settle()
    assert await said(log, session_id="session-2") == ["other"]
    assert await said(log, unanswered=True) == ["lost"]
    assert sorted(await said(log, unanswered=False)) == ["late", "other", "plain"]
    assert await said(log, intent="absent") == ["lost"]
    assert await said(log, since=START + timedelta(seconds=30)) == ["late"]
    assert "late" not in await said(log, until=START + timedelta(seconds=30))


async def test_a_session_can_be_erased(log: InteractionLog, stores: Stores) -> None:
    await log.record(interaction("mine"))
    await log.record(replace(interaction("theirs"), session_id="session-2"))
    await stores.settle()
    assert await log.delete_session("session-1") == 1
    await stores.settle()
    assert await said(log) == ["theirs"]
    assert await log.delete_session("session-1") == 0


async def test_what_is_older_can_be_erased(log: InteractionLog, stores: Stores) -> None:
    await log.record(interaction("old"))
    await log.record(interaction("new", after_s=60))
    await stores.settle()
    assert await log.delete_before(START + timedelta(seconds=60)) == 1
    await stores.settle()
    assert await said(log) == ["new"]


@pytest.mark.parametrize("text", ["nul \0 here", "lone \ud800 surrogate", "\udfff"])
async def test_characters_that_cannot_be_stored_cost_no_turn(
    log: InteractionLog, stores: Stores, text: str
) -> None:
    await log.record(replace(interaction(text), shown=(text,), degraded=(text,)))
    await stores.settle()
    assert await log.count() == 1

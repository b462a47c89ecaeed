"""Sessions at hand: turns do not wait for the store, and nothing is lost in order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.errors import SessionNotFound
from services.models.conversation import Session, Turn
from services.storage import recent_sessions
from services.storage.memory import MemorySessions
from services.storage.recent_sessions import RecentSessions
from services.storage.sqlite_file import SqliteFile
from services.storage.sqlite_sessions import SqliteSessions


class SlowSessions(MemorySessions):
    """Holds every change back until it is let through."""

    def __init__(self) -> None:
        super().__init__(ttl_s=60, max_sessions=10)
        self.open = asyncio.Event()
        self.order: list[str] = []

    async def append(self, session_id: str, turn: Turn) -> None:
        await self.open.wait()
        self.order.append(turn.user_input)
        await super().append(session_id, turn)


class HeldReads(MemorySessions):
    """The first one who reads has its answer only when it is let through."""

    def __init__(self) -> None:
        super().__init__(ttl_s=60, max_sessions=10)
        self.reading = asyncio.Event()
        self.open = asyncio.Event()

    async def get(self, session_id: str) -> Session:
        found = await super().get(session_id)
        if not self.reading.is_set():
            self.reading.set()
            await self.open.wait()
        return found


class FaultySessions(MemorySessions):
    """Stumbles over one turn in a way nobody thought of."""

    async def append(self, session_id: str, turn: Turn) -> None:
        if turn.user_input == "poison":
            raise ZeroDivisionError
        await super().append(session_id, turn)


def turn(text: str) -> Turn:
    return Turn(text, f"{text}!", datetime.now(UTC))


def at_hand() -> MemorySessions:
    return MemorySessions(ttl_s=60, max_sessions=10)


@pytest.fixture
async def file(tmp_path: Path) -> AsyncIterator[SqliteFile]:
    file = SqliteFile(tmp_path / "sessions.sqlite3")
    yield file
    await file.close()


async def test_a_turn_does_not_wait_for_the_store() -> None:
    slow = SlowSessions()
    sessions = RecentSessions(slow, at_hand())
    await sessions.create("one-session", fresh=True)
    async with asyncio.timeout(1):
        await sessions.append("one-session", turn("first"))
        found = await sessions.get("one-session")
    assert [t.user_input for t in found.turns] == ["first"]
    assert slow.order == []
    slow.open.set()
    await sessions.close()


async def test_changes_reach_the_store_in_order_and_before_it_closes() -> None:
    slow = SlowSessions()
    sessions = RecentSessions(slow, at_hand())
    await sessions.create("one-session", fresh=True)
    said = [str(number) for number in range(20)]
    for text in said:
        await sessions.append("one-session", turn(text))
    slow.open.set()
    await sessions.close()
    assert slow.order == said


async def test_a_conversation_goes_on_after_a_restart(file: SqliteFile) -> None:
    stored = SqliteSessions(file, ttl_s=60, max_sessions=10)
    before = RecentSessions(stored, at_hand())
    await before.create("one-session", fresh=True)
    await before.append("one-session", turn("first"))
    await before.close()
    after = RecentSessions(stored, at_hand())
    await after.append("one-session", turn("second"))
    found = await after.get("one-session")
    assert [t.user_input for t in found.turns] == ["first", "second"]
    assert found.turn_count == 2
    await after.close()


async def test_what_is_deleted_does_not_come_back_from_what_followed(
    file: SqliteFile,
) -> None:
    stored = SqliteSessions(file, ttl_s=60, max_sessions=10)
    sessions = RecentSessions(stored, at_hand())
    await sessions.create("one-session", fresh=True)
    await sessions.append("one-session", turn("first"))
    await sessions.delete("one-session")
    await sessions.close()
    assert await stored.count() == 0


async def test_one_busy_session_cannot_fill_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(recent_sessions, "MOST_WAITING", 3)
    slow = SlowSessions()
    sessions = RecentSessions(slow, at_hand())
    await sessions.create("one-session", fresh=True)
    await sessions.append("one-session", turn("first"))
    await sessions.append("one-session", turn("second"))
    third = asyncio.create_task(sessions.append("one-session", turn("third")))
    done, _ = await asyncio.wait({third}, timeout=0.1)
    assert not done, "it waits while three changes are on their way"
    slow.open.set()
    await third
    await sessions.close()
    assert slow.order == ["first", "second", "third"]


async def test_a_session_not_at_hand_does_not_wait_for_a_rush_to_end() -> None:
    store = MemorySessions(ttl_s=60, max_sessions=10)
    await store.create("elsewhere")
    sessions = RecentSessions(store, at_hand())
    await sessions.create("busy-session", fresh=True)

    async def rush() -> None:
        while True:
            await sessions.append("busy-session", turn("and another"))
            await asyncio.sleep(0)

    rushing = asyncio.create_task(rush())
    try:
        async with asyncio.timeout(2):
            assert (await sessions.get("elsewhere")).id == "elsewhere"
            await sessions.delete("elsewhere")
    finally:
        rushing.cancel()
        await asyncio.wait([rushing])
    await sessions.close()


async def test_what_is_deleted_does_not_come_back_with_who_was_reading_it() -> None:
    store = HeldReads()
    sessions = RecentSessions(store, at_hand())
    await store.create("one-session")
    reading = asyncio.create_task(sessions.get("one-session"))
    await store.reading.wait()
    await sessions.delete("one-session")
    store.open.set()
    with pytest.raises(SessionNotFound):
        await reading
    with pytest.raises(SessionNotFound):
        await sessions.get("one-session")


async def test_an_older_reading_does_not_hide_what_was_said_since() -> None:
    store = HeldReads()
    sessions = RecentSessions(store, at_hand())
    await store.create("one-session")
    reading = asyncio.create_task(sessions.get("one-session"))
    await store.reading.wait()
    await sessions.append("one-session", turn("first"))
    store.open.set()
    assert (await reading).turn_count == 1
    assert (await sessions.get("one-session")).turn_count == 1
    await sessions.close()


async def test_a_change_that_cannot_be_stored_does_not_take_others_along() -> None:
    store = FaultySessions(ttl_s=60, max_sessions=10)
    sessions = RecentSessions(store, at_hand())
    await sessions.create("one-session", fresh=True)
    for text in ("first", "poison", "second"):
        await sessions.append("one-session", turn(text))
    await sessions.close()
    stored = await store.get("one-session")
    assert [t.user_input for t in stored.turns] == ["first", "second"]

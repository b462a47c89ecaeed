"""What every ThumbStore and MessageStore does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from services.errors import NotFound, StorageFull
from services.feedback.store import MessageStore, ThumbStore
from services.models.feedback import (
    Direction,
    LeftMessage,
    MessageCount,
    MessageFilter,
    RatedTurn,
    Tally,
    Thumb,
    ThumbFilter,
)
from services.models.records import Interaction, Order
from services.storage.carried import RemoteReads
from services.storage.carried_feedback import CarriedMessages, CarriedThumbs
from services.storage.carrier import Carrier
from services.storage.memory_feedback import MemoryMessages, MemoryThumbs
from services.storage.outbox import Outbox
from services.storage.sqlite_file import SqliteFile
from services.storage.sqlite_interactions import SqliteInteractions
from services.storage.sqlite_messages import SqliteMessages
from services.storage.sqlite_thumbs import SqliteThumbs
from services.storage.supabase_interactions import SupabaseInteractions
from services.storage.supabase_messages import SupabaseMessages
from services.storage.supabase_tables import SupabaseTables
from services.storage.supabase_thumbs import SupabaseThumbs
from tests.contracts.conftest import at_once
from tests.storage.records import interaction

START = datetime(2030, 1, 1, 12, 0, 0, 123456, tzinfo=UTC)
ROOM = 3
TARGETS = ("ai_sessions", "ai_interactions", "ai_feedback", "owner_messages")
WORDS = "Two of them, \N{SNOWMAN} \\ \" ' \t\n -- done."


@dataclass(frozen=True, slots=True)
class Rig:
    """The stores, and how turns come and go beside them."""

    thumbs: ThumbStore
    messages: MessageStore
    record: Callable[[Interaction], Awaitable[None]]
    erase: Callable[[str], Awaitable[int]]
    settle: Callable[[], Awaitable[None]] = at_once
    bounded: bool = True


def in_memory() -> Rig:
    turns: dict[str, Interaction] = {}

    async def record(turn: Interaction) -> None:
        turns[turn.id] = turn

    async def erase(session_id: str) -> int:
        own = [one.id for one in turns.values() if one.session_id == session_id]
        for turn_id in own:
            del turns[turn_id]
        return len(own)

    return Rig(MemoryThumbs(turns), MemoryMessages(most=ROOM), record, erase)


def on_disk(file: SqliteFile) -> Rig:
    log = SqliteInteractions(file)
    messages = SqliteMessages(file, most=ROOM)
    return Rig(SqliteThumbs(file), messages, log.record, log.delete_session)


def hosted(tables: SupabaseTables) -> Rig:
    log = SupabaseInteractions(tables)
    return Rig(
        SupabaseThumbs(tables),
        SupabaseMessages(tables),
        log.record,
        log.delete_session,
        bounded=False,
    )


async def carried(file: SqliteFile, tables: SupabaseTables) -> Rig:
    outbox = Outbox(frozenset(TARGETS))  # type: ignore[arg-type]
    carrier = Carrier(file, outbox, tables)
    reads = RemoteReads(file, tables)
    log = SqliteInteractions(file, outbox=outbox)

    async def settle() -> None:
        while await carrier.carry_some():
            pass

    await tables.ping()
    return Rig(
        CarriedThumbs(SqliteThumbs(file, outbox=outbox), SupabaseThumbs(tables), reads),
        CarriedMessages(
            SqliteMessages(file, outbox=outbox, most=ROOM),
            SupabaseMessages(tables),
            reads,
        ),
        log.record,
        log.delete_session,
        settle,
    )


@pytest.fixture(params=["memory", "sqlite", "supabase", "carried"])
def kind(request: pytest.FixtureRequest) -> str:
    if request.param in ("supabase", "carried"):
        request.getfixturevalue("tables")
    name: str = request.param
    return name


@pytest.fixture
async def rig(kind: str, request: pytest.FixtureRequest, file: SqliteFile) -> Rig:
    if kind == "memory":
        return in_memory()
    if kind == "sqlite":
        return on_disk(file)
    tables: SupabaseTables = request.getfixturevalue("tables")
    if kind == "supabase":
        return hosted(tables)
    return await carried(file, tables)


def turn(text: str = "asked", session_id: str = "session-1") -> Interaction:
    return interaction(text, session_id=session_id, created_at=START)


def thumb(
    of: Interaction, after_s: float = 0, *, kind: Direction = "up", **more: Any
) -> Thumb:
    return Thumb(of.id, kind, START + timedelta(seconds=after_s), **more)


def message(text: str = WORDS, *, after_s: float = 0, **more: Any) -> LeftMessage:
    at = START + timedelta(seconds=after_s)
    return LeftMessage(id=str(uuid4()), created_at=at, text=text, **more)


async def asked(rig: Rig, **matching: Any) -> list[str]:
    rated = await rig.thumbs.latest(limit=9, matching=ThumbFilter(**matching))
    return [one.question for one in rated]


async def left(rig: Rig, **matching: Any) -> list[str]:
    page = await rig.messages.page(limit=9, matching=MessageFilter(**matching))
    return [one.text for one in page]


async def test_a_thumb_comes_back_with_its_turn(rig: Rig) -> None:
    rated = turn("which projects?")
    await rig.record(rated)
    given = thumb(rated, 1, kind="down", note=WORDS)
    kept = await rig.thumbs.put(given)
    await rig.settle()
    assert kept == replace(given, session_id="session-1")
    assert list(await rig.thumbs.latest(limit=9)) == [
        RatedTurn(kept, "which projects?", rated.response, START)
    ]
    assert await rig.thumbs.of_session("session-1") == {rated.id: kept}
    assert await rig.thumbs.of_session("session-2") == {}


async def test_the_newest_thumb_of_a_turn_wins_and_can_be_taken_back(rig: Rig) -> None:
    rated = turn()
    await rig.record(rated)
    await rig.thumbs.put(thumb(rated, kind="down", note="wrong"))
    await rig.settle()
    await rig.thumbs.put(thumb(rated, 1, session_id="session-1"))
    await rig.settle()
    (only,) = await rig.thumbs.latest(limit=9)
    assert (only.thumb.thumb, only.thumb.note) == ("up", "")
    assert await rig.thumbs.tally() == Tally(up=1)
    for _ in range(2):
        await rig.thumbs.take_back(rated.id, "session-1")
        await rig.settle()
        assert await rig.thumbs.tally() == Tally()


async def test_only_a_turn_that_is_there_is_rated_and_by_its_session(rig: Rig) -> None:
    rated = turn()
    await rig.record(rated)
    await rig.settle()
    wrong = [
        thumb(turn()),
        replace(thumb(rated), turn_id="no uuid"),
        thumb(rated, session_id="session-2"),
    ]
    for one in wrong:
        with pytest.raises(NotFound):
            await rig.thumbs.put(one)
        with pytest.raises(NotFound):
            await rig.thumbs.take_back(one.turn_id, one.session_id)
    assert await rig.thumbs.tally() == Tally()


async def test_thumbs_are_chosen_sorted_and_counted(rig: Rig) -> None:
    for number in range(4):
        one = turn(str(number))
        await rig.record(one)
        await rig.thumbs.put(thumb(one, number, kind="down" if number % 2 else "up"))
    await rig.settle()
    middle = START + timedelta(seconds=2)
    assert await asked(rig) == ["3", "2", "1", "0"]
    assert await asked(rig, thumb="down") == ["3", "1"]
    assert await asked(rig, since=middle) == ["3", "2"]
    assert await asked(rig, until=middle) == ["1", "0"]
    by_kind = (Order("thumb"), Order("created_at"))
    assert await asked(rig, order=by_kind) == ["1", "3", "0", "2"]
    second = await rig.thumbs.latest(limit=2, offset=1)
    assert [one.question for one in second] == ["2", "1"]
    assert await rig.thumbs.tally(since=START + timedelta(seconds=1)) == Tally(1, 2)
    assert await rig.thumbs.tally(until=middle) == Tally(1, 1)


async def test_a_thumb_is_erased_with_its_turn(rig: Rig) -> None:
    mine, theirs = turn("mine"), turn("theirs", "session-2")
    for one in (mine, theirs):
        await rig.record(one)
        await rig.thumbs.put(thumb(one, note="a note"))
    await rig.settle()
    await rig.erase("session-1")
    await rig.settle()
    assert await asked(rig) == ["theirs"]
    assert await rig.thumbs.of_session("session-1") == {}


async def test_a_message_comes_back_as_it_was(rig: Rig) -> None:
    whole = message(reply_to="@ada", question="Rust?", session_id="session-1")
    await rig.messages.add(whole)
    await rig.messages.add(whole)
    await rig.settle()
    assert list(await rig.messages.page(limit=9)) == [whole]


async def test_messages_are_marked_chosen_and_deleted(rig: Rig) -> None:
    kept = [message(str(number), after_s=number) for number in range(3)]
    for one in kept:
        await rig.messages.add(one)
    await rig.settle()
    marked = await rig.messages.set_read(kept[1].id, True)
    await rig.settle()
    assert marked == replace(kept[1], read=True)
    assert await rig.messages.count() == MessageCount(total=3, unread=2)
    assert await left(rig) == ["2", "1", "0"]
    assert await left(rig, read=False) == ["2", "0"]
    assert await left(rig, order=(Order("created_at"),)) == ["0", "1", "2"]
    middle = START + timedelta(seconds=1)
    assert await left(rig, since=middle) == ["2", "1"]
    assert await left(rig, until=middle) == ["0"]
    second = await rig.messages.page(limit=1, offset=1)
    assert [one.text for one in second] == ["1"]
    await rig.messages.delete(kept[1].id)
    await rig.settle()
    assert await left(rig) == ["2", "0"]
    for gone in (kept[1].id, "no uuid"):
        with pytest.raises(NotFound):
            await rig.messages.delete(gone)
        with pytest.raises(NotFound):
            await rig.messages.set_read(gone, True)


async def test_a_session_s_messages_can_be_erased(rig: Rig) -> None:
    await rig.messages.add(message("mine", session_id="session-1"))
    await rig.messages.add(message("theirs", session_id="session-2"))
    await rig.messages.add(message("nobody's"))
    await rig.settle()
    assert await rig.messages.delete_session("session-1") == 1
    await rig.settle()
    assert sorted(await left(rig)) == ["nobody's", "theirs"]
    assert await rig.messages.delete_session("session-1") == 0


async def test_what_was_read_makes_room_and_what_was_not_stays(rig: Rig) -> None:
    if not rig.bounded:
        pytest.skip("the store before it bounds it")
    kept = [message(str(number), after_s=number) for number in range(ROOM)]
    for one in kept:
        await rig.messages.add(one)
    with pytest.raises(StorageFull):
        await rig.messages.add(message("one more", after_s=9))
    await rig.messages.set_read(kept[1].id, True)
    await rig.messages.add(message("one more", after_s=9))
    await rig.settle()
    assert await left(rig) == ["one more", "2", "0"]

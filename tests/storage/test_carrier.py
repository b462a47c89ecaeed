"""The way from the outbox to a real PostgREST, on good days and bad ones."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from services.models.conversation import Turn
from services.storage.carrier import Carrier
from services.storage.outbox import Outbox, Target
from services.storage.sqlite_file import SqliteFile
from services.storage.sqlite_guestbook import SqliteGuestbook
from services.storage.sqlite_interactions import SqliteInteractions
from services.storage.sqlite_sessions import SqliteSessions
from services.storage.supabase_tables import RemoteFailure, SupabaseTables
from tests.gateway import PUBLIC_KEY, Gateway, says
from tests.postgrest import PostgrestServer
from tests.storage.records import START, interaction, signature

ALL: frozenset[Target] = frozenset(
    {"guestbook_signatures", "ai_sessions", "ai_interactions"}
)


@pytest.fixture
def outbox() -> Outbox:
    return Outbox(ALL)


@pytest.fixture
def carrier(file: SqliteFile, outbox: Outbox, tables: SupabaseTables) -> Carrier:
    return Carrier(file, outbox, tables)


@pytest.fixture
def book(file: SqliteFile, outbox: Outbox) -> SqliteGuestbook:
    return SqliteGuestbook(file, outbox=outbox)


@pytest.fixture
def log(file: SqliteFile, outbox: Outbox) -> SqliteInteractions:
    return SqliteInteractions(file, outbox=outbox)


@pytest.fixture
def sessions(file: SqliteFile, outbox: Outbox) -> SqliteSessions:
    return SqliteSessions(file, ttl_s=3600, max_sessions=100, outbox=outbox)


@pytest.fixture
async def running(carrier: Carrier) -> AsyncIterator[Carrier]:
    carrier.start()
    yield carrier
    await carrier.close()


async def all_of(carrier: Carrier) -> None:
    while await carrier.carry_some():
        pass


async def until_empty(file: SqliteFile, outbox: Outbox) -> None:
    limit = time.monotonic() + 20
    while (await file.read(outbox.backlog)).depth:
        assert time.monotonic() < limit, "the outbox does not empty"
        await asyncio.sleep(0.05)


async def test_rows_arrive_in_order_and_once(
    carrier: Carrier, book: SqliteGuestbook, postgrest_server: PostgrestServer
) -> None:
    signed = [await book.add(signature(str(n), after_s=n)) for n in range(10)]
    await all_of(carrier)
    arrived = postgrest_server.sql("select id from guestbook_signatures order by ctid")
    assert arrived.split() == [one.id for one in signed]


async def test_what_was_carried_but_not_noted_as_such_is_no_duplicate(
    carrier: Carrier,
    book: SqliteGuestbook,
    file: SqliteFile,
    postgrest_server: PostgrestServer,
) -> None:
    """As after a kill between the answer and the note of it."""
    await book.add(signature())
    entries = await file.read(_everything)
    await all_of(carrier)
    await file.write(lambda c: _put_back(c, entries))
    await all_of(carrier)
    assert postgrest_server.sql("select count(*) from guestbook_signatures") == "1"


def _everything(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute("SELECT * FROM outbox")]


def _put_back(connection: sqlite3.Connection, rows: list[tuple[object, ...]]) -> None:
    connection.executemany("INSERT INTO outbox VALUES (?, ?, ?, ?, ?, ?)", rows)


async def test_a_turn_brings_its_session_along(
    carrier: Carrier, log: SqliteInteractions, postgrest_server: PostgrestServer
) -> None:
    await log.record(interaction(session_id="never-created"))
    await all_of(carrier)
    joined = (
        "select session_id, user_input from ai_interactions"
        " join ai_sessions on ai_sessions.id = session_id"
    )
    assert postgrest_server.sql(joined) == "never-created|which projects?"


async def test_a_session_leaves_without_its_words(
    carrier: Carrier, sessions: SqliteSessions, postgrest_server: PostgrestServer
) -> None:
    await sessions.create("session-1", metadata={"page": "secret page"})
    await sessions.append("session-1", Turn("secret", "secret", START))
    await sessions.end("session-1")
    await all_of(carrier)
    row = postgrest_server.sql("select * from ai_sessions")
    assert row.startswith("session-1|")
    assert row.endswith("|1")
    assert "secret" not in row
    ended = postgrest_server.sql("select ended_at is not null from ai_sessions")
    assert ended == "t"


async def test_forget_me_reaches_the_hosted_database(
    carrier: Carrier,
    sessions: SqliteSessions,
    log: SqliteInteractions,
    postgrest_server: PostgrestServer,
) -> None:
    await sessions.create("session-1")
    await log.record(interaction())
    await all_of(carrier)
    await log.record(interaction("not carried yet"))
    await log.delete_session("session-1")
    await sessions.delete("session-1")
    await all_of(carrier)
    assert postgrest_server.sql("select count(*) from ai_sessions") == "0"
    assert postgrest_server.sql("select count(*) from ai_interactions") == "0"


async def test_forget_me_leaves_no_session_that_only_turns_brought_along(
    carrier: Carrier, log: SqliteInteractions, postgrest_server: PostgrestServer
) -> None:
    await log.record(interaction(session_id="session-1"))
    await all_of(carrier)
    await log.delete_session("session-1")
    await all_of(carrier)
    assert postgrest_server.sql("select count(*) from ai_sessions") == "0"


async def test_retention_takes_empty_sessions_along(
    carrier: Carrier, log: SqliteInteractions, postgrest_server: PostgrestServer
) -> None:
    await log.record(interaction("old", session_id="session-1"))
    await log.record(interaction("new", session_id="session-2", after_s=60))
    await all_of(carrier)
    await log.delete_before(START + timedelta(seconds=30))
    await all_of(carrier)
    assert postgrest_server.sql("select user_input from ai_interactions") == "new"
    assert postgrest_server.sql("select id from ai_sessions") == "session-2"


async def test_a_row_that_is_refused_does_not_stop_those_behind_it(
    carrier: Carrier,
    log: SqliteInteractions,
    file: SqliteFile,
    outbox: Outbox,
    postgrest_server: PostgrestServer,
) -> None:
    await log.record(interaction("before"))
    await log.record(interaction("x" * 9_000))
    await log.record(interaction("after"))
    await all_of(carrier)
    backlog = await file.read(outbox.backlog)
    assert (backlog.depth, backlog.set_aside) == (0, 1)
    arrived = postgrest_server.sql("select user_input from ai_interactions order by 1")
    assert arrived.split() == ["after", "before"]


@pytest.mark.parametrize(
    "fault",
    [
        says(401, b'{"message":"no"}'),
        says(500, b"{}"),
        says(200, b"<html>paused</html>", "text/html"),
        says(404, b'{"code":"PGRST205","message":"no table"}'),
    ],
)
async def test_rows_wait_while_the_database_takes_nothing(
    carrier: Carrier,
    gateway: Gateway,
    book: SqliteGuestbook,
    file: SqliteFile,
    outbox: Outbox,
    postgrest_server: PostgrestServer,
    fault: object,
) -> None:
    gateway.fault = fault  # type: ignore[assignment]
    await book.add(signature())
    with pytest.raises(RemoteFailure):
        await carrier.carry_some()
    assert (await file.read(outbox.backlog)).depth == 1
    gateway.fault = None
    await all_of(carrier)
    assert postgrest_server.sql("select count(*) from guestbook_signatures") == "1"


async def test_an_outage_ends_with_every_row_there_once_in_order(
    running: Carrier,
    gateway: Gateway,
    log: SqliteInteractions,
    file: SqliteFile,
    outbox: Outbox,
    postgrest_server: PostgrestServer,
) -> None:
    for number in range(30):
        if number == 10:
            await gateway.stop()
        if number == 20:
            await gateway.start()
        await log.record(interaction(f"{number:02}"))
    await until_empty(file, outbox)
    arrived = postgrest_server.sql(
        "select user_input from ai_interactions order by ctid"
    )
    assert arrived.split() == [f"{number:02}" for number in range(30)]


async def test_one_process_carries_while_others_wait(
    file: SqliteFile, path: Path, outbox: Outbox, tables: SupabaseTables
) -> None:
    first, second = Carrier(file, outbox, tables), Carrier(file, outbox, tables)
    assert first._is_ours()
    assert not second._is_ours()
    await first.close()
    assert second._is_ours()
    await second.close()


async def test_a_public_key_carries_signatures_that_may_be_seen(
    gateway: Gateway, file: SqliteFile, postgrest_server: PostgrestServer
) -> None:
    tables = SupabaseTables(gateway.url, PUBLIC_KEY, is_secret_key=False)
    outbox = Outbox(frozenset({"guestbook_signatures"}), frozenset({"add"}))
    book = SqliteGuestbook(file, outbox=outbox)
    await book.add(signature("seen"))
    hidden = await book.add(signature("hidden"))
    await book.set_hidden(hidden.id, True)
    await all_of(Carrier(file, outbox, tables))
    await tables.close()
    assert postgrest_server.sql("select name from guestbook_signatures") == "seen"

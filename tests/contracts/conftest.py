"""Every adapter of the storage protocols, for the one suite that they all pass."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from services.protocols import GuestbookStore, InteractionLog, SessionStore
from services.storage.carried import CarriedGuestbook, CarriedInteractions, RemoteReads
from services.storage.carrier import Carrier
from services.storage.memory import MemorySessions
from services.storage.outbox import Outbox
from services.storage.recent_sessions import RecentSessions
from services.storage.sqlite_file import SqliteFile
from services.storage.sqlite_guestbook import SqliteGuestbook
from services.storage.sqlite_interactions import SqliteInteractions
from services.storage.sqlite_sessions import SqliteSessions
from services.storage.steady_sessions import SteadySessions
from services.storage.supabase_guestbook import SupabaseGuestbook
from services.storage.supabase_interactions import SupabaseInteractions
from services.storage.supabase_tables import SupabaseTables
from tests.gateway import SECRET_KEY, Gateway

TTL_S = 60.0
MAX_SESSIONS = 3


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2030, 1, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass(frozen=True, slots=True)
class Stores:
    """`settle` waits until what was written can be read."""

    sessions: SessionStore | None
    log: InteractionLog | None
    guestbook: GuestbookStore | None
    settle: Callable[[], Awaitable[None]]


async def at_once() -> None:
    return None


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def file(tmp_path: Path) -> AsyncIterator[SqliteFile]:
    file = SqliteFile(tmp_path / "viva_voce.sqlite3")
    yield file
    await file.close()


@pytest.fixture
async def tables(gateway: Gateway) -> AsyncIterator[SupabaseTables]:
    tables = SupabaseTables(gateway.url, SECRET_KEY, is_secret_key=True)
    yield tables
    await tables.close()


def in_memory(clock: Clock) -> Stores:
    sessions = MemorySessions(ttl_s=TTL_S, max_sessions=MAX_SESSIONS, clock=clock)
    return Stores(sessions, None, None, at_once)


def on_disk(file: SqliteFile, clock: Clock) -> Stores:
    return Stores(
        SqliteSessions(file, ttl_s=TTL_S, max_sessions=MAX_SESSIONS, clock=clock),
        SqliteInteractions(file),
        SqliteGuestbook(file, clock=clock),
        at_once,
    )


def steady(file: SqliteFile, clock: Clock) -> Stores:
    first = SqliteSessions(file, ttl_s=TTL_S, max_sessions=MAX_SESSIONS, clock=clock)
    spare = MemorySessions(ttl_s=TTL_S, max_sessions=MAX_SESSIONS, clock=clock)
    return Stores(SteadySessions(first, spare), None, None, at_once)


def recent(file: SqliteFile, clock: Clock) -> Stores:
    behind = SqliteSessions(file, ttl_s=TTL_S, max_sessions=MAX_SESSIONS, clock=clock)
    at_hand = MemorySessions(ttl_s=TTL_S, max_sessions=MAX_SESSIONS, clock=clock)
    return Stores(RecentSessions(behind, at_hand), None, None, at_once)


def hosted(tables: SupabaseTables) -> Stores:
    return Stores(
        None, SupabaseInteractions(tables), SupabaseGuestbook(tables), at_once
    )


async def carried(file: SqliteFile, tables: SupabaseTables, clock: Clock) -> Stores:
    """SQLite first, Supabase behind it; `settle` carries everything over."""
    outbox = Outbox(
        frozenset({"guestbook_signatures", "ai_sessions", "ai_interactions"})
    )
    carrier = Carrier(file, outbox, tables)
    reads = RemoteReads(file, tables)

    async def settle() -> None:
        while await carrier.carry_some():
            pass

    await tables.ping()
    return Stores(
        SqliteSessions(
            file, ttl_s=TTL_S, max_sessions=MAX_SESSIONS, outbox=outbox, clock=clock
        ),
        CarriedInteractions(
            SqliteInteractions(file, outbox=outbox),
            SupabaseInteractions(tables),
            reads,
        ),
        CarriedGuestbook(
            SqliteGuestbook(file, outbox=outbox, clock=clock),
            SupabaseGuestbook(tables),
            reads,
        ),
        settle,
    )


async def build(
    kind: str, request: pytest.FixtureRequest, file: SqliteFile, clock: Clock
) -> Stores:
    if kind == "memory":
        return in_memory(clock)
    if kind == "sqlite":
        return on_disk(file, clock)
    if kind == "steady":
        return steady(file, clock)
    if kind == "recent":
        return recent(file, clock)
    tables: SupabaseTables = request.getfixturevalue("tables")
    if kind == "supabase":
        return hosted(tables)
    return await carried(file, tables, clock)


@pytest.fixture(params=["memory", "sqlite", "steady", "recent", "carried"])
def session_kind(request: pytest.FixtureRequest) -> str:
    kind: str = request.param
    if kind == "carried":
        request.getfixturevalue("tables")
    return kind


@pytest.fixture(params=["sqlite", "supabase", "carried"])
def store_kind(request: pytest.FixtureRequest) -> str:
    kind: str = request.param
    if kind != "sqlite":
        request.getfixturevalue("tables")
    return kind


@pytest.fixture
async def session_stores(
    session_kind: str, request: pytest.FixtureRequest, file: SqliteFile, clock: Clock
) -> AsyncIterator[Stores]:
    stores = await build(session_kind, request, file, clock)
    yield stores
    if stores.sessions is not None:
        await stores.sessions.close()


@pytest.fixture
async def stores(
    store_kind: str, request: pytest.FixtureRequest, file: SqliteFile, clock: Clock
) -> Stores:
    return await build(store_kind, request, file, clock)

"""What was forgotten is on no disk: journals, damaged files and replaced ones too."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bench.attacked import Attacked, attacked, exchange, request
from services.models.conversation import Turn
from services.storage.kept_copies import erase_old, forget_session
from services.storage.sqlite_file import SqliteFile
from services.storage.sqlite_sessions import SqliteSessions
from tests.contracts.conftest import Clock
from tests.kept_vectors import with_vectors

WORD = "marzipanflugzeug"
DATABASE = "viva_voce.sqlite3"
SOON_S = 15.0


def content(path: Path) -> bytes:
    """The bytes of a file; none if the service removed it meanwhile."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def holding(folder: Path, word: str = WORD) -> list[str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if word.encode() in content(path)]


async def until_forgotten(folder: Path) -> None:
    async with asyncio.timeout(SOON_S):
        while holding(folder):  # noqa: ASYNC110 - another process erases them
            await asyncio.sleep(0.05)


def data(server: Attacked) -> Path:
    return server.folder / "data"


async def asked(server: Attacked) -> str:
    """A conversation of one session, on the disk when this returns."""
    question = {"text": f"Does she know {WORD}?"}
    _, _, body = await exchange(server.port, request("POST", "/ask", question))
    session: str = json.loads(body)["session_id"]
    async with asyncio.timeout(SOON_S):
        while not holding(data(server)):  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.05)
    return session


ERASE: dict[str, Callable[[str], bytes]] = {
    "forget": lambda one: request("DELETE", f"/session/{one}"),
    "end": lambda one: request("POST", "/api/session/end", {"session_id": one}),
}


@pytest.mark.parametrize("how", ERASE)
async def test_words_leave_the_journal_once_nobody_reads_them(how: str) -> None:
    """A reader's snapshot keeps them; `off` leaves no erased row of the log to help."""
    async with attacked(with_vectors, LOG_TRANSCRIPTS="off") as server:
        session = await asked(server)
        with closing(sqlite3.connect(data(server) / DATABASE)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM sessions").fetchone()
            status, _, _ = await exchange(server.port, ERASE[how](session))
            assert status == 200
            assert holding(data(server))
            reader.execute("COMMIT")
        await until_forgotten(data(server))


@pytest.mark.parametrize("how", ERASE)
async def test_words_leave_the_journal_at_once_where_nobody_reads(how: str) -> None:
    async with attacked(with_vectors, LOG_TRANSCRIPTS="off") as server:
        session = await asked(server)
        await exchange(server.port, ERASE[how](session))
        await until_forgotten(data(server))


def turn(text: str) -> Turn:
    return Turn(text, "No.", datetime.now(UTC), (), "none", "absent", {}, text)


async def test_words_of_a_session_that_has_expired_are_gone(tmp_path: Path) -> None:
    clock = Clock()
    file = SqliteFile(tmp_path / DATABASE)
    sessions = SqliteSessions(file, ttl_s=60, max_sessions=9, clock=clock)
    await sessions.create("session-1")
    await sessions.append("session-1", turn(WORD))
    assert holding(tmp_path)
    clock.move(61)
    assert await sessions.expire(clock()) == ("session-1",)
    await until_forgotten(tmp_path)
    await file.close()


async def test_words_of_a_session_that_made_room_are_gone(tmp_path: Path) -> None:
    file = SqliteFile(tmp_path / DATABASE)
    sessions = SqliteSessions(file, ttl_s=60, max_sessions=1)
    await sessions.create("session-1")
    await sessions.append("session-1", turn(WORD))
    assert holding(tmp_path)
    await sessions.create("session-2")
    await until_forgotten(tmp_path)
    await file.close()


async def test_a_start_empties_the_journal_of_a_process_that_was_killed(
    tmp_path: Path,
) -> None:
    """The files as they are at the moment of the kill, in another folder."""
    file = SqliteFile(tmp_path / "first" / DATABASE)
    sessions = SqliteSessions(file, ttl_s=60, max_sessions=9)
    await sessions.create("session-1")
    await sessions.append("session-1", turn(WORD))
    await file.write(lambda c: c.execute("DELETE FROM turns"))
    shutil.copytree(tmp_path / "first", tmp_path / "second")
    await file.close()
    assert holding(tmp_path / "second")
    file = SqliteFile(tmp_path / "second" / DATABASE)
    await file.write(lambda connection: None)
    assert not holding(tmp_path / "second")
    await file.close()


def stamp(age: timedelta) -> str:
    return (datetime.now(UTC) - age).strftime("%Y%m%dT%H%M%S%f")


async def filled(path: Path, *sessions: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    file = SqliteFile(path)
    store = SqliteSessions(file, ttl_s=60, max_sessions=9)
    for session in sessions:
        await store.create(session)
        await store.append(session, turn(f"{WORD} of {session}"))
    await file.close()


def break_pages(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[:100] = b"\xff" * 100
    path.write_bytes(content)


async def test_a_replaced_database_forgets_one_session_and_keeps_others(
    tmp_path: Path,
) -> None:
    kept = tmp_path / f".before-{stamp(timedelta())}" / DATABASE
    await filled(kept, "session-1", "session-2")
    assert forget_session(tmp_path, DATABASE, "session-1") == 1
    assert not holding(tmp_path, "session-1")
    assert holding(tmp_path, f"{WORD} of session-2")
    assert forget_session(tmp_path, DATABASE, "session-1") == 0


async def test_a_damaged_copy_that_cannot_be_cleaned_goes(tmp_path: Path) -> None:
    damaged = tmp_path / f"{DATABASE}.damaged-{stamp(timedelta())}"
    await filled(damaged, "session-1", "session-2")
    break_pages(damaged)
    assert forget_session(tmp_path, DATABASE, "session-3") == 0
    assert damaged.exists()
    assert forget_session(tmp_path, DATABASE, "session-1") == 1
    assert not holding(tmp_path)


async def test_forget_me_reaches_what_was_put_aside() -> None:
    async with attacked(with_vectors) as server:
        session = await asked(server)
        folder = data(server)
        damaged = folder / f"{DATABASE}.damaged-{stamp(timedelta())}"
        before = folder / f".before-{stamp(timedelta())}"
        before.mkdir()
        for copy in (damaged, before / DATABASE):
            with (
                closing(sqlite3.connect(folder / DATABASE)) as live,
                closing(sqlite3.connect(copy)) as target,
            ):
                live.backup(target)
        break_pages(damaged)
        status, _, _ = await exchange(server.port, ERASE["forget"](session))
        assert status == 200
        await until_forgotten(folder)


async def test_copies_are_kept_so_many_days(tmp_path: Path) -> None:
    days = {"young": timedelta(days=6), "old": timedelta(days=8)}
    for name, age in days.items():
        for companion in ("", "-wal"):
            path = tmp_path / f"{DATABASE}.damaged-{stamp(age)}{companion}"
            path.write_text(name)
        folder = tmp_path / f".before-{stamp(age)}"
        folder.mkdir()
        (folder / DATABASE).write_text(name)
    (tmp_path / DATABASE).write_text("in use")
    assert erase_old(tmp_path, DATABASE, keep_for=timedelta(days=7)) == 3
    assert not holding(tmp_path, "old")
    assert len(holding(tmp_path, "young")) == 3
    assert holding(tmp_path, "in use")


async def test_a_start_erases_old_copies() -> None:
    async with attacked(with_vectors) as server:
        pass
    folder = server.folder / "data"
    folder.mkdir(parents=True)
    old = folder / f"{DATABASE}.damaged-{stamp(timedelta(days=8))}"
    old.write_text(WORD)
    async with attacked(with_vectors, DATA_DIR=str(folder)):
        assert not old.exists()
    shutil.rmtree(server.folder)

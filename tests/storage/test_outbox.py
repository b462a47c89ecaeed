from __future__ import annotations

import sqlite3
from functools import partial

import pytest

from services.storage.outbox import (
    Outbox,
    is_waiting,
    next_entries,
    remove,
    retry_set_aside,
    set_aside,
)
from services.storage.sqlite_file import SqliteFile
from services.storage.sqlite_guestbook import SqliteGuestbook
from tests.contracts.conftest import Clock
from tests.storage.records import signature


@pytest.fixture
def outbox() -> Outbox:
    return Outbox(frozenset({"guestbook_signatures", "ai_sessions"}))


def waiting(connection: sqlite3.Connection) -> list[str]:
    return [entry.row_id for entry in next_entries(connection, 100)]


async def test_additions_to_one_table_leave_together(
    file: SqliteFile, outbox: Outbox
) -> None:
    def note(connection: sqlite3.Connection) -> None:
        for row_id in "ab":
            outbox.note(connection, "add", "ai_sessions", row_id)
        outbox.note(connection, "change", "ai_sessions", "a")
        outbox.note(connection, "add", "guestbook_signatures", "c")

    await file.write(note)
    runs = []
    while entries := await file.read(lambda c: next_entries(c, 100)):
        runs.append([(entry.action, entry.row_id) for entry in entries])
        await file.write(partial(remove, entries=entries))
    assert runs == [[("add", "a"), ("add", "b")], [("change", "a")], [("add", "c")]]


async def test_a_write_that_fails_leaves_no_entry(
    file: SqliteFile, outbox: Outbox
) -> None:
    def fails(connection: sqlite3.Connection) -> None:
        outbox.note(connection, "add", "ai_sessions", "a")
        raise LookupError

    with pytest.raises(LookupError):
        await file.write(fails)
    assert await file.read(waiting) == []


async def test_a_repeated_post_leaves_no_second_entry(file: SqliteFile) -> None:
    outbox = Outbox(frozenset({"guestbook_signatures"}))
    book = SqliteGuestbook(file, outbox=outbox)
    first = await book.add(signature(), key="once")
    await book.add(signature(), key="once")
    assert await file.read(waiting) == [first.id]


async def test_tables_that_stay_here_are_not_noted(file: SqliteFile) -> None:
    book = SqliteGuestbook(file, outbox=Outbox(frozenset({"ai_sessions"})))
    await book.add(signature())
    assert await file.read(waiting) == []


async def test_a_public_key_notes_additions_only(file: SqliteFile) -> None:
    outbox = Outbox(frozenset({"guestbook_signatures"}), frozenset({"add"}))
    book = SqliteGuestbook(file, outbox=outbox)
    signed = await book.add(signature())
    await book.delete(signed.id)
    entries = await file.read(lambda c: next_entries(c, 100))
    assert [entry.action for entry in entries] == ["add"]


async def test_the_backlog_says_how_much_and_how_old(file: SqliteFile) -> None:
    clock = Clock()
    outbox = Outbox(frozenset({"ai_sessions"}), clock=clock)
    await file.write(lambda c: outbox.note(c, "add", "ai_sessions", "a"))
    clock.move(30)
    await file.write(lambda c: outbox.note(c, "add", "ai_sessions", "b"))
    backlog = await file.read(outbox.backlog)
    assert (backlog.depth, backlog.oldest_age_s, backlog.set_aside) == (2, 30.0, 0)


async def test_what_is_set_aside_waits_no_longer_but_can_be_retried(
    file: SqliteFile, outbox: Outbox
) -> None:
    await file.write(lambda c: outbox.note(c, "add", "ai_sessions", "bad"))
    (entry,) = await file.read(lambda c: next_entries(c, 100))
    await file.write(lambda c: set_aside(c, entry, "refused:23514"))
    backlog = await file.read(outbox.backlog)
    assert (backlog.depth, backlog.set_aside) == (0, 1)
    assert not await file.read(lambda c: is_waiting(c, "ai_sessions"))
    assert await file.write(retry_set_aside) == 1
    assert await file.read(waiting) == ["bad"]

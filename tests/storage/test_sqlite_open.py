from __future__ import annotations

import errno
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from services.errors import StorageFull, StorageUnavailable
from services.storage.sqlite_file import SqliteFile
from services.storage.sqlite_guestbook import SqliteGuestbook
from services.storage.sqlite_open import (
    in_use,
    mark_in_use,
    open_writer,
    storage_error,
)
from tests.storage.records import signature

HEADER_BYTES = 100


def overwrite(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as handle:
        handle.seek(at)
        handle.write(data)


def truncate(path: Path) -> None:
    with path.open("r+b") as handle:
        handle.truncate(path.stat().st_size // 2)


def write_text(path: Path) -> None:
    path.write_text("hello " * 5000)


def forget_a_table(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE outbox")
    connection.close()


DAMAGE: dict[str, Callable[[Path], None]] = {
    "text instead": write_text,
    "header": lambda path: overwrite(path, 0, b"\xff" * HEADER_BYTES),
    "page size": lambda path: overwrite(path, 16, b"\x00\x07"),
    "schema page": lambda path: overwrite(path, HEADER_BYTES, b"\xff" * 3000),
    "a page": lambda path: overwrite(path, 4096 * 3, b"\x5a" * 4096),
    "truncated": truncate,
    "missing table": forget_a_table,
}


def content(path: Path) -> bytes:
    return path.read_bytes()


async def filled(path: Path) -> None:
    file = SqliteFile(path)
    book = SqliteGuestbook(file)
    for _ in range(20):
        await book.add(signature(image="x" * 3000))
    await file.close()


@pytest.mark.parametrize("damage", DAMAGE)
async def test_a_damaged_file_is_kept_aside_and_a_fresh_one_started(
    path: Path, damage: str
) -> None:
    await filled(path)
    DAMAGE[damage](path)
    damaged = content(path)
    file = SqliteFile(path)
    book = SqliteGuestbook(file)
    await book.add(signature("after"))
    assert "after" in [found.name for found in await book.page(limit=99, offset=0)]
    await file.close()
    assert file.kept_aside is not None
    assert content(file.kept_aside) == damaged


@pytest.mark.parametrize("damage", ["a page", "missing table"])
async def test_what_can_be_read_of_a_damaged_file_is_brought_over(
    path: Path, damage: str
) -> None:
    await filled(path)
    DAMAGE[damage](path)
    file = SqliteFile(path)
    page = await SqliteGuestbook(file).page(limit=99, offset=0)
    await file.close()
    assert len(page) >= 15
    assert all(len(found.image) == 3000 for found in page)


async def test_a_whole_file_is_not_moved(path: Path) -> None:
    await filled(path)
    connection, kept = open_writer(path)
    assert kept is None
    (count,) = connection.execute("SELECT count(*) FROM signatures").fetchone()
    connection.close()
    assert count == 20


def test_only_the_owner_may_read_the_file(path: Path) -> None:
    connection, _ = open_writer(path)
    connection.execute("BEGIN IMMEDIATE")
    modes = {
        stat.S_IMODE(part.stat().st_mode) for part in path.parent.glob("*sqlite3*")
    }
    connection.close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert modes <= {0o600, 0o644}


def test_every_write_reaches_the_disk(path: Path) -> None:
    connection, _ = open_writer(path)
    found = [
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys")
    ]
    connection.close()
    assert found == ["wal", 2, 1]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_no_space_is_said_as_such(code: int, path: Path) -> None:
    assert isinstance(storage_error(OSError(code, "no"), path), StorageFull)


def test_other_trouble_is_unavailable(path: Path) -> None:
    for error in (OSError(errno.EACCES, "no"), sqlite3.OperationalError("locked")):
        found = storage_error(error, path)
        assert type(found) is StorageUnavailable


def test_a_file_in_use_is_known_to_be(path: Path) -> None:
    assert not in_use(path)
    mark = mark_in_use(path)
    assert in_use(path)
    mark.close()
    assert not in_use(path)

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from services.errors import ConfigurationError, StorageFull, StorageUnavailable
from services.storage.sqlite_file import SqliteFile
from services.storage.sqlite_guestbook import SqliteGuestbook
from tests.storage.records import signature


def names(connection: sqlite3.Connection) -> list[str]:
    return [row["name"] for row in connection.execute("SELECT name FROM signatures")]


def put(name: str) -> Callable[[sqlite3.Connection], None]:
    def work(connection: sqlite3.Connection) -> None:
        connection.execute(
            "INSERT INTO signatures (id, name, emoji, image, created_at)"
            " VALUES (?, ?, '', '', '')",
            (name, name),
        )

    return work


def commits(path: Path) -> int:
    """Commit frames in the journal: https://sqlite.org/fileformat2.html#walformat"""
    journal = path.with_name(path.name + "-wal").read_bytes()
    frame = 24 + 4096
    heads = (journal[at : at + 8] for at in range(32, len(journal), frame))
    return sum(int.from_bytes(head[4:]) > 0 for head in heads)


def is_there(path: Path | None) -> bool:
    return path is not None and path.exists()


async def test_a_write_can_be_read_at_once(file: SqliteFile) -> None:
    await file.write(put("one"))
    assert await file.read(names) == ["one"]


async def test_reading_first_starts_a_file(file: SqliteFile) -> None:
    assert await file.read(names) == []


async def test_writes_that_wait_together_share_a_commit(
    file: SqliteFile, path: Path
) -> None:
    await file.write(put("first"))
    before = commits(path)
    await asyncio.gather(*(file.write(put(str(n))) for n in range(200)))
    assert len(await file.read(names)) == 201
    assert commits(path) - before < 20


async def test_a_failing_write_leaves_its_neighbours_alone(file: SqliteFile) -> None:
    def fails(connection: sqlite3.Connection) -> None:
        put("half done")(connection)
        raise LookupError("of its own")

    results = await asyncio.gather(
        file.write(put("before")),
        file.write(fails),
        file.write(put("before")),
        file.write(put("after")),
        return_exceptions=True,
    )
    assert isinstance(results[1], LookupError)
    assert isinstance(results[2], sqlite3.IntegrityError)
    assert await file.read(names) == ["before", "after"]


async def test_a_reader_cannot_write(file: SqliteFile) -> None:
    with pytest.raises(StorageUnavailable):
        await file.read(put("sneaky"))


async def test_a_full_disk_is_said_and_got_over(file: SqliteFile) -> None:
    book = SqliteGuestbook(file)
    kept = await book.add(signature("kept"))
    (pages,) = await file.read(lambda c: c.execute("PRAGMA page_count").fetchone())
    await file.write(lambda c: c.execute(f"PRAGMA max_page_count = {pages}"))
    large = signature("large", image="x" * 100_000)
    with pytest.raises(StorageFull):
        await book.add(large)
    assert list(await book.page(limit=10, offset=0)) == [kept]
    await file.write(lambda c: c.execute("PRAGMA max_page_count = 100000"))
    assert await book.add(large) == large


async def test_a_failed_write_is_remembered_until_one_succeeds(
    file: SqliteFile,
) -> None:
    await file.check()
    await file.write(lambda c: c.execute("PRAGMA max_page_count = 1"))
    with pytest.raises(StorageFull):
        await SqliteGuestbook(file).add(signature(image="x" * 100_000))
    assert isinstance(file.last_failure, StorageFull)
    await file.check()
    assert file.last_failure is None


async def test_one_large_row_does_not_take_small_ones_along(file: SqliteFile) -> None:
    book = SqliteGuestbook(file)
    await book.add(signature("first"))
    (pages,) = await file.read(lambda c: c.execute("PRAGMA page_count").fetchone())
    await file.write(lambda c: c.execute(f"PRAGMA max_page_count = {pages}"))
    results = await asyncio.gather(
        book.add(signature("small")),
        book.add(signature("large", image="x" * 100_000)),
        book.add(signature("small too")),
        return_exceptions=True,
    )
    assert [type(result).__name__ for result in results] == [
        "Signature",
        "StorageFull",
        "Signature",
    ]


async def test_a_file_that_was_removed_is_started_anew(
    file: SqliteFile, path: Path
) -> None:
    await file.write(put("lost"))
    for part in path.parent.glob(path.name + "*"):
        part.unlink()
    await file.write(put("kept"))
    assert await file.read(names) == ["kept"]
    assert is_there(path)


async def test_damage_while_running_is_found_and_moved_aside(
    file: SqliteFile, path: Path
) -> None:
    await file.write(put("one"))
    await asyncio.to_thread(ruin, path)
    with pytest.raises(StorageUnavailable):
        await file.read(lambda c: c.execute("SELECT * FROM sqlite_schema").fetchall())
    assert await file.read(names) == []
    assert is_there(file.kept_aside)


async def test_damage_is_not_forgotten_over_a_smaller_fault(
    file: SqliteFile, path: Path
) -> None:
    await file.write(put("kept"))
    both_read, damage_seen = threading.Barrier(2), threading.Event()

    def damaged(connection: sqlite3.Connection) -> None:
        both_read.wait(5)
        ruin(path)
        connection.execute("SELECT * FROM sqlite_schema").fetchall()

    def busy(connection: sqlite3.Connection) -> None:
        both_read.wait(5)
        assert damage_seen.wait(5)
        raise sqlite3.OperationalError("database is locked")

    reading = asyncio.create_task(file.read(busy))
    with pytest.raises(StorageUnavailable):
        await file.read(damaged)
    damage_seen.set()
    with pytest.raises(StorageUnavailable):
        await reading
    await file.read(names)
    assert is_there(file.kept_aside)


def ruin(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    with path.open("r+b") as handle:
        handle.write(b"no database at all" * 4096)


async def test_two_processes_worth_of_writers_share_a_file(path: Path) -> None:
    first, second = SqliteFile(path), SqliteFile(path)
    await asyncio.gather(
        *(first.write(put(f"a{n}")) for n in range(50)),
        *(second.write(put(f"b{n}")) for n in range(50)),
    )
    assert len(await first.read(names)) == 100
    await first.close()
    await second.close()


async def test_closing_finishes_what_waits(path: Path) -> None:
    file = SqliteFile(path)
    writes = [asyncio.ensure_future(file.write(put(str(n)))) for n in range(20)]
    await asyncio.sleep(0)
    await file.close()
    await asyncio.gather(*writes)
    with pytest.raises(StorageUnavailable):
        await file.write(lambda c: None)
    with pytest.raises(StorageUnavailable):
        await file.read(lambda c: None)


async def test_a_folder_that_cannot_be_made_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    file = SqliteFile(tmp_path / "taken" / "viva_voce.sqlite3")
    with pytest.raises(StorageUnavailable):
        await file.write(lambda c: None)
    await file.close()


async def test_a_newer_file_is_left_alone(file: SqliteFile, path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(ConfigurationError):
        await file.write(lambda c: None)
    assert is_there(path)
    assert file.kept_aside is None

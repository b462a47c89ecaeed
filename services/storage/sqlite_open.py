"""Opening the SQLite file: settings, schema, and what to do with a damaged one."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import structlog

from services.errors import StorageFull, StorageUnavailable
from services.storage.kept_copies import COMPANIONS
from services.storage.migrations import TABLES, migrate
from services.storage.salvage import salvage

BUSY_TIMEOUT_S = 5.0
LITTLE_SPACE_BYTES = 256 * 1024
"""Free space below which a failed write is taken for a full disk."""
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT)
_log = structlog.get_logger(__name__)


class Damaged(Exception):
    """The file is no whole database of ours."""


def open_writer(path: Path) -> tuple[sqlite3.Connection, Path | None]:
    """Open for writing, creating and migrating as needed.

    A damaged file is moved aside and a fresh one started with what could be read of it;
    the second value is then where it is kept. Other processes that open the same file
    wait for this one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _alone(path.with_name(path.name + ".lock")):
        try:
            return _open_whole(path), None
        except Damaged as damage:
            kept = _move_aside(path)
            connection = _open_whole(path)
            saved = _salvaged(kept, connection)
            reason = str(damage)
            _log.error(
                "storage_file_damaged", kept_as=kept.name, saved=saved, reason=reason
            )
            return connection, kept


def _salvaged(path: Path, connection: sqlite3.Connection) -> int:
    """Whatever goes wrong with a damaged file, the service starts without it."""
    try:
        return salvage(path, connection)
    except (sqlite3.Error, OSError) as error:
        _log.warning("storage_salvage_failed", reason=str(error))
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("PRAGMA foreign_keys = ON")
        return 0


def open_reader(path: Path) -> sqlite3.Connection:
    connection = _connect(path)
    connection.execute("PRAGMA query_only = ON")
    return connection


def mark_in_use(path: Path) -> IO[str]:
    """Shared by every process that has the file open, until the handle is closed."""
    handle = _mark(path).open("w")
    fcntl.flock(handle, fcntl.LOCK_SH)
    return handle


def in_use(path: Path) -> bool:
    if not _mark(path).exists():
        return False
    with _mark(path).open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _mark(path: Path) -> Path:
    return path.with_name(path.name + ".in-use")


def storage_error(error: sqlite3.Error | OSError, path: Path) -> StorageUnavailable:
    """What went wrong, in the product's words."""
    if isinstance(error, OSError):
        full = error.errno in _NO_SPACE
    else:
        primary = _primary_code(error)
        full = primary == sqlite3.SQLITE_FULL or (
            # A short fsync or a WAL index that cannot grow reports only "I/O error".
            primary == sqlite3.SQLITE_IOERR and _free_bytes(path) < LITTLE_SPACE_BYTES
        )
    return StorageFull() if full else StorageUnavailable()


def is_damage(error: sqlite3.Error) -> bool:
    return _primary_code(error) in _DAMAGED


def _primary_code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _free_bytes(path: Path) -> int:
    try:
        return shutil.disk_usage(path.parent).free
    except OSError:
        return 0


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path,
        timeout=BUSY_TIMEOUT_S,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.row_factory = sqlite3.Row
    # One damaged character must not hide a whole page of rows.
    connection.text_factory = lambda data: str(data, "utf-8", "replace")
    return connection


def _open_whole(path: Path) -> sqlite3.Connection:
    """Raise Damaged when it cannot be used, sqlite3.Error for everything else."""
    if not path.exists():
        # The journal files inherit these permissions: visitors' words are private.
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    connection = _connect(path)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        # What is deleted is overwritten: it must not live on in a free page.
        connection.execute("PRAGMA secure_delete = ON")
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise Damaged(verdict)
        migrate(connection)
        _check_tables(connection)
        # What a process that was killed had erased may still be in its journal.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.DatabaseError as error:
        connection.close()
        if is_damage(error):
            raise Damaged(str(error)) from error
        raise
    except BaseException:
        connection.close()
        raise
    return connection


def _check_tables(connection: sqlite3.Connection) -> None:
    found = {
        row["name"]
        for row in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table'"
        )
    }
    missing = sorted(set(TABLES) - found)
    if missing:
        raise Damaged(f"tables are missing: {', '.join(missing)}")


def _move_aside(path: Path) -> Path:
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    kept = path.with_name(f"{path.name}.damaged-{moment}")
    for companion in COMPANIONS:
        part = path.with_name(path.name + companion)
        if part.exists():
            part.rename(kept.with_name(kept.name + companion))
    return kept


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield

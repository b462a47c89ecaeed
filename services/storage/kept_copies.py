"""Databases that were put aside: visitors' words in them are forgotten, too.

A damaged file is kept for its owner beside the fresh one, and a restore keeps what it
replaced. Both hold conversations that the service itself has long erased.
"""

from __future__ import annotations

import mmap
import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog

from services.storage.disk_probe import PREFIX

COMPANIONS = ("", "-wal", "-shm")
BEFORE = ".before-"
LEFTOVERS = (".restoring-", ".salvaging-", PREFIX)
"""What a process that was killed may leave."""
LEFTOVER_AGE_S = 86_400.0
_MOMENT = re.compile(r"(\d{8}T\d{12})(?:-wal|-shm)?$")
_OF_A_SESSION = {
    "turns": "session_id",
    "interactions": "session_id",
    "outbox": "row_id",
    "forgotten": "session_id",
    "sessions": "id",
    "interviews": "id",
    "thumbs": "session_id",
    "messages": "session_id",
    "labels": "session_id",
}
"""By table: where the id of a session, or of an interview, stands."""
_log = structlog.get_logger(__name__)


def erase_old(folder: Path, database: str, *, keep_for: timedelta) -> int:
    """Remove copies that are older than that; return how many. Blocks."""
    before = datetime.now(UTC) - keep_for
    erased = 0
    for path in _copies(folder, database):
        moment = _MOMENT.search(path.name)
        if moment and _moment(moment[1]) < before:
            erased += _remove(path)
    for path in folder.glob(".*"):
        if path.name.startswith(LEFTOVERS):
            erased += _is_left_over(path) and _remove(path)
    return erased


def forget_session(folder: Path, database: str, session_id: str) -> int:
    """Erase a session from every copy; return from how many. Blocks.

    Where a copy is too damaged for that, it is removed: what could be read of it was
    brought over into the fresh file when it was put aside.
    """
    forgotten = 0
    for path in _databases(folder, database):
        if not _mentions(path, session_id):
            continue
        forgotten += 1
        if not _erased(path, session_id) or _mentions(path, session_id):
            for companion in COMPANIONS:
                path.with_name(path.name + companion).unlink(missing_ok=True)
            _log.warning("damaged_copy_removed", name=path.name)
    return forgotten


def _copies(folder: Path, database: str) -> Iterator[Path]:
    yield from folder.glob(f"{database}.damaged-*")
    yield from folder.glob(f"{BEFORE}*")


def _databases(folder: Path, database: str) -> Iterator[Path]:
    for path in list(_copies(folder, database)):
        if path.is_dir():
            yield from (path / database,) if (path / database).is_file() else ()
            yield from _databases(path, database)
        elif not path.name.endswith(COMPANIONS[1:]):
            yield path


def _mentions(path: Path, session_id: str) -> bool:
    parts = (path.with_name(path.name + companion) for companion in COMPANIONS[:2])
    return any(_holds(part, session_id.encode()) for part in parts)


def _holds(path: Path, needle: bytes) -> bool:
    if not path.is_file() or not path.stat().st_size:
        return False
    with (
        path.open("rb") as handle,
        mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ) as content,
    ):
        return content.find(needle) >= 0


def _erased(path: Path, session_id: str) -> bool:
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as copy:
            copy.execute("PRAGMA secure_delete = ON")
            for table in _tables(copy) & _OF_A_SESSION.keys():
                column = _OF_A_SESSION[table]
                copy.execute(
                    f"DELETE FROM {table} WHERE {column} = ?",  # noqa: S608
                    (session_id,),
                )
            copy.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            # Words in long rows lie on pages of their own; a page that a damaged
            # tree no longer leads to would keep them.
            (verdict,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
            return bool(verdict == "ok")
    except sqlite3.Error:
        return False


def _tables(copy: sqlite3.Connection) -> set[str]:
    """Return the tables of a copy, which an older version may have made."""
    rows = copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {name for (name,) in rows}


def _moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)


def _is_left_over(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime > LEFTOVER_AGE_S
    except OSError:
        return False


def _remove(path: Path) -> bool:
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    except OSError as error:
        _log.warning("kept_copy_not_removed", name=path.name, why=type(error).__name__)
        return False
    _log.info("kept_copy_removed", name=path.name)
    return True

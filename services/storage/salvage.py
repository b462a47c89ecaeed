"""What can still be read of a damaged file is brought over into the fresh one."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import structlog

from services.storage.feedback_rows import message_of, thumb_of
from services.storage.interview_rows import interview_of as read_interview
from services.storage.label_rows import label_of
from services.storage.migrations import STEPS, TABLES
from services.storage.rows import (
    interaction_of,
    local_interaction,
    moment_of,
    session_of,
    signature_of,
    turn_of,
)

COMPANIONS = ("", "-wal")
_ORPHANS = (
    "DELETE FROM turns WHERE session_id NOT IN (SELECT id FROM sessions)",
    "DELETE FROM thumbs WHERE id NOT IN (SELECT id FROM interactions)",
    "DELETE FROM signature_keys WHERE signature_id NOT IN (SELECT id FROM signatures)",
)
_REPAIRS = (
    *_ORPHANS,
    "UPDATE signatures SET image_bytes = length(image) WHERE image_bytes = 0",
)
_ORDER = {"turns": "session_id {0}, position {0}"}
_CHECKS: dict[str, Callable[[dict[str, Any]], object]] = {
    "sessions": lambda row: session_of(row, ()),
    "turns": lambda row: turn_of(row["body"]),
    "interactions": lambda row: interaction_of(local_interaction(row)),
    "signatures": signature_of,
    "outbox": lambda row: moment_of(row["queued_at"]),
    "interviews": read_interview,
    "thumbs": thumb_of,
    "messages": message_of,
    "labels": lambda row: label_of(row["body"]),
    "owner_choices": lambda row: moment_of(row["at"]),
}
_log = structlog.get_logger(__name__)


def salvage(path: Path, fresh: sqlite3.Connection) -> int:
    """Return how many rows were saved; the damaged file is not touched.

    Each table is read from both ends, so that one bad page costs the rows on it and not
    those behind it.
    """
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".salvaging-") as folder:
        copy = Path(folder) / "damaged.sqlite3"
        for companion in COMPANIONS:
            part = path.with_name(path.name + companion)
            if part.exists():
                shutil.copy(part, copy.with_name(copy.name + companion))
        with closing(sqlite3.connect(copy)) as old:
            old.row_factory = sqlite3.Row
            return _bring_over(old, fresh)


def _bring_over(old: sqlite3.Connection, fresh: sqlite3.Connection) -> int:
    if not _is_of_this_schema(old):
        return 0
    saved = 0
    # A row may come before the one that it belongs to.
    fresh.execute("PRAGMA foreign_keys = OFF")
    fresh.execute("BEGIN IMMEDIATE")
    for table in TABLES:
        for direction in ("ASC", "DESC"):
            for row in _readable(old, table, direction):
                saved += _put(fresh, table, row)
    for statement in _REPAIRS:
        fresh.execute(statement)
    fresh.execute("COMMIT")
    fresh.execute("PRAGMA foreign_keys = ON")
    return saved


def _is_of_this_schema(old: sqlite3.Connection) -> bool:
    try:
        (version,) = old.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error:
        return False
    # Steps only ever add: an older file's rows fit.
    return bool(0 < version <= len(STEPS))


def _readable(
    old: sqlite3.Connection, table: str, direction: str
) -> Iterator[dict[str, Any]]:
    order = _ORDER.get(table, "rowid {0}").format(direction)
    try:
        for row in old.execute(f"SELECT * FROM {table} ORDER BY {order}"):  # noqa: S608
            yield dict(row)
    except sqlite3.Error as error:
        _log.warning("storage_salvage_stopped", table=table, reason=str(error))


def _put(fresh: sqlite3.Connection, table: str, row: dict[str, Any]) -> int:
    """Insert a row that makes sense; rubbish would break every page it is on."""
    check = _CHECKS.get(table)
    try:
        if check is not None:
            check(row)
    except (ValueError, TypeError, KeyError, AttributeError):
        return 0
    names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
    return fresh.execute(
        f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})",  # noqa: S608
        row,
    ).rowcount

"""Thumbs in SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime

from services.errors import NotFound
from services.models.feedback import (
    EVERY_THUMB,
    RatedTurn,
    Tally,
    Thumb,
    ThumbFilter,
)
from services.storage.feedback_rows import (
    NO_TURN,
    THUMB_COLUMNS,
    THUMBS_BY,
    rated_of,
    thumb_of,
    thumb_row,
)
from services.storage.outbox import Action, Outbox
from services.storage.rows import moment_text, order_by, readable
from services.storage.sqlite_file import SqliteFile

_PUT = (
    f"INSERT INTO thumbs ({', '.join(THUMB_COLUMNS)})"  # noqa: S608
    " VALUES (:id, :session_id, :thumb, :note, :created_at)"
    " ON CONFLICT (id) DO UPDATE SET"
    " thumb = :thumb, note = :note, created_at = :created_at"
)
_RATED = (
    "SELECT t.id AS id, t.session_id AS session_id, t.thumb AS thumb,"
    " t.note AS note, t.created_at AS created_at, i.user_input AS user_input,"
    " i.response AS response, i.created_at AS asked_at"
    " FROM thumbs AS t JOIN interactions AS i ON i.id = t.id"
)
_WITHIN = (
    " WHERE (:since IS NULL OR t.created_at >= :since)"
    " AND (:until IS NULL OR t.created_at < :until)"
)
_OF_KIND = " AND (:thumb IS NULL OR t.thumb = :thumb)"


class SqliteThumbs:
    """The schema erases a thumb with its turn."""

    def __init__(self, file: SqliteFile, *, outbox: Outbox | None = None) -> None:
        self._file = file
        self._outbox = outbox or Outbox()

    async def put(self, thumb: Thumb) -> Thumb:
        def write(connection: sqlite3.Connection) -> tuple[Thumb, bool]:
            session_id = _session_of(connection, thumb.turn_id, thumb.session_id)
            row = thumb_row(thumb) | {"session_id": session_id}
            there = _thumb(connection, thumb.turn_id)
            connection.execute(_PUT, row)
            action: Action = "add" if there is None else "change"
            self._outbox.note(connection, action, "ai_feedback", thumb.turn_id)
            return thumb_of(row), there is not None and bool(there["note"])

        kept, took_words = await self._file.write(write)
        if took_words:
            self._file.journal.empty_soon()
        return kept

    async def take_back(self, turn_id: str, session_id: str = "") -> None:
        def erase(connection: sqlite3.Connection) -> int:
            _session_of(connection, turn_id, session_id)
            erased = connection.execute(
                "DELETE FROM thumbs WHERE id = ?", (turn_id,)
            ).rowcount
            if erased:
                self._outbox.note(connection, "delete", "ai_feedback", turn_id)
            return erased

        if await self._file.write(erase):
            self._file.journal.empty_soon()

    async def latest(
        self, *, limit: int, offset: int = 0, matching: ThumbFilter = EVERY_THUMB
    ) -> Sequence[RatedTurn]:
        wanted = {
            "limit": limit,
            "offset": offset,
            "thumb": matching.thumb,
            **_bounds(matching.since, matching.until),
        }
        places = order_by(matching.order, THUMBS_BY)

        def select(connection: sqlite3.Connection) -> list[RatedTurn]:
            rows = connection.execute(
                f"{_RATED}{_WITHIN}{_OF_KIND} ORDER BY {places}"
                " LIMIT :limit OFFSET :offset",
                wanted,
            )
            return readable("thumbs", [dict(row) for row in rows], rated_of)

        return await self._file.read(select)

    async def tally(
        self, *, since: datetime | None = None, until: datetime | None = None
    ) -> Tally:
        def select(connection: sqlite3.Connection) -> Tally:
            rows = connection.execute(
                f"SELECT t.thumb, count(*) FROM thumbs AS t{_WITHIN} GROUP BY t.thumb",  # noqa: S608
                _bounds(since, until),
            )
            counts = {str(kind): int(number) for kind, number in rows}
            return Tally(counts.get("up", 0), counts.get("down", 0))

        return await self._file.read(select)

    async def of_session(self, session_id: str) -> Mapping[str, Thumb]:
        def select(connection: sqlite3.Connection) -> dict[str, Thumb]:
            rows = connection.execute(
                "SELECT * FROM thumbs WHERE session_id = ?", (session_id,)
            )
            found = readable("thumbs", [dict(row) for row in rows], thumb_of)
            return {thumb.turn_id: thumb for thumb in found}

        return await self._file.read(select)


def _session_of(connection: sqlite3.Connection, turn_id: str, named: str) -> str:
    """The session of a turn; raise NotFound where it is none, or not the one named."""
    row = connection.execute(
        "SELECT session_id FROM interactions WHERE id = ?", (turn_id,)
    ).fetchone()
    if row is None or named not in ("", row["session_id"]):
        raise NotFound(NO_TURN)
    return str(row["session_id"])


def _thumb(connection: sqlite3.Connection, turn_id: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = connection.execute(
        "SELECT note FROM thumbs WHERE id = ?", (turn_id,)
    ).fetchone()
    return row


def _bounds(since: datetime | None, until: datetime | None) -> dict[str, str | None]:
    return {
        "since": moment_text(since) if since else None,
        "until": moment_text(until) if until else None,
    }

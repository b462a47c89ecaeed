"""Conversations in SQLite: they survive a restart."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from services.errors import SessionExists, SessionExpired, SessionNotFound
from services.models.conversation import EMPTY_SHARE, MAX_TURNS, Session, Turn
from services.models.speech import Transcript
from services.storage.outbox import Outbox
from services.storage.rows import (
    json_text,
    moment_text,
    session_of,
    transcript_text,
    turn_of,
    turn_text,
)
from services.storage.sqlite_file import SqliteFile

ENDS_KEPT_FOR = timedelta(days=1)
"""How long a session that has ended is told from one that never was."""

ROOM_MADE_AT_ONCE = 100
"""A full house makes room for a hundredth of it, so that counting stays rare."""
_LONGEST_IDLE = """
SELECT id FROM (
    SELECT id, last_activity, rowid AS place, empty, row_number() OVER (
        PARTITION BY empty ORDER BY last_activity DESC, rowid DESC
    ) AS newest
    FROM (
        SELECT id, last_activity, rowid, turn_count = 0 AND heard IS NULL AS empty
        FROM sessions WHERE ended_at IS NULL
    )
)
ORDER BY (empty AND newest > ?) DESC, last_activity, place LIMIT ?
"""


class SqliteSessions:
    def __init__(
        self,
        file: SqliteFile,
        *,
        ttl_s: float,
        max_sessions: int,
        outbox: Outbox | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._file = file
        self._ttl = timedelta(seconds=ttl_s)
        self._max_sessions = max_sessions
        self._outbox = outbox or Outbox()
        self._clock = clock
        self._room = 0

    async def create(
        self,
        session_id: str,
        *,
        metadata: Mapping[str, Any] | None = None,
        fresh: bool = False,
    ) -> Session:
        now = self._clock()
        session = Session(
            session_id, now, now, now + self._ttl, metadata=dict(metadata or {})
        )

        def insert(connection: sqlite3.Connection) -> bool:
            known = _row(connection, session_id)
            if known is not None:
                if not _is_over(known, now):
                    raise SessionExists
                connection.execute("DELETE FROM sessions WHERE id = ?", (session_id,))
            others_ended = self._make_room(connection)
            connection.execute(
                "INSERT INTO sessions"
                " (id, created_at, last_activity, expires_at, metadata)"
                " VALUES (?, ?, ?, ?, ?)",
                (
                    session_id,
                    moment_text(now),
                    moment_text(now),
                    moment_text(session.expires_at),
                    json_text(session.metadata),
                ),
            )
            self._outbox.note(connection, "add", "ai_sessions", session_id)
            return others_ended or known is not None

        if await self._file.write(insert):
            self._file.journal.empty_soon()
        return session

    async def get(self, session_id: str) -> Session:
        return await self._file.read(lambda c: self._load(c, session_id))

    async def append(self, session_id: str, turn: Turn) -> None:
        def add(connection: sqlite3.Connection) -> None:
            position = self._at_work(connection, session_id)["turn_count"]
            connection.execute(
                "INSERT INTO turns (session_id, position, body) VALUES (?, ?, ?)",
                (session_id, position, turn_text(turn)),
            )
            if position >= MAX_TURNS:
                connection.execute(
                    "DELETE FROM turns WHERE session_id = ? AND position <= ?",
                    (session_id, position - MAX_TURNS),
                )
            now = self._clock()
            connection.execute(
                "UPDATE sessions SET turn_count = turn_count + 1, heard = NULL,"
                " last_activity = ?, expires_at = ? WHERE id = ?",
                (moment_text(now), moment_text(now + self._ttl), session_id),
            )

        await self._file.write(add)

    async def hear(self, session_id: str, transcript: Transcript | None) -> None:
        def remember(connection: sqlite3.Connection) -> None:
            self._at_work(connection, session_id)
            now = self._clock()
            words = transcript_text(transcript)
            connection.execute(
                "UPDATE sessions SET heard = ?, last_activity = ?, expires_at = ?"
                " WHERE id = ?",
                (words, moment_text(now), moment_text(now + self._ttl), session_id),
            )

        await self._file.write(remember)

    async def end(self, session_id: str) -> Session:
        def close(connection: sqlite3.Connection) -> Session:
            session = self._load(connection, session_id)
            self._end(connection, [session_id])
            return session

        session = await self._file.write(close)
        self._file.journal.empty_soon()
        return session

    async def delete(self, session_id: str) -> Session:
        def erase(connection: sqlite3.Connection) -> Session:
            session = self._load(connection, session_id)
            connection.execute("DELETE FROM sessions WHERE id = ?", (session_id,))
            self._outbox.note(connection, "delete", "ai_sessions", session_id)
            return session

        session = await self._file.write(erase)
        self._file.journal.empty_soon()
        return session

    async def expire(self, now: datetime) -> tuple[str, ...]:
        def sweep(connection: sqlite3.Connection) -> tuple[str, ...]:
            over = connection.execute(
                "SELECT id FROM sessions WHERE ended_at IS NULL AND expires_at <= ?",
                (moment_text(now),),
            )
            ids = tuple(row["id"] for row in over)
            self._end(connection, ids)
            connection.execute(
                "DELETE FROM sessions WHERE ended_at < ?",
                (moment_text(now - ENDS_KEPT_FOR),),
            )
            return ids

        over = await self._file.write(sweep)
        if over:
            self._file.journal.empty_soon()
        return over

    async def count(self) -> int:
        return await self._file.read(_held)

    async def close(self) -> None:
        """The file is shared; whoever opened it closes it."""

    def _load(self, connection: sqlite3.Connection, session_id: str) -> Session:
        return _session(connection, self._at_work(connection, session_id))

    def _at_work(self, connection: sqlite3.Connection, session_id: str) -> sqlite3.Row:
        """The row of a session that may go on; raise what says why it may not."""
        row = _row(connection, session_id)
        if row is None:
            raise SessionNotFound
        if _is_over(row, self._clock()):
            raise SessionExpired
        return row

    def _make_room(self, connection: sqlite3.Connection) -> bool:
        """Whether any were ended: the longest idle, where there are too many.

        Where many are empty, the longest idle of those do. They are counted only now
        and then.
        """
        if self._room > 0:
            self._room -= 1
            return False
        held = _held(connection)
        surplus = held - self._max_sessions + 1
        if surplus > 0:
            surplus += self._max_sessions // ROOM_MADE_AT_ONCE
            spared = self._max_sessions // EMPTY_SHARE
            idle = connection.execute(_LONGEST_IDLE, (spared, surplus))
            self._end(connection, [row["id"] for row in idle])
        self._room = self._max_sessions - 1 - (held - max(surplus, 0))
        return surplus > 0

    def _end(self, connection: sqlite3.Connection, ids: Sequence[str]) -> None:
        """Erase the conversations, but remember for a while that they have ended."""
        now = moment_text(self._clock())
        for session_id in ids:
            connection.execute("DELETE FROM turns WHERE session_id = ?", (session_id,))
            connection.execute(
                "UPDATE sessions SET ended_at = ?, heard = NULL, metadata = '{}'"
                " WHERE id = ?",
                (now, session_id),
            )
            self._outbox.note(connection, "change", "ai_sessions", session_id)


def _held(connection: sqlite3.Connection) -> int:
    (found,) = connection.execute(
        "SELECT count(*) FROM sessions WHERE ended_at IS NULL"
    ).fetchone()
    return int(found)


def _row(connection: sqlite3.Connection, session_id: str) -> sqlite3.Row | None:
    found = connection.execute("SELECT * FROM sessions WHERE id = ?", (session_id,))
    row: sqlite3.Row | None = found.fetchone()
    return row


def _is_over(row: sqlite3.Row, now: datetime) -> bool:
    return row["ended_at"] is not None or row["expires_at"] <= moment_text(now)


def _session(connection: sqlite3.Connection, row: sqlite3.Row) -> Session:
    turns = connection.execute(
        "SELECT body FROM turns WHERE session_id = ? ORDER BY position", (row["id"],)
    )
    return session_of(dict(row), tuple(turn_of(turn["body"]) for turn in turns))

"""Interviews in SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from services.errors import NotFound
from services.models.interview import EVERY_INTERVIEW, Interview, InterviewFilter
from services.storage.interview_rows import (
    MISSING,
    interview_of,
    interview_row,
    next_revision,
)
from services.storage.rows import moment_text
from services.storage.sqlite_file import SqliteFile

_SAVE = """
    INSERT INTO interviews (id, candidate_id, state, created_at, revision, body)
    VALUES (:id, :candidate_id, :state, :created_at, :revision, :body)
    ON CONFLICT (id) DO UPDATE SET state = :state, revision = :revision, body = :body
"""
_MATCHING = """
    SELECT body FROM interviews
    WHERE (:candidate_id IS NULL OR candidate_id = :candidate_id)
    AND (:state IS NULL OR state = :state)
    AND (:since IS NULL OR created_at >= :since)
    ORDER BY created_at {way}, id {way} LIMIT :limit OFFSET :offset
"""
_NEWEST, _OLDEST = _MATCHING.format(way="DESC"), _MATCHING.format(way="ASC")


class SqliteInterviews:
    def __init__(self, file: SqliteFile) -> None:
        self._file = file

    async def save(self, interview: Interview) -> Interview:
        def write(connection: sqlite3.Connection) -> Interview:
            kept = connection.execute(
                "SELECT revision FROM interviews WHERE id = ?", (interview.id,)
            ).fetchone()
            saved = next_revision(interview, kept[0] if kept else None)
            connection.execute(_SAVE, interview_row(saved))
            return saved

        return await self._file.write(write)

    async def get(self, interview_id: str) -> Interview:
        def select(connection: sqlite3.Connection) -> Interview:
            row = connection.execute(
                "SELECT body FROM interviews WHERE id = ?", (interview_id,)
            ).fetchone()
            if row is None:
                raise NotFound(MISSING)
            return interview_of(dict(row))

        return await self._file.read(select)

    async def latest(
        self,
        *,
        limit: int,
        offset: int = 0,
        matching: InterviewFilter = EVERY_INTERVIEW,
    ) -> Sequence[Interview]:
        since = matching.since
        values = {
            "candidate_id": matching.candidate_id,
            "state": matching.state,
            "since": None if since is None else moment_text(since),
            "limit": limit,
            "offset": offset,
        }

        def select(connection: sqlite3.Connection) -> list[Interview]:
            wanted = _OLDEST if matching.oldest_first else _NEWEST
            rows = connection.execute(wanted, values)
            return [interview_of(dict(row)) for row in rows]

        return await self._file.read(select)

    async def delete(self, interview_id: str) -> None:
        def erase(connection: sqlite3.Connection) -> None:
            erased = connection.execute(
                "DELETE FROM interviews WHERE id = ?", (interview_id,)
            ).rowcount
            if not erased:
                raise NotFound(MISSING)

        await self._file.write(erase)
        self._file.journal.empty_soon()

    async def delete_candidate(self, candidate_id: str) -> tuple[str, ...]:
        def erase(connection: sqlite3.Connection) -> tuple[str, ...]:
            rows = connection.execute(
                "DELETE FROM interviews WHERE candidate_id = ? RETURNING id",
                (candidate_id,),
            )
            return tuple(row[0] for row in rows.fetchall())

        erased = await self._file.write(erase)
        self._file.journal.empty_soon()
        return erased

"""The log of turns in SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from services.models.records import EVERY_TURN, Interaction, InteractionFilter
from services.storage.outbox import Outbox
from services.storage.rows import (
    INTERACTIONS_BY,
    LOCAL_INTERACTION_COLUMNS,
    for_sqlite,
    interaction_of,
    interaction_row,
    json_text,
    local_interaction,
    moment_text,
    order_by,
    readable,
)
from services.storage.sqlite_file import SqliteFile

FORGOTTEN_FOR = timedelta(days=1)
"""Longer than any turn takes: after it, no late turn of a forgotten session comes."""
_INSERT = (
    f"INSERT OR IGNORE INTO interactions ({', '.join(LOCAL_INTERACTION_COLUMNS)})"  # noqa: S608
    f" VALUES ({', '.join(f':{column}' for column in LOCAL_INTERACTION_COLUMNS)})"
)
_MATCHING = """
    WHERE (:session_id IS NULL OR session_id = :session_id)
    AND (:intent IS NULL OR intent = :intent)
    AND (:unanswered IS NULL OR unanswered = :unanswered)
    AND (:since IS NULL OR created_at >= :since)
    AND (:until IS NULL OR created_at < :until)
"""
_NAMED = " AND id IN (SELECT value FROM json_each(:ids))"


class SqliteInteractions:
    name = "sqlite"

    def __init__(self, file: SqliteFile, *, outbox: Outbox | None = None) -> None:
        self._file = file
        self._outbox = outbox or Outbox()

    async def record(self, interaction: Interaction) -> None:
        row = for_sqlite(interaction_row(interaction))

        def insert(connection: sqlite3.Connection) -> None:
            forgotten = connection.execute(
                "SELECT 1 FROM forgotten WHERE session_id = ? AND at >= ?",
                (row["session_id"], row["created_at"]),
            )
            if forgotten.fetchone():
                return
            if connection.execute(_INSERT, row).rowcount:
                self._outbox.note(connection, "add", "ai_interactions", row["id"])

        await self._file.write(insert)

    async def latest(
        self,
        *,
        limit: int,
        offset: int = 0,
        matching: InteractionFilter = EVERY_TURN,
    ) -> Sequence[Interaction]:
        wanted = {
            "limit": limit,
            "offset": offset,
            "ids": json_text(matching.ids),
            "session_id": matching.session_id,
            "intent": matching.intent,
            "unanswered": matching.unanswered,
            "since": moment_text(matching.since) if matching.since else None,
            "until": moment_text(matching.until) if matching.until else None,
        }
        rows = _MATCHING + (_NAMED if matching.ids is not None else "")
        places = f"ORDER BY {order_by(matching.order, INTERACTIONS_BY)}"

        def select(connection: sqlite3.Connection) -> list[Interaction]:
            found = connection.execute(
                f"SELECT * FROM interactions {rows} {places}"  # noqa: S608
                " LIMIT :limit OFFSET :offset",
                wanted,
            )
            return readable(
                "interactions",
                [dict(row) for row in found],
                lambda row: interaction_of(local_interaction(row)),
            )

        return await self._file.read(select)

    async def count(self) -> int:
        def number(connection: sqlite3.Connection) -> int:
            (found,) = connection.execute(
                "SELECT count(*) FROM interactions"
            ).fetchone()
            return int(found)

        return await self._file.read(number)

    async def delete_session(self, session_id: str) -> int:
        """Erase a session's turns, those still on their way here included.

        The owner's labels of them go along, also where the turns have gone before.
        """
        now = datetime.now(UTC)

        def erase(connection: sqlite3.Connection) -> int:
            connection.execute(
                "DELETE FROM forgotten WHERE at < ?",
                (moment_text(now - FORGOTTEN_FOR),),
            )
            connection.execute(
                "INSERT OR REPLACE INTO forgotten (session_id, at) VALUES (?, ?)",
                (session_id, moment_text(now)),
            )
            self._outbox.note(
                connection, "delete_of_session", "ai_interactions", session_id
            )
            # Turns bring their session along there, known here or not.
            self._outbox.note(connection, "delete", "ai_sessions", session_id)
            labels = connection.execute(
                "DELETE FROM labels WHERE session_id = ?", (session_id,)
            ).rowcount
            turns = connection.execute(
                "DELETE FROM interactions WHERE session_id = ?", (session_id,)
            ).rowcount
            return max(turns, labels)

        erased = await self._file.write(erase)
        await self._file.journal.empty()
        return erased

    async def delete_before(self, moment: datetime) -> int:
        def erase(connection: sqlite3.Connection) -> int:
            erased = connection.execute(
                "DELETE FROM interactions WHERE created_at < ?", (moment_text(moment),)
            ).rowcount
            if erased:
                self._outbox.note(
                    connection, "delete_before", "ai_interactions", moment_text(moment)
                )
            return erased

        erased = await self._file.write(erase)
        if erased:
            await self._file.journal.empty()
        return erased

"""Messages for the owner in SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from services.errors import NotFound, StorageFull
from services.models.feedback import (
    EVERY_MESSAGE,
    LeftMessage,
    MessageCount,
    MessageFilter,
)
from services.storage.feedback_rows import (
    FORGOTTEN,
    MESSAGE_COLUMNS,
    MESSAGES_BY,
    NO_MESSAGE,
    message_of,
    message_row,
)
from services.storage.outbox import Outbox
from services.storage.rows import moment_text, order_by, readable
from services.storage.sqlite_file import SqliteFile

MOST_KEPT = 1_000
FULL = "The owner has not read the messages that there are; no more are taken now."
_INSERT = (
    f"INSERT OR IGNORE INTO messages ({', '.join(MESSAGE_COLUMNS)})"  # noqa: S608
    f" VALUES ({', '.join(f':{column}' for column in MESSAGE_COLUMNS)})"
)
_MATCHING = (
    " WHERE (:read IS NULL OR read = :read)"
    " AND (:since IS NULL OR created_at >= :since)"
    " AND (:until IS NULL OR created_at < :until)"
)


class SqliteMessages:
    def __init__(
        self,
        file: SqliteFile,
        *,
        outbox: Outbox | None = None,
        most: int = MOST_KEPT,
    ) -> None:
        """Messages in `file`, of which `most` are kept at once."""
        self._file = file
        self._outbox = outbox or Outbox()
        self._most = most

    async def add(self, message: LeftMessage) -> None:
        row = message_row(message)

        def insert(connection: sqlite3.Connection) -> bool:
            forgotten = connection.execute(
                "SELECT 1 FROM forgotten WHERE session_id = ? AND at >= ?",
                (row["session_id"], row["created_at"]),
            )
            if forgotten.fetchone():
                raise NotFound(FORGOTTEN)
            made_room = self._make_room(connection)
            if connection.execute(_INSERT, row).rowcount:
                self._outbox.note(connection, "add", "owner_messages", row["id"])
            return made_room

        if await self._file.write(insert):
            self._file.journal.empty_soon()

    async def page(
        self, *, limit: int, offset: int = 0, matching: MessageFilter = EVERY_MESSAGE
    ) -> Sequence[LeftMessage]:
        wanted = {
            "limit": limit,
            "offset": offset,
            "read": matching.read,
            "since": moment_text(matching.since) if matching.since else None,
            "until": moment_text(matching.until) if matching.until else None,
        }
        places = order_by(matching.order, MESSAGES_BY)

        def select(connection: sqlite3.Connection) -> list[LeftMessage]:
            rows = connection.execute(
                f"SELECT * FROM messages{_MATCHING} ORDER BY {places}"  # noqa: S608
                " LIMIT :limit OFFSET :offset",
                wanted,
            )
            return readable("messages", [dict(row) for row in rows], message_of)

        return await self._file.read(select)

    async def count(self) -> MessageCount:
        def select(connection: sqlite3.Connection) -> MessageCount:
            total, read = connection.execute(
                "SELECT count(*), coalesce(sum(read), 0) FROM messages"
            ).fetchone()
            return MessageCount(int(total), int(total) - int(read))

        return await self._file.read(select)

    async def set_read(self, message_id: str, read: bool) -> LeftMessage:
        def change(connection: sqlite3.Connection) -> LeftMessage:
            row = connection.execute(
                "UPDATE messages SET read = ? WHERE id = ? RETURNING *",
                (read, message_id),
            ).fetchone()
            if row is None:
                raise NotFound(NO_MESSAGE)
            self._outbox.note(connection, "change", "owner_messages", message_id)
            return message_of(dict(row))

        return await self._file.write(change)

    async def delete(self, message_id: str) -> None:
        def erase(connection: sqlite3.Connection) -> None:
            if not self._erase(connection, message_id):
                raise NotFound(NO_MESSAGE)

        await self._file.write(erase)
        self._file.journal.empty_soon()

    async def delete_session(self, session_id: str) -> int:
        def erase(connection: sqlite3.Connection) -> int:
            self._outbox.note(
                connection, "delete_of_session", "owner_messages", session_id
            )
            return connection.execute(
                "DELETE FROM messages WHERE session_id = ?", (session_id,)
            ).rowcount

        erased = await self._file.write(erase)
        if erased:
            await self._file.journal.empty()
        return erased

    def _make_room(self, connection: sqlite3.Connection) -> bool:
        """Whether one was erased; raise StorageFull where none may be."""
        (held,) = connection.execute("SELECT count(*) FROM messages").fetchone()
        if held < self._most:
            return False
        oldest = connection.execute(
            "SELECT id FROM messages WHERE read ORDER BY created_at, id LIMIT 1"
        ).fetchone()
        if oldest is None:
            raise StorageFull(FULL)
        return self._erase(connection, oldest["id"])

    def _erase(self, connection: sqlite3.Connection, message_id: str) -> bool:
        erased = connection.execute(
            "DELETE FROM messages WHERE id = ?", (message_id,)
        ).rowcount
        if erased:
            self._outbox.note(connection, "delete", "owner_messages", message_id)
        return bool(erased)

"""What the owner chose on the dashboard, in SQLite, beside the settings."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from services.errors import InvalidInput
from services.models.label import Choice
from services.storage.rows import moment_of, moment_text
from services.storage.sqlite_file import SqliteFile


class SqliteChoices:
    """One kind of choices, such as the origins that the owner allowed."""

    def __init__(self, file: SqliteFile, kind: str = "") -> None:
        self._file = file
        self._kind = kind

    def of(self, kind: str) -> SqliteChoices:
        """The choices of another kind in the same file."""
        return SqliteChoices(self._file, kind)

    async def all(self) -> Sequence[Choice]:
        """In the order in which they were made."""

        def select(connection: sqlite3.Connection) -> list[Choice]:
            rows = connection.execute(
                "SELECT key, at, body FROM owner_choices WHERE kind = ?"
                " ORDER BY at, key",
                (self._kind,),
            )
            return [Choice(key, moment_of(at), body) for key, at, body in rows]

        return await self._file.read(select)

    async def put(self, choice: Choice, *, most: int, full: str) -> None:
        """Keep a choice; raise InvalidInput, saying `full`, for more than `most`."""
        values = (self._kind, choice.key, moment_text(choice.at), choice.body)

        def save(connection: sqlite3.Connection) -> None:
            (others,) = connection.execute(
                "SELECT count(*) FROM owner_choices WHERE kind = ? AND key <> ?",
                (self._kind, choice.key),
            ).fetchone()
            if others >= most:
                raise InvalidInput(full)
            connection.execute(
                "INSERT OR REPLACE INTO owner_choices VALUES (?, ?, ?, ?)", values
            )

        await self._file.write(save)

    async def drop(self, key: str) -> bool:
        """Whether there was such a choice, which is taken back."""

        def erase(connection: sqlite3.Connection) -> bool:
            return bool(
                connection.execute(
                    "DELETE FROM owner_choices WHERE kind = ? AND key = ?",
                    (self._kind, key),
                ).rowcount
            )

        return await self._file.write(erase)

"""Signatures in SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from services.errors import SignatureNotFound
from services.models.records import Signature
from services.storage.outbox import Outbox
from services.storage.rows import moment_text, signature_of, signature_row
from services.storage.sqlite_file import SqliteFile

KEYS_KEPT_FOR = timedelta(hours=24)
"""How long a repeated post is known as one; the usual life of an Idempotency-Key."""


class SqliteGuestbook:
    def __init__(
        self,
        file: SqliteFile,
        *,
        outbox: Outbox | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._file = file
        self._outbox = outbox or Outbox()
        self._clock = clock

    async def add(self, signature: Signature, *, key: str | None = None) -> Signature:
        now = self._clock()

        def insert(connection: sqlite3.Connection) -> Signature:
            connection.execute(
                "DELETE FROM signature_keys WHERE created_at < ?",
                (moment_text(now - KEYS_KEPT_FOR),),
            )
            known = connection.execute(
                "SELECT * FROM signatures WHERE id = ? OR id ="
                " (SELECT signature_id FROM signature_keys WHERE key = ?)",
                (signature.id, key),
            ).fetchone()
            if known is not None:
                return signature_of(known)
            connection.execute(
                "INSERT INTO signatures (id, name, emoji, image, created_at, hidden)"
                " VALUES (:id, :name, :emoji, :image, :created_at, :hidden)",
                signature_row(signature),
            )
            if key is not None:
                connection.execute(
                    "INSERT INTO signature_keys (key, signature_id, created_at)"
                    " VALUES (?, ?, ?)",
                    (key, signature.id, moment_text(now)),
                )
            self._outbox.note(connection, "add", "guestbook_signatures", signature.id)
            return signature

        return await self._file.write(insert)

    async def page(
        self, *, limit: int, offset: int, with_hidden: bool = False
    ) -> Sequence[Signature]:
        def select(connection: sqlite3.Connection) -> list[Signature]:
            rows = connection.execute(
                "SELECT * FROM signatures WHERE hidden <= ?"
                " ORDER BY created_at DESC, id DESC LIMIT ? OFFSET ?",
                (with_hidden, limit, offset),
            )
            return [signature_of(row) for row in rows]

        return await self._file.read(select)

    async def set_hidden(self, signature_id: str, hidden: bool) -> Signature:
        def change(connection: sqlite3.Connection) -> Signature:
            changed = connection.execute(
                "UPDATE signatures SET hidden = ? WHERE id = ? RETURNING *",
                (hidden, signature_id),
            ).fetchone()
            if changed is None:
                raise SignatureNotFound
            self._outbox.note(
                connection, "change", "guestbook_signatures", signature_id
            )
            return signature_of(changed)

        return await self._file.write(change)

    async def delete(self, signature_id: str) -> None:
        def erase(connection: sqlite3.Connection) -> None:
            erased = connection.execute(
                "DELETE FROM signatures WHERE id = ?", (signature_id,)
            ).rowcount
            if not erased:
                raise SignatureNotFound
            self._outbox.note(
                connection, "delete", "guestbook_signatures", signature_id
            )

        await self._file.write(erase)

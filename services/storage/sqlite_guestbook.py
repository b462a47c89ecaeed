"""Signatures in SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from services.errors import SignatureNotFound, StorageFull
from services.models.records import (
    EVERY_SHOWN,
    PICTURES_A_PAGE,
    Signature,
    SignatureFilter,
)
from services.storage.outbox import Outbox
from services.storage.rows import (
    SIGNATURE_COLUMNS,
    SIGNATURE_LINE,
    SIGNATURES_BY,
    fitting,
    moment_text,
    order_by,
    page_of,
    signature_of,
    signature_row,
)
from services.storage.sqlite_file import SqliteFile

KEYS_KEPT_FOR = timedelta(hours=24)
"""How long a repeated post is known as one; the usual life of an Idempotency-Key."""
BYTES_BESIDE_PICTURE = 500
"""What a signature takes of the book beside its picture, rounded up."""
_WHOLE = ", ".join(SIGNATURE_COLUMNS)
_LINE = ", ".join(SIGNATURE_LINE)
_MATCHING = """
    WHERE hidden <= :hidden
    AND (:since IS NULL OR created_at >= :since)
    AND (:until IS NULL OR created_at < :until)
"""


class SqliteGuestbook:
    def __init__(
        self,
        file: SqliteFile,
        *,
        outbox: Outbox | None = None,
        most_bytes: int | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """A guestbook in `file`.

        `most_bytes` is how large the whole book may get; None sets no limit.
        """
        self._file = file
        self._outbox = outbox or Outbox()
        self._most_bytes = most_bytes
        self._clock = clock

    async def add(self, signature: Signature, *, key: str | None = None) -> Signature:
        """Raise StorageFull when the book, or the disk, takes no more."""
        now = self._clock()

        def insert(connection: sqlite3.Connection) -> Signature:
            connection.execute(
                "DELETE FROM signature_keys WHERE created_at < ?",
                (moment_text(now - KEYS_KEPT_FOR),),
            )
            known = connection.execute(
                f"SELECT {_WHOLE} FROM signatures WHERE id = ? OR id ="  # noqa: S608
                " (SELECT signature_id FROM signature_keys WHERE key = ?)",
                (signature.id, key),
            ).fetchone()
            if known is not None:
                return signature_of(dict(known))
            self._check_room(connection, signature)
            connection.execute(
                "INSERT INTO signatures"
                " (id, name, emoji, image, created_at, hidden, image_bytes)"
                " VALUES (:id, :name, :emoji, :image, :created_at, :hidden,"
                " length(:image))",
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
        self,
        *,
        limit: int,
        offset: int,
        matching: SignatureFilter = EVERY_SHOWN,
        pictures: int = PICTURES_A_PAGE,
    ) -> Sequence[Signature]:
        wanted = {
            "hidden": matching.with_hidden,
            "limit": limit,
            "offset": offset,
            "since": moment_text(matching.since) if matching.since else None,
            "until": moment_text(matching.until) if matching.until else None,
        }
        places = f"ORDER BY {order_by(matching.order, SIGNATURES_BY)}"

        def select(connection: sqlite3.Connection) -> list[Signature]:
            rows = connection.execute(
                f"SELECT {_LINE} FROM signatures {_MATCHING} {places}"  # noqa: S608
                " LIMIT :limit OFFSET :offset",
                wanted,
            )
            lines = [dict(row) for row in rows]
            read = {one: _picture(connection, one) for one in fitting(lines, pictures)}
            return page_of(lines, read)

        return await self._file.read(select)

    async def find(self, signature_id: str) -> Signature:
        def select(connection: sqlite3.Connection) -> Signature:
            row = connection.execute(
                f"SELECT {_WHOLE} FROM signatures WHERE id = ?",  # noqa: S608
                (signature_id,),
            ).fetchone()
            if row is None:
                raise SignatureNotFound
            return signature_of(dict(row))

        return await self._file.read(select)

    async def set_hidden(self, signature_id: str, hidden: bool) -> Signature:
        def change(connection: sqlite3.Connection) -> Signature:
            changed = connection.execute(
                f"UPDATE signatures SET hidden = ? WHERE id = ? RETURNING {_WHOLE}",  # noqa: S608
                (hidden, signature_id),
            ).fetchone()
            if changed is None:
                raise SignatureNotFound
            self._outbox.note(
                connection, "change", "guestbook_signatures", signature_id
            )
            return signature_of(dict(changed))

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
        self._file.journal.empty_soon()

    def _check_room(self, connection: sqlite3.Connection, new: Signature) -> None:
        if self._most_bytes is None:
            return
        (held,) = connection.execute(
            "SELECT coalesce(sum(image_bytes), 0) + count(*) * ? FROM signatures",
            (BYTES_BESIDE_PICTURE,),
        ).fetchone()
        if held + len(new.image) + BYTES_BESIDE_PICTURE > self._most_bytes:
            raise StorageFull("The guestbook is full.")


def _picture(connection: sqlite3.Connection, signature_id: str) -> str:
    (image,) = connection.execute(
        "SELECT image FROM signatures WHERE id = ?", (signature_id,)
    ).fetchone() or ("",)
    return str(image)

"""Signatures in Supabase."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from services.errors import SignatureNotFound
from services.models.records import Signature
from services.storage.rows import SIGNATURE_COLUMNS, signature_of, signature_row
from services.storage.supabase_tables import Request, SupabaseTables, deletion

if TYPE_CHECKING:
    from supabase import AsyncClient

TABLE = "guestbook_signatures"


class SupabaseGuestbook:
    def __init__(self, tables: SupabaseTables) -> None:
        self._tables = tables

    async def add(self, signature: Signature, *, key: str | None = None) -> Signature:
        """Signatures are told apart by id here; `key` is the local store's business."""
        await self._tables.add(TABLE, [signature_row(signature)])
        return signature

    async def page(
        self, *, limit: int, offset: int, with_hidden: bool = False
    ) -> Sequence[Signature]:
        def build(client: AsyncClient) -> Request:
            wanted = client.table(TABLE).select(",".join(SIGNATURE_COLUMNS))
            if not with_hidden:
                wanted = wanted.eq("hidden", False)
            return (
                wanted.order("created_at", desc=True)
                .order("id", desc=True)
                .range(offset, offset + limit - 1)
            )

        answered = await self._tables.run(build)
        return [signature_of(row) for row in answered.rows]

    async def set_hidden(self, signature_id: str, hidden: bool) -> Signature:
        _check_id(signature_id)
        answered = await self._tables.change(TABLE, signature_id, {"hidden": hidden})
        if not answered.rows:
            raise SignatureNotFound
        return signature_of(answered.rows[0])

    async def delete(self, signature_id: str) -> None:
        _check_id(signature_id)
        answered = await self._tables.run(
            lambda c: deletion(c, TABLE, "id", "eq", signature_id)
        )
        if not answered.total:
            raise SignatureNotFound


def _check_id(signature_id: str) -> None:
    """PostgreSQL answers 22P02 to what is no UUID: no row can have such an id."""
    try:
        UUID(signature_id)
    except ValueError as error:
        raise SignatureNotFound from error

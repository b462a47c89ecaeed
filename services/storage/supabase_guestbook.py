"""Signatures in Supabase."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from services.errors import SignatureNotFound
from services.models.records import (
    EVERY_SHOWN,
    PICTURES_A_PAGE,
    Signature,
    SignatureFilter,
)
from services.storage.hosted_signatures import checked, hosted_signature_of
from services.storage.rows import (
    SIGNATURE_COLUMNS,
    SIGNATURE_LINE,
    SIGNATURES_BY,
    Row,
    fitting,
    page_of,
    readable,
    signature_row,
    sorted_by,
)
from services.storage.supabase_tables import (
    RemoteFailure,
    Request,
    SupabaseTables,
    deletion,
    made_within,
    page_in_order,
)

if TYPE_CHECKING:
    from supabase import AsyncClient

TABLE = "guestbook_signatures"
FIRST_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
AHEAD = timedelta(days=1)
"""No honest clock is further ahead; a row that says more would be first for ever."""


class SupabaseGuestbook:
    def __init__(self, tables: SupabaseTables) -> None:
        self._tables = tables

    async def add(self, signature: Signature, *, key: str | None = None) -> Signature:
        """Signatures are told apart by id here; `key` is the local store's business."""
        await self._tables.add(TABLE, [signature_row(signature)])
        return signature

    async def page(
        self,
        *,
        limit: int,
        offset: int,
        matching: SignatureFilter = EVERY_SHOWN,
        pictures: int = PICTURES_A_PAGE,
    ) -> Sequence[Signature]:
        """The pictures are asked for once it is known which of them fit."""
        ahead = datetime.now(UTC) + AHEAD
        since = max(matching.since or FIRST_MOMENT, FIRST_MOMENT)
        until = min(matching.until or ahead, ahead)

        def build(client: AsyncClient) -> Request:
            wanted = client.table(TABLE).select(",".join(SIGNATURE_LINE))
            if not matching.with_hidden:
                wanted = wanted.eq("hidden", False)
            wanted = made_within(wanted, since, until)
            columns = sorted_by(matching.order, SIGNATURES_BY)
            return page_in_order(wanted, columns, limit=limit, offset=offset)

        rows = (await self._tables.run(build)).rows
        if any(set(SIGNATURE_LINE) - row.keys() for row in rows):
            raise RemoteFailure("schema")
        lines = readable(TABLE, rows, checked)
        wanted = fitting(lines, pictures)
        read = await self._pictures(wanted)
        missing = set(wanted) - read.keys()
        return page_of([line for line in lines if line["id"] not in missing], read)

    async def _pictures(self, ids: Sequence[str]) -> dict[str, str]:
        if not ids:
            return {}
        answered = await self._tables.run(
            lambda c: c.table(TABLE).select("id,image").in_("id", ids)
        )
        rows = readable(TABLE, answered.rows, checked)
        return {row["id"]: row["image"] for row in rows}

    async def find(self, signature_id: str) -> Signature:
        _check_id(signature_id)
        answered = await self._tables.run(
            lambda c: (
                c.table(TABLE)
                .select(",".join(SIGNATURE_COLUMNS))
                .eq("id", signature_id)
            )
        )
        return _one_of(answered.rows)

    async def set_hidden(self, signature_id: str, hidden: bool) -> Signature:
        _check_id(signature_id)
        answered = await self._tables.change(TABLE, signature_id, {"hidden": hidden})
        return _one_of(answered.rows)

    async def delete(self, signature_id: str) -> None:
        _check_id(signature_id)
        answered = await self._tables.run(
            lambda c: deletion(c, TABLE, "id", "eq", signature_id)
        )
        if not answered.total:
            raise SignatureNotFound


def _one_of(rows: Sequence[Row]) -> Signature:
    found = readable(TABLE, rows, hosted_signature_of)
    if not found:
        raise SignatureNotFound
    return found[0]


def _check_id(signature_id: str) -> None:
    """PostgreSQL answers 22P02 to what is no UUID: no row can have such an id."""
    try:
        UUID(signature_id)
    except ValueError as error:
        raise SignatureNotFound from error

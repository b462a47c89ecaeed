"""Thumbs in Supabase."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from services.errors import NotFound
from services.models.feedback import (
    EVERY_THUMB,
    Direction,
    RatedTurn,
    Tally,
    Thumb,
    ThumbFilter,
)
from services.storage.feedback_rows import (
    NO_TURN,
    THUMB_COLUMNS,
    THUMBS_BY,
    check_id,
    rated_of,
    thumb_of,
    thumb_row,
)
from services.storage.rows import readable, sorted_by
from services.storage.supabase_tables import (
    Request,
    SupabaseTables,
    deletion,
    exact,
    made_within,
    nothing,
    page_in_order,
)

if TYPE_CHECKING:
    from supabase import AsyncClient

TABLE = "ai_feedback"
TURNS = "ai_interactions"
_COLUMNS = ",".join(THUMB_COLUMNS)
_RATED = f"{_COLUMNS},{TURNS}!inner(user_input,response,created_at)"


class SupabaseThumbs:
    """The schema erases a thumb with its turn."""

    def __init__(self, tables: SupabaseTables) -> None:
        self._tables = tables

    async def put(self, thumb: Thumb) -> Thumb:
        kept = replace(
            thumb, session_id=await self._session_of(thumb.turn_id, thumb.session_id)
        )
        await self._tables.run(
            lambda c: c.table(TABLE).upsert(
                thumb_row(kept), on_conflict="id", returning=nothing()
            )
        )
        return kept

    async def take_back(self, turn_id: str, session_id: str = "") -> None:
        await self._session_of(turn_id, session_id)
        await self._tables.run(lambda c: deletion(c, TABLE, "id", "eq", turn_id))

    async def latest(
        self, *, limit: int, offset: int = 0, matching: ThumbFilter = EVERY_THUMB
    ) -> Sequence[RatedTurn]:
        def build(client: AsyncClient) -> Request:
            wanted = made_within(
                client.table(TABLE).select(_RATED), matching.since, matching.until
            )
            if matching.thumb is not None:
                wanted = wanted.eq("thumb", matching.thumb)
            columns = sorted_by(matching.order, THUMBS_BY)
            return page_in_order(wanted, columns, limit=limit, offset=offset)

        answered = await self._tables.run(build)
        return readable(TABLE, map(_flat, answered.rows), rated_of)

    async def tally(
        self, *, since: datetime | None = None, until: datetime | None = None
    ) -> Tally:
        async def number(kind: Direction) -> int:
            def build(client: AsyncClient) -> Request:
                rows = client.table(TABLE).select("id", count=exact())
                request: Request = (
                    made_within(rows, since, until).eq("thumb", kind).limit(1)
                )
                return request

            return (await self._tables.run(build)).total or 0

        return Tally(await number("up"), await number("down"))

    async def of_session(self, session_id: str) -> Mapping[str, Thumb]:
        answered = await self._tables.run(
            lambda c: c.table(TABLE).select(_COLUMNS).eq("session_id", session_id)
        )
        rows = readable(TABLE, answered.rows, thumb_of)
        return {thumb.turn_id: thumb for thumb in rows}

    async def _session_of(self, turn_id: str, named: str) -> str:
        """Raise NotFound where the turn is none, or not of the session named."""
        check_id(turn_id, NO_TURN)
        answered = await self._tables.run(
            lambda c: c.table(TURNS).select("session_id").eq("id", turn_id)
        )
        sessions = [str(row["session_id"]) for row in answered.rows]
        if not sessions or named not in ("", sessions[0]):
            raise NotFound(NO_TURN)
        return sessions[0]


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """A thumb beside what it says of its turn."""
    turn = row.get(TURNS) or {}
    return {
        **row,
        "user_input": turn.get("user_input"),
        "response": turn.get("response"),
        "asked_at": turn.get("created_at"),
    }

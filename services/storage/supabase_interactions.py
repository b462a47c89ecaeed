"""The log of turns in Supabase."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from services.models.records import EVERY_TURN, Interaction, InteractionFilter
from services.storage.rows import (
    INTERACTION_COLUMNS,
    INTERACTIONS_BY,
    Row,
    hosted_row,
    interaction_of,
    moment_text,
    readable,
    sorted_by,
)
from services.storage.supabase_tables import (
    Request,
    SupabaseTables,
    deletion,
    exact,
    made_within,
    page_in_order,
)

if TYPE_CHECKING:
    from supabase import AsyncClient

TABLE = "ai_interactions"
SESSIONS = "ai_sessions"


def frames_for(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """The least that must be there of the sessions that `rows` belong to."""
    first: dict[str, str] = {}
    for row in rows:
        known = first.get(row["session_id"], row["created_at"])
        first[row["session_id"]] = min(known, row["created_at"])
    return [
        {"id": session_id, "created_at": at, "last_activity": at}
        for session_id, at in first.items()
    ]


class SupabaseInteractions:
    name = "supabase"

    def __init__(self, tables: SupabaseTables) -> None:
        self._tables = tables

    async def record(self, interaction: Interaction) -> None:
        """Its session first, so that the foreign key always holds."""
        row = hosted_row(interaction)
        await self._tables.add(SESSIONS, frames_for([row]))
        await self._tables.add(TABLE, [row])

    async def latest(
        self,
        *,
        limit: int,
        offset: int = 0,
        matching: InteractionFilter = EVERY_TURN,
    ) -> Sequence[Interaction]:
        equal = {
            "session_id": matching.session_id,
            "intent": matching.intent,
            "unanswered": matching.unanswered,
        }

        def build(client: AsyncClient) -> Request:
            wanted = client.table(TABLE).select(",".join(INTERACTION_COLUMNS))
            for column, value in equal.items():
                if value is not None:
                    wanted = wanted.eq(column, value)
            if matching.ids is not None:
                wanted = wanted.in_("id", matching.ids)
            wanted = made_within(wanted, matching.since, matching.until)
            columns = sorted_by(matching.order, INTERACTIONS_BY)
            return page_in_order(wanted, columns, limit=limit, offset=offset)

        answered = await self._tables.run(build)
        return readable(TABLE, answered.rows, interaction_of)

    async def count(self) -> int:
        answered = await self._tables.run(
            lambda c: c.table(TABLE).select("id", count=exact()).limit(1)
        )
        return answered.total or 0

    async def delete_session(self, session_id: str) -> int:
        answered = await self._tables.run(
            lambda c: deletion(c, TABLE, "session_id", "eq", session_id)
        )
        return answered.total or 0

    async def delete_before(self, moment: datetime) -> int:
        at = moment_text(moment)
        answered = await self._tables.run(
            lambda c: deletion(c, TABLE, "created_at", "lt", at)
        )
        return answered.total or 0

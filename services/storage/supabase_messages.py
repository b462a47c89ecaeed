"""Messages for the owner in Supabase."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from services.errors import NotFound
from services.models.feedback import (
    EVERY_MESSAGE,
    LeftMessage,
    MessageCount,
    MessageFilter,
)
from services.storage.feedback_rows import (
    MESSAGE_COLUMNS,
    MESSAGES_BY,
    NO_MESSAGE,
    check_id,
    message_of,
    message_row,
)
from services.storage.rows import readable, sorted_by
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

TABLE = "owner_messages"


class SupabaseMessages:
    """How many are kept, and what was forgotten, is the local store's business."""

    def __init__(self, tables: SupabaseTables) -> None:
        self._tables = tables

    async def add(self, message: LeftMessage) -> None:
        await self._tables.add(TABLE, [message_row(message)])

    async def page(
        self, *, limit: int, offset: int = 0, matching: MessageFilter = EVERY_MESSAGE
    ) -> Sequence[LeftMessage]:
        def build(client: AsyncClient) -> Request:
            wanted = client.table(TABLE).select(",".join(MESSAGE_COLUMNS))
            if matching.read is not None:
                wanted = wanted.eq("read", matching.read)
            wanted = made_within(wanted, matching.since, matching.until)
            columns = sorted_by(matching.order, MESSAGES_BY)
            return page_in_order(wanted, columns, limit=limit, offset=offset)

        answered = await self._tables.run(build)
        return readable(TABLE, answered.rows, message_of)

    async def count(self) -> MessageCount:
        total = await self._tables.run(
            lambda c: c.table(TABLE).select("id", count=exact()).limit(1)
        )
        unread = await self._tables.run(
            lambda c: (
                c.table(TABLE).select("id", count=exact()).eq("read", False).limit(1)
            )
        )
        return MessageCount(total.total or 0, unread.total or 0)

    async def set_read(self, message_id: str, read: bool) -> LeftMessage:
        check_id(message_id, NO_MESSAGE)
        answered = await self._tables.change(TABLE, message_id, {"read": read})
        changed = readable(TABLE, answered.rows, message_of)
        if not changed:
            raise NotFound(NO_MESSAGE)
        return changed[0]

    async def delete(self, message_id: str) -> None:
        check_id(message_id, NO_MESSAGE)
        answered = await self._tables.run(
            lambda c: deletion(c, TABLE, "id", "eq", message_id)
        )
        if not answered.total:
            raise NotFound(NO_MESSAGE)

    async def delete_session(self, session_id: str) -> int:
        answered = await self._tables.run(
            lambda c: deletion(c, TABLE, "session_id", "eq", session_id)
        )
        return answered.total or 0

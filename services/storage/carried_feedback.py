"""Thumbs and messages that are written here and read from Supabase while it answers."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping, Sequence
from datetime import datetime

from services.errors import NotFound, StorageUnavailable
from services.models.feedback import (
    EVERY_MESSAGE,
    EVERY_THUMB,
    LeftMessage,
    MessageCount,
    MessageFilter,
    RatedTurn,
    Tally,
    Thumb,
    ThumbFilter,
)
from services.storage.carried import RemoteReads
from services.storage.sqlite_messages import SqliteMessages
from services.storage.sqlite_thumbs import SqliteThumbs
from services.storage.supabase_messages import SupabaseMessages
from services.storage.supabase_thumbs import SupabaseThumbs


class CarriedThumbs:
    """A thumb of a turn that only Supabase knows is kept there."""

    def __init__(
        self, local: SqliteThumbs, remote: SupabaseThumbs, reads: RemoteReads
    ) -> None:
        self._local = local
        self._remote = remote
        self._reads = reads

    async def put(self, thumb: Thumb) -> Thumb:
        try:
            return await self._local.put(thumb)
        except NotFound as missing:
            try:
                return await self._remote.put(thumb)
            except StorageUnavailable:
                raise missing from None

    async def take_back(self, turn_id: str, session_id: str = "") -> None:
        try:
            await self._local.take_back(turn_id, session_id)
        except NotFound as missing:
            try:
                await self._remote.take_back(turn_id, session_id)
            except StorageUnavailable:
                raise missing from None

    async def latest(
        self, *, limit: int, offset: int = 0, matching: ThumbFilter = EVERY_THUMB
    ) -> Sequence[RatedTurn]:
        def of(
            thumbs: SqliteThumbs | SupabaseThumbs,
        ) -> Awaitable[Sequence[RatedTurn]]:
            return thumbs.latest(limit=limit, offset=offset, matching=matching)

        return await self._reads.read(
            "ai_feedback", lambda: of(self._remote), lambda: of(self._local)
        )

    async def tally(
        self, *, since: datetime | None = None, until: datetime | None = None
    ) -> Tally:
        return await self._reads.read(
            "ai_feedback",
            lambda: self._remote.tally(since=since, until=until),
            lambda: self._local.tally(since=since, until=until),
        )

    async def of_session(self, session_id: str) -> Mapping[str, Thumb]:
        return await self._reads.read(
            "ai_feedback",
            lambda: self._remote.of_session(session_id),
            lambda: self._local.of_session(session_id),
        )


class CarriedMessages:
    def __init__(
        self, local: SqliteMessages, remote: SupabaseMessages, reads: RemoteReads
    ) -> None:
        self._local = local
        self._remote = remote
        self._reads = reads

    async def add(self, message: LeftMessage) -> None:
        await self._local.add(message)

    async def page(
        self, *, limit: int, offset: int = 0, matching: MessageFilter = EVERY_MESSAGE
    ) -> Sequence[LeftMessage]:
        def of(
            box: SqliteMessages | SupabaseMessages,
        ) -> Awaitable[Sequence[LeftMessage]]:
            return box.page(limit=limit, offset=offset, matching=matching)

        return await self._reads.read(
            "owner_messages", lambda: of(self._remote), lambda: of(self._local)
        )

    async def count(self) -> MessageCount:
        return await self._reads.read(
            "owner_messages", self._remote.count, self._local.count
        )

    async def set_read(self, message_id: str, read: bool) -> LeftMessage:
        try:
            return await self._local.set_read(message_id, read)
        except NotFound:
            # Left through another server, or before this disk was new.
            return await self._remote.set_read(message_id, read)

    async def delete(self, message_id: str) -> None:
        try:
            await self._local.delete(message_id)
        except NotFound:
            await self._remote.delete(message_id)

    async def delete_session(self, session_id: str) -> int:
        return await self._local.delete_session(session_id)

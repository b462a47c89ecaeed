"""Stores that write here and read from Supabase while it answers in time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import TypeVar

import structlog

from services.errors import SignatureNotFound
from services.models.records import (
    EVERY_SHOWN,
    EVERY_TURN,
    PICTURES_A_PAGE,
    Interaction,
    InteractionFilter,
    Signature,
    SignatureFilter,
)
from services.protocols import GuestbookStore, InteractionLog
from services.storage.outbox import Target, is_waiting
from services.storage.sqlite_file import SqliteFile
from services.storage.supabase_guestbook import SupabaseGuestbook
from services.storage.supabase_interactions import SupabaseInteractions
from services.storage.supabase_tables import RemoteFailure, SupabaseTables

T = TypeVar("T")
_log = structlog.get_logger(__name__)

IN_TIME_S = 0.5
"""Longest that a visitor waits for the hosted database before the copy here is read."""


class RemoteReads:
    """Asks Supabase only while it is well and has everything that was written here.

    The first request that waits in vain is the last: the carrier finds out when the
    database is back, so no visitor does.
    """

    def __init__(self, file: SqliteFile, tables: SupabaseTables) -> None:
        self._file = file
        self._tables = tables

    async def read(
        self,
        target: Target,
        remote: Callable[[], Awaitable[T]],
        local: Callable[[], Awaitable[T]],
    ) -> T:
        if not self._tables.is_well:
            return await local()
        if await self._file.read(lambda c: is_waiting(c, target)):
            return await local()
        try:
            async with asyncio.timeout(IN_TIME_S):
                return await remote()
        except TimeoutError:
            self._tables.breaker.failed()
        except RemoteFailure:
            # Noted where it was raised; the copy here is as good.
            pass
        # Whatever the hosted rows hold, no visitor pays for it.
        except Exception:  # noqa: BLE001
            _log.exception("hosted_read_failed", target=target)
        return await local()


class CarriedGuestbook:
    def __init__(
        self, local: GuestbookStore, remote: SupabaseGuestbook, reads: RemoteReads
    ) -> None:
        self._local = local
        self._remote = remote
        self._reads = reads

    async def add(self, signature: Signature, *, key: str | None = None) -> Signature:
        return await self._local.add(signature, key=key)

    async def page(
        self,
        *,
        limit: int,
        offset: int,
        matching: SignatureFilter = EVERY_SHOWN,
        pictures: int = PICTURES_A_PAGE,
    ) -> Sequence[Signature]:
        def of(book: GuestbookStore) -> Awaitable[Sequence[Signature]]:
            return book.page(
                limit=limit, offset=offset, matching=matching, pictures=pictures
            )

        return await self._reads.read(
            "guestbook_signatures", lambda: of(self._remote), lambda: of(self._local)
        )

    async def find(self, signature_id: str) -> Signature:
        try:
            return await self._local.find(signature_id)
        except SignatureNotFound:
            return await self._remote.find(signature_id)

    async def set_hidden(self, signature_id: str, hidden: bool) -> Signature:
        try:
            return await self._local.set_hidden(signature_id, hidden)
        except SignatureNotFound:
            # Signed through another server, or before this disk was new.
            return await self._remote.set_hidden(signature_id, hidden)

    async def delete(self, signature_id: str) -> None:
        try:
            await self._local.delete(signature_id)
        except SignatureNotFound:
            await self._remote.delete(signature_id)


class CarriedInteractions:
    name = "supabase"

    def __init__(
        self,
        local: InteractionLog,
        remote: SupabaseInteractions,
        reads: RemoteReads,
    ) -> None:
        self._local = local
        self._remote = remote
        self._reads = reads

    async def record(self, interaction: Interaction) -> None:
        await self._local.record(interaction)

    async def latest(
        self,
        *,
        limit: int,
        offset: int = 0,
        matching: InteractionFilter = EVERY_TURN,
    ) -> Sequence[Interaction]:
        def of(log: InteractionLog) -> Awaitable[Sequence[Interaction]]:
            return log.latest(limit=limit, offset=offset, matching=matching)

        return await self._reads.read(
            "ai_interactions", lambda: of(self._remote), lambda: of(self._local)
        )

    async def count(self) -> int:
        return await self._reads.read(
            "ai_interactions", self._remote.count, self._local.count
        )

    async def delete_session(self, session_id: str) -> int:
        return await self._local.delete_session(session_id)

    async def delete_before(self, moment: datetime) -> int:
        return await self._local.delete_before(moment)

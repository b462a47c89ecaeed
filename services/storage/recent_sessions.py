"""Sessions at hand in memory; what changes follows to their store behind the turn."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

import structlog

from services.errors import (
    SessionExists,
    SessionExpired,
    SessionNotFound,
    StorageUnavailable,
)
from services.models.conversation import Session, Turn
from services.models.speech import Transcript
from services.protocols import SessionStore
from services.storage.memory import MemorySessions

GATHERED_S = 0.02
"""How long changes are gathered, so that they share a commit."""

MOST_WAITING = 4_000
"""Changes on their way, of one busy session or of many; with more, turns wait."""

Change = Callable[[], Awaitable[object]]

_GONE = (SessionNotFound, SessionExpired)
_log = structlog.get_logger(__name__)


class RecentSessions:
    """For one process: another one's changes to a session at hand are not seen.

    A session's changes reach the store in order. A process that is killed loses those
    still on their way; `close` waits for them.
    """

    def __init__(self, store: SessionStore, recent: MemorySessions) -> None:
        self._store = store
        self._recent = recent
        self._changes: dict[str, list[Change]] = {}
        self._waiting = 0
        self._taken_out = 0
        self._following: asyncio.Task[None] | None = None

    async def create(
        self,
        session_id: str,
        *,
        metadata: Mapping[str, Any] | None = None,
        fresh: bool = False,
    ) -> Session:
        if not fresh:
            with suppress(*_GONE, StorageUnavailable):
                await self.get(session_id)
                raise SessionExists
        session = await self._recent.create(session_id, metadata=metadata)
        await self._follow(
            session_id, lambda: self._store.create(session_id, metadata=metadata)
        )
        return session

    async def get(self, session_id: str) -> Session:
        while True:
            with suppress(SessionNotFound):
                return await self._recent.get(session_id)
            await self._settled()
            taken_out = self._taken_out
            session = await self._store.get(session_id)
            # What was taken out while it was read must not come back with it.
            if taken_out == self._taken_out:
                self._recent.adopt(session)

    async def append(self, session_id: str, turn: Turn) -> None:
        await self.get(session_id)
        await self._recent.append(session_id, turn)
        await self._follow(session_id, lambda: self._store.append(session_id, turn))

    async def hear(self, session_id: str, transcript: Transcript | None) -> None:
        await self.get(session_id)
        await self._recent.hear(session_id, transcript)
        await self._follow(session_id, lambda: self._store.hear(session_id, transcript))

    async def end(self, session_id: str) -> Session:
        return await self._take_out(session_id, self._store.end)

    async def delete(self, session_id: str) -> Session:
        return await self._take_out(session_id, self._store.delete)

    async def expire(self, now: datetime) -> tuple[str, ...]:
        await self._settled()
        over = await self._recent.expire(now)
        for session_id in over:
            # Written behind the turn, it may have a moment longer there.
            with suppress(*_GONE):
                await self._store.end(session_id)
        return tuple(dict.fromkeys((*over, *await self._store.expire(now))))

    async def count(self) -> int:
        await self._settled()
        return await self._store.count()

    async def close(self) -> None:
        await self._settled()
        await self._store.close()

    async def _take_out(
        self, session_id: str, take: Callable[[str], Awaitable[Session]]
    ) -> Session:
        await self._settled()
        try:
            return await take(session_id)
        finally:
            self._taken_out += 1
            with suppress(*_GONE):
                await self._recent.delete(session_id)

    async def _settled(self) -> None:
        """What has changed so far is in the store; what changes meanwhile may not be.

        It is in one of two lots: the one being written and the one being gathered.
        """
        for _ in range(2):
            if self._following is not None:
                await asyncio.wait([self._following])

    async def _follow(self, session_id: str, change: Change) -> None:
        if self._waiting >= MOST_WAITING:
            await self._settled()
        self._waiting += 1
        self._changes.setdefault(session_id, []).append(change)
        if self._following is None:
            self._following = asyncio.create_task(self._write(), name="sessions")

    async def _write(self) -> None:
        await asyncio.sleep(GATHERED_S)
        gathered, self._changes = self._changes, {}
        await asyncio.gather(*map(self._write_in_order, gathered.values()))
        self._following = asyncio.create_task(self._write()) if self._changes else None

    async def _write_in_order(self, changes: Sequence[Change]) -> None:
        for change in changes:
            try:
                await change()
            except (*_GONE, SessionExists, StorageUnavailable) as error:
                _log.warning("session_not_stored", reason=error.error_code)
            # A fault of ours must cost this change alone.
            except Exception:  # noqa: BLE001
                _log.exception("session_not_stored")
            finally:
                self._waiting -= 1

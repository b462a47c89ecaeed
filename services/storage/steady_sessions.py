"""Sessions that go on while their store cannot be used: no conversation is cut off."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

import structlog

from services.errors import (
    SessionExists,
    SessionExpired,
    SessionNotFound,
    StorageUnavailable,
)
from services.models.conversation import MAX_TURNS, Session, Turn
from services.models.speech import Transcript
from services.protocols import SessionStore

_GONE = (SessionNotFound, SessionExpired)
_log = structlog.get_logger(__name__)


class SteadySessions:
    """Writes to `store`; what it cannot take is kept in `spare` until it expires."""

    def __init__(self, store: SessionStore, spare: SessionStore) -> None:
        self._store = store
        self._spare = spare

    async def create(
        self,
        session_id: str,
        *,
        metadata: Mapping[str, Any] | None = None,
        fresh: bool = False,
    ) -> Session:
        with suppress(*_GONE):
            await self._spare.get(session_id)
            raise SessionExists
        try:
            return await self._store.create(session_id, metadata=metadata)
        except StorageUnavailable as error:
            _log.warning("session_kept_in_memory", reason=error.error_code)
            return await self._spare.create(session_id, metadata=metadata)

    async def get(self, session_id: str) -> Session:
        spare = await self._in_spare(session_id)
        try:
            session = await self._store.get(session_id)
        except (*_GONE, StorageUnavailable):
            if spare is None:
                raise
            return spare
        return session if spare is None else _joined(session, spare)

    async def append(self, session_id: str, turn: Turn) -> None:
        await self._change(session_id, lambda store: store.append(session_id, turn))

    async def hear(self, session_id: str, transcript: Transcript | None) -> None:
        await self._change(session_id, lambda store: store.hear(session_id, transcript))

    async def end(self, session_id: str) -> Session:
        return await self._take_out(session_id, lambda store: store.end(session_id))

    async def delete(self, session_id: str) -> Session:
        return await self._take_out(session_id, lambda store: store.delete(session_id))

    async def expire(self, now: datetime) -> tuple[str, ...]:
        gone = await self._spare.expire(now)
        return (*await self._store.expire(now), *gone)

    async def count(self) -> int:
        return await self._store.count()

    async def close(self) -> None:
        await self._store.close()
        await self._spare.close()

    async def _change(
        self, session_id: str, change: Callable[[SessionStore], Awaitable[None]]
    ) -> None:
        if await self._in_spare(session_id) is None:
            try:
                return await change(self._store)
            except StorageUnavailable as error:
                _log.warning("session_kept_in_memory", reason=error.error_code)
                with suppress(SessionExists):
                    await self._spare.create(session_id)
        return await change(self._spare)

    async def _take_out(
        self, session_id: str, take: Callable[[SessionStore], Awaitable[Session]]
    ) -> Session:
        session = await self.get(session_id)
        for store in (self._spare, self._store):
            with suppress(*_GONE):
                await take(store)
        return session

    async def _in_spare(self, session_id: str) -> Session | None:
        try:
            return await self._spare.get(session_id)
        except _GONE:
            return None


def _joined(first: Session, spare: Session) -> Session:
    """The stored conversation, and what was said while it could not be written."""
    newer = max(first, spare, key=lambda session: session.last_activity)
    return replace(
        first,
        turns=(*first.turns, *spare.turns)[-MAX_TURNS:],
        turn_count=first.turn_count + spare.turn_count,
        last_activity=newer.last_activity,
        expires_at=newer.expires_at,
        heard=newer.heard,
    )

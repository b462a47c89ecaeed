"""Sessions in memory: bounded in number and length, gone with the process."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from services.errors import SessionExists, SessionExpired, SessionNotFound
from services.models.conversation import EMPTY_SHARE, MAX_TURNS, Session, Turn
from services.models.speech import Transcript

MAX_REMEMBERED_ENDS = 10_000


def utc_now() -> datetime:
    return datetime.now(UTC)


class MemorySessions:
    """The longest idle session makes room when there are too many.

    Where many are empty, the longest idle of those does: they were begun for nothing. A
    session that made room counts as ended or, where these are `copies`
    of sessions kept elsewhere, as unknown.
    """

    def __init__(
        self,
        *,
        ttl_s: float,
        max_sessions: int,
        copies: bool = False,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self._copies = copies
        self._ttl = timedelta(seconds=ttl_s)
        self._max_sessions = max_sessions
        self._clock = clock
        self._sessions: OrderedDict[str, Session] = OrderedDict()
        self._empty: OrderedDict[str, None] = OrderedDict()
        self._ended: OrderedDict[str, None] = OrderedDict()

    async def create(
        self,
        session_id: str,
        *,
        metadata: Mapping[str, Any] | None = None,
        fresh: bool = False,
    ) -> Session:
        now = self._clock()
        self._end_if_over(session_id, now)
        if session_id in self._sessions:
            raise SessionExists
        session = Session(session_id, now, now, now + self._ttl, (), metadata or {})
        self.adopt(session)
        return session

    def adopt(self, session: Session) -> None:
        """Hold a session that was made elsewhere, unless it is here already."""
        if session.id in self._sessions:
            return
        while len(self._sessions) >= self._max_sessions:
            many = len(self._empty) > self._max_sessions // EMPTY_SHARE
            longest_idle = next(iter(self._empty if many else self._sessions))
            if self._copies:
                self._drop(longest_idle)
            else:
                self._end(longest_idle)
        self._ended.pop(session.id, None)
        self._hold(session)

    async def get(self, session_id: str) -> Session:
        self._end_if_over(session_id, self._clock())
        if session_id in self._sessions:
            return self._sessions[session_id]
        raise SessionExpired if session_id in self._ended else SessionNotFound

    async def append(self, session_id: str, turn: Turn) -> None:
        session = await self.get(session_id)
        turns = (*session.turns, turn)[-MAX_TURNS:]
        count = session.turn_count + 1
        self._put(replace(session, turns=turns, turn_count=count, heard=None))

    async def hear(self, session_id: str, transcript: Transcript | None) -> None:
        self._put(replace(await self.get(session_id), heard=transcript))

    async def end(self, session_id: str) -> Session:
        session = await self.get(session_id)
        self._end(session_id)
        return session

    async def delete(self, session_id: str) -> Session:
        session = await self.get(session_id)
        self._drop(session_id)
        return session

    async def expire(self, now: datetime) -> tuple[str, ...]:
        over = tuple(s.id for s in self._sessions.values() if s.expires_at <= now)
        for session_id in over:
            self._end(session_id)
        return over

    async def count(self) -> int:
        return len(self._sessions)

    async def close(self) -> None:
        return None

    def _put(self, session: Session) -> None:
        now = self._clock()
        moved = replace(session, last_activity=now, expires_at=now + self._ttl)
        self._hold(moved)

    def _hold(self, session: Session) -> None:
        """Keep a session as the one that was used last."""
        self._drop(session.id)
        self._sessions[session.id] = session
        if session.empty:
            self._empty[session.id] = None

    def _drop(self, session_id: str) -> None:
        self._sessions.pop(session_id, None)
        self._empty.pop(session_id, None)

    def _end_if_over(self, session_id: str, now: datetime) -> None:
        session = self._sessions.get(session_id)
        if session is not None and session.expires_at <= now:
            self._end(session_id)

    def _end(self, session_id: str) -> None:
        self._drop(session_id)
        self._ended[session_id] = None
        while len(self._ended) > MAX_REMEMBERED_ENDS:
            self._ended.popitem(last=False)

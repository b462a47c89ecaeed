"""Thumbs: what the session that asked thinks of an answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from typing import Literal

from services.errors import NotFound
from services.feedback.store import ThumbStore
from services.feedback.words import line
from services.guard.daily_limit import DailyLimit
from services.guard.personal_data import redact
from services.models.feedback import LONGEST_NOTE, Direction, Thumb

Transcripts = Literal["off", "redacted", "full"]


class Thumbs:
    """Notes are kept as the words of turns are: not at all, redacted, or whole."""

    def __init__(
        self,
        store: ThumbStore,
        *,
        logged: Callable[[str], Awaitable[None]],
        transcripts: Transcripts,
        limit: DailyLimit | None = None,
        clean: Callable[[str], str] = redact,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Wait with `logged` until a turn answered just now is in the log."""
        self.store = store
        self._logged = logged
        self._transcripts = transcripts
        self._limit = limit
        self._clean = clean
        self._clock = clock

    async def rate(
        self,
        turn_id: str,
        thumb: Direction,
        *,
        note: str,
        session_id: str,
        visitor: str,
    ) -> Thumb:
        """Keep a thumb in place of an earlier one, and return what is kept.

        Raise NotFound for an unknown turn, or one of another session than is named.
        """
        words = self._words(line("note", note, LONGEST_NOTE))
        new = Thumb(turn_id, thumb, self._clock(), words, session_id)
        with self._taken(visitor):
            try:
                return await self.store.put(new)
            except NotFound:
                await self._logged(turn_id)
                return await self.store.put(new)

    async def take_back(self, turn_id: str, *, session_id: str, visitor: str) -> None:
        """Erase a thumb and its note; raise NotFound as for `rate`."""
        with self._taken(visitor):
            try:
                await self.store.take_back(turn_id, session_id)
            except NotFound:
                await self._logged(turn_id)
                await self.store.take_back(turn_id, session_id)

    def _taken(self, visitor: str) -> AbstractContextManager[None]:
        return nullcontext() if self._limit is None else self._limit.taken(visitor)

    def _words(self, note: str) -> str:
        if self._transcripts == "off":
            return ""
        # Longer marks take the place of what was left out.
        cleaned = self._clean(note) if self._transcripts == "redacted" else note
        return cleaned[:LONGEST_NOTE]

"""Forget me: everything that is kept of one session goes, wherever it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import astuple, dataclass

from services.errors import SessionExpired, SessionNotFound
from services.protocols import SessionStore

Erase = Callable[[str], Awaitable[int]]
"""Erases what belongs to a session and says how many pieces that were."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    audio_files: int
    interactions: int
    messages: int = 0


class Forgetting:
    def __init__(
        self,
        sessions: SessionStore,
        *,
        interactions: Erase,
        audio: Erase,
        copies: Erase,
        messages: Erase,
        background: Callable[[str], int],
    ) -> None:
        """What forgets a session in each place that keeps something of it.

        Thumbs and their notes go with the interactions they are about.

        `copies` erases from databases that were put aside; `background` ends what is
        still being done for a session, turns under way included, and says how many
        results that were kept in memory are gone.
        """
        self._sessions = sessions
        self._interactions = interactions
        self._audio = audio
        self._copies = copies
        self._messages = messages
        self._background = background

    async def forget(self, session_id: str) -> Forgotten:
        """Raise SessionNotFound or SessionExpired only when there was nothing at all.

        What is under way is ended first: it leaves nothing behind, even when the
        visitor goes on under the same id. What was logged outlives a session that is
        over.
        """
        results = self._background(session_id)
        over: SessionNotFound | SessionExpired | None = None
        try:
            await self._sessions.delete(session_id)
        except (SessionNotFound, SessionExpired) as error:
            over = error
        forgotten = Forgotten(
            audio_files=await self._audio(session_id),
            interactions=await self._interactions(session_id),
            messages=await self._messages(session_id),
        )
        copies = await self._copies(session_id)
        if over and not any((*astuple(forgotten), copies, results)):
            raise over
        return forgotten

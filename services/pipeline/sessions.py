"""Sessions as turns use them: every turn has one, under the id given or a new one."""

from __future__ import annotations

import re
import secrets
from contextlib import suppress
from datetime import UTC, datetime
from typing import TypeGuard

from services.errors import SessionExists, SessionExpired, SessionNotFound
from services.guard.guessable import is_guessable
from services.models.conversation import Session, Turn
from services.models.speech import Transcript
from services.pipeline.erasures import Erasures
from services.protocols import SessionStore

WELL_FORMED = re.compile(r"[A-Za-z0-9_-]{8,64}", re.ASCII)
ID_BYTES = 16


def new_session_id() -> str:
    """128 random bits that also look random, as one or two in a thousand do not."""
    while is_guessable(made := secrets.token_urlsafe(ID_BYTES)):
        continue
    return made


def is_usable(session_id: str | None) -> TypeGuard[str]:
    """Whether an id is well-formed and nobody else could come up with it."""
    return (
        session_id is not None
        and WELL_FORMED.fullmatch(session_id) is not None
        and not is_guessable(session_id)
    )


class Sessions:
    """Sessions in `store`; `began_s` says when what is done in one was begun."""

    def __init__(self, store: SessionStore) -> None:
        self.store = store
        self.erasures = Erasures()

    async def open(self, session_id: str | None, *, began_s: float) -> Session:
        """The session of a turn: an unknown id starts one; without a usable id, a new
        one does. One that was forgotten since is not started again, nor kept.
        """
        if not is_usable(session_id):
            return await self.store.create(new_session_id(), fresh=True)
        if self.erasures.followed(began_s, session_id):
            now = datetime.now(UTC)
            return Session(session_id, now, now, now)
        try:
            return await self.store.get(session_id)
        except (SessionNotFound, SessionExpired):
            return await self._start(session_id)

    async def _start(self, session_id: str) -> Session:
        try:
            return await self.store.create(session_id, fresh=True)
        except SessionExists:
            # Two first turns at once: the other one was quicker.
            return await self.store.get(session_id)

    async def keep(self, session_id: str, turn: Turn, *, began_s: float) -> None:
        """Add a turn, unless the session was forgotten meanwhile: it stays so."""
        if self.erasures.followed(began_s, session_id):
            return
        with suppress(SessionExpired, SessionNotFound):
            await self.store.append(session_id, turn)

    async def is_forgotten(self, session_id: str, *, began_s: float) -> bool:
        """Whether a session that there was is there no more, or is another one."""
        try:
            with suppress(SessionExpired):
                await self.store.get(session_id)
        except SessionNotFound:
            return True
        return self.erasures.followed(began_s, session_id)

    async def hear(
        self, session_id: str, transcript: Transcript, *, began_s: float
    ) -> Session:
        """Remember what was heard until the question that repeats it."""
        session = await self.open(session_id, began_s=began_s)
        if not self.erasures.followed(began_s, session.id):
            await self.store.hear(session.id, transcript)
        return session

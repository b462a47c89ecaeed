"""The owner's log-in in a browser: signed for a time, with proof against forgery."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from services.guard.log_outs import LogOuts

LASTS_S = 12 * 3600
ID_BYTES = 16
MOST_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class OwnerSession:
    id: str
    expires_s: int
    """Unix time."""


class OwnerSessions:
    """Signed with a key made of the owner's token, so that a restart keeps them and
    another token ends them all. Which were ended by logging out is kept in a file.
    """

    def __init__(
        self,
        token: str,
        *,
        log_outs: Path | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._token = token
        self._key = hashlib.sha256(b"viva voce owner session\0" + token.encode())
        self._clock = clock
        self._log_outs = LogOuts(log_outs, clock)

    def is_token(self, text: str) -> bool:
        return hmac.compare_digest(text.encode(), self._token.encode())

    def open(self) -> OwnerSession:
        expires_s = int(self._clock()) + LASTS_S
        return OwnerSession(secrets.token_urlsafe(ID_BYTES), expires_s)

    def cookie(self, session: OwnerSession) -> str:
        body = f"{session.id}.{session.expires_s}"
        return f"{body}.{self._signed('cookie', body)}"

    def read(self, cookie: str) -> OwnerSession | None:
        """The session of a cookie; None when it is forged, over or ended."""
        body, _, signature = cookie[:MOST_CHARACTERS].rpartition(".")
        right = self._signed("cookie", body)
        if not hmac.compare_digest(signature.encode(), right.encode()):
            return None
        session_id, _, expires_s = body.partition(".")
        session = OwnerSession(session_id, int(expires_s))
        over = session.expires_s <= self._clock()
        early = session.expires_s - LASTS_S < int(self._log_outs.since_s)
        return None if over or early or session.id in self._log_outs else session

    def forgery_token(self, session: OwnerSession) -> str:
        """What the session's own pages know, and pages elsewhere do not."""
        return self._signed("write", session.id)

    def may_write(self, session: OwnerSession, text: str) -> bool:
        right = self.forgery_token(session)
        return hmac.compare_digest(text.encode(), right.encode())

    def end(self, session: OwnerSession) -> None:
        """For good; waits for the disk."""
        self._log_outs.add(session.id, session.expires_s)

    def _signed(self, purpose: str, text: str) -> str:
        message = f"{purpose}:{text}".encode()
        return hmac.new(self._key.digest(), message, hashlib.sha256).hexdigest()

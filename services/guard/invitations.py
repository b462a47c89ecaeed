"""Links that let somebody into one interview: signed, and good for a time."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Callable

MOST_CHARACTERS = 200


class Invitations:
    """Signed with a key made of the owner's token: another token ends them all."""

    def __init__(self, token: str, *, clock: Callable[[], float] = time.time) -> None:
        self._key = hashlib.sha256(b"viva voce invitation\0" + token.encode()).digest()
        self._clock = clock

    def issue(self, interview_id: str, lasts_s: float) -> str:
        """Return the token of a link into one interview."""
        body = f"{interview_id}.{int(self._clock() + lasts_s)}"
        return f"{body}.{self._signed(body)}"

    def admits(self, token: str, interview_id: str) -> bool:
        """Whether a token is ours, of this interview, and not run out."""
        body, _, signature = token[:MOST_CHARACTERS].rpartition(".")
        right = self._signed(body)
        if not hmac.compare_digest(signature.encode(), right.encode()):
            return False
        named, _, expires_s = body.rpartition(".")
        return named == interview_id and int(expires_s) > self._clock()

    def _signed(self, body: str) -> str:
        return hmac.new(self._key, body.encode(), hashlib.sha256).hexdigest()

"""Tickets: a page of another origin is let in with one that its own server fetched."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable

LASTS_S = 60.0
MOST = 10_000
BYTES = 24
PREFIX = "ek_"
"""As clients of the protocol expect a short-lived secret to begin."""


def is_ticket(secret: str) -> bool:
    """Whether it looks like one, and so is no key of anybody's."""
    return secret.startswith(PREFIX)


class Tickets:
    """Each opens one talk, within a minute."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._until_s: dict[str, float] = {}

    def issue(self) -> str:
        self._drop_old()
        while len(self._until_s) >= MOST:
            del self._until_s[next(iter(self._until_s))]
        ticket = f"{PREFIX}{secrets.token_urlsafe(BYTES)}"
        self._until_s[ticket] = self._clock() + LASTS_S
        return ticket

    def take(self, ticket: str) -> bool:
        """Whether it lets somebody in; it does so once."""
        until_s = self._until_s.pop(ticket, None)
        return until_s is not None and self._clock() < until_s

    def _drop_old(self) -> None:
        now_s = self._clock()
        for ticket, until_s in list(self._until_s.items()):
            if until_s > now_s:
                break
            del self._until_s[ticket]

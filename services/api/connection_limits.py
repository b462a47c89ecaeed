"""How many connections may be open, from one address and in all.

Where there is no room, the one that has kept the server waiting longest makes some, so
that a newcomer is heard whoever came before.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Literal, Protocol

import structlog

from services.guard.rate_limit import visitor_of

PER_ADDRESS = 64
KEPT_BACK = 64
"""Descriptors for files, the database, workers and what is being hung up on."""
LEAST = 16
MOST_DESCRIPTORS = 65_536
"""Asked of the system, where it has as many to give."""
TELL_EVERY_S = 10.0

Waiting = Literal["head", "body", "nothing"]
"""What the server waits for: a request, the rest of one, or for itself."""

_log = structlog.get_logger(__name__)


class Closable(Protocol):
    def make_room(self) -> None:
        """Hang up, now."""


class ConnectionLimits:
    """Every open connection, by address, and what is waited for on it.

    `exempt` says which addresses, such as those of proxies, stand for many visitors.
    """

    def __init__(
        self,
        *,
        most: int,
        per_address: int = PER_ADDRESS,
        exempt: Callable[[str], bool] = lambda address: False,
    ) -> None:
        self._most = most
        self._per_address = per_address
        self._exempt = exempt
        self._address: dict[Closable, str] = {}
        self._waiting: dict[str, dict[Waiting, dict[Closable, None]]] = {}
        self._idle: dict[Closable, None] = {}
        """Waiting for a request, whatever the address; longest first."""
        self._closed = 0
        self._told_at_s = -TELL_EVERY_S

    @property
    def open(self) -> int:
        return len(self._address)

    def enter(self, connection: Closable, address: str) -> bool:
        """Whether there is room, after making some where need be."""
        exempt = self._exempt(address)
        address = visitor_of(address, (), ())
        own = self._of(address)
        full = sum(map(len, own.values())) >= self._per_address
        if full and not exempt:
            if not self._make_room(own):
                self._tell("address")
                return False
            self._tell("address")
        if self.open >= self._most:
            found = self._make_room({"head": self._idle}) or self._make_room(
                self._largest()
            )
            self._tell("all")
            if not found:
                return False
        self._address[connection] = address
        self._place(connection, "head")
        return True

    def leave(self, connection: Closable) -> None:
        address = self._address.get(connection)
        if address is None:
            return
        self._take(connection, address)
        del self._address[connection]
        if not any(self._waiting[address].values()):
            del self._waiting[address]

    def wait_for(self, connection: Closable, what: Waiting) -> None:
        """Note what is waited for from now on."""
        address = self._address.get(connection)
        if address is not None:
            self._take(connection, address)
            self._place(connection, what)

    def _make_room(self, among: dict[Waiting, dict[Closable, None]]) -> bool:
        """Whether a connection was closed, the one that is waited for longest.

        Requests at work are left alone.
        """
        for what in ("head", "body"):
            for connection in among.get(what, ()):
                self.leave(connection)
                connection.make_room()
                return True
        return False

    def _largest(self) -> dict[Waiting, dict[Closable, None]]:
        """The connections of the address that has most bodies under way."""
        return max(self._waiting.values(), key=lambda own: len(own["body"]), default={})

    def _of(self, address: str) -> dict[Waiting, dict[Closable, None]]:
        empty: dict[Waiting, dict[Closable, None]]
        empty = {"head": {}, "body": {}, "nothing": {}}
        return self._waiting.get(address, empty)

    def _place(self, connection: Closable, what: Waiting) -> None:
        address = self._address[connection]
        self._waiting[address] = own = self._of(address)
        own[what][connection] = None
        if what == "head":
            self._idle[connection] = None

    def _take(self, connection: Closable, address: str) -> None:
        self._idle.pop(connection, None)
        for found in self._waiting[address].values():
            found.pop(connection, None)

    def _tell(self, limit: Literal["address", "all"]) -> None:
        """One line for many, and no address in it."""
        self._closed += 1
        now_s = time.monotonic()
        if now_s - self._told_at_s < TELL_EVERY_S:
            return
        _log.warning(
            "connections_limited", limit=limit, closed=self._closed, open=self.open
        )
        self._told_at_s, self._closed = now_s, 0


def most_connections() -> int:
    """As many as the system gives this process descriptors, which are raised first."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_DESCRIPTORS
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        # A system may have a lower limit than the one it tells.
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    descriptors = MOST_DESCRIPTORS if soft == resource.RLIM_INFINITY else soft
    return max(LEAST, descriptors - KEPT_BACK)

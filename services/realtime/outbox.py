"""Events on their way to the client, bounded, and kept a while to be sent again."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any

import orjson

MOST_WAITING_BYTES = 2_000_000
"""Half a minute of sound; whoever is further behind does not read."""
KEPT_BYTES = 500_000
"""What a client that comes back may have missed of what was sent."""
EVENT = "event_"


class Outbox:
    """Events in their order, numbered; a client that comes back names the last it had.

    `hold` keeps them while nobody is there.
    """

    def __init__(self) -> None:
        self._waiting: deque[tuple[int, bytes]] = deque()
        self._sent: deque[tuple[int, bytes]] = deque()
        self._waiting_bytes = self._sent_bytes = 0
        self._numbered = 0
        self._there = asyncio.Event()
        self._attached = asyncio.Event()
        self._attached.set()
        self.ended = asyncio.Event()
        self.why = ""

    def put(self, kind: str, **fields: Any) -> str:
        """Send an event and return its id; a client that does not read is ended."""
        self._numbered += 1
        event_id = f"{EVENT}{self._numbered}"
        event = orjson.dumps({"type": kind, "event_id": event_id, **fields})
        self._waiting.append((self._numbered, event))
        self._waiting_bytes += len(event)
        if self._waiting_bytes > MOST_WAITING_BYTES:
            self._waiting.clear()
            self._waiting_bytes = 0
            self.end("not_read")
        self._there.set()
        return event_id

    async def next(self) -> str:
        """The next event, as it is sent."""
        while not (self._waiting and self._attached.is_set()):
            self._there.clear()
            await self._there.wait()
        number, event = self._waiting.popleft()
        self._waiting_bytes -= len(event)
        self._sent.append((number, event))
        self._sent_bytes += len(event)
        while self._sent_bytes > KEPT_BYTES:
            self._sent_bytes -= len(self._sent.popleft()[1])
        return event.decode()

    @property
    def waiting_bytes(self) -> int:
        return self._waiting_bytes

    def end(self, why: str) -> None:
        """Whoever sends these events is to hang up."""
        self.why = self.why or why
        self.ended.set()

    def begin_again(self) -> None:
        """Another connection takes the events from here."""
        self.ended, self.why = asyncio.Event(), ""

    def hold(self) -> None:
        """Nobody is there: events wait."""
        self._attached.clear()

    def go_on(self, after: str | None) -> None:
        """Somebody is there again, and has had everything up to the event `after`."""
        number = after.removeprefix(EVENT) if after else ""
        if number.isdecimal() and number.isascii() and len(number) < 16:
            while self._sent and self._sent[-1][0] > int(number):
                numbered, event = self._sent.pop()
                self._sent_bytes -= len(event)
                self._waiting.appendleft((numbered, event))
                self._waiting_bytes += len(event)
        self._attached.set()
        self._there.set()

    def forget(self) -> None:
        """Nobody will ask for these events any more."""
        self._waiting.clear()
        self._sent.clear()
        self._waiting_bytes = self._sent_bytes = 0

    async def attached(self) -> None:
        """Wait until somebody is there."""
        await self._attached.wait()

"""Who may be at work now: a bound on requests, in all and of one visitor."""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from starlette.types import ASGIApp, Receive, Scope, Send

from services.api.body import refuse
from services.api.middleware.admission import kind_of
from services.api.middleware.slow_readers import SlowReaders
from services.errors import Overloaded

PER_VISITOR = 8
"""Of one visitor at once; the next wait for one of their own to end."""
HEAVY_PER_VISITOR = 1
"""Of those, recordings to be heard, and texts to be spoken: each takes a core for
seconds, and whoever comes next finds the others free."""
MOST_WAITING = 56
ENDLESS = frozenset(("/api/dashboard/events",))
"""The owner's, open for as long as the page is; they hold nothing that is scarce."""
WAIT_S = 10.0
"""Longer than a page is waited for."""


class Places:
    """The body is here by now: a client that is slow to send it holds no place.

    Nor does one that is slow to read what is made for it.
    """

    def __init__(
        self, app: ASGIApp, *, max_concurrent: int, uploads: UploadRoom
    ) -> None:
        self.app = app
        self.room = Room(max_concurrent)
        self.heavy = {
            heavy: Room(max_concurrent, per_visitor=HEAVY_PER_VISITOR)
            for heavy in ("audio", "speech")
        }
        self.uploads = uploads
        self.readers = SlowReaders()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        kind = None
        if scope["type"] == "http" and scope["path"] not in ENDLESS:
            kind = kind_of(scope["path"], scope["method"])
        if kind is None:
            await self.app(scope, receive, send)
            return
        visitor = scope["state"]["visitor"]
        held = visitor if kind == "audio" else None
        try:
            async with (
                self.uploads.place(held),
                self._heavy_place(kind, visitor) as lighten,
                self.room.place(visitor) as give_back,
            ):
                with self.readers.reply(scope) as reply:

                    def slow() -> None:
                        lighten()
                        give_back()
                        self.readers.enter(reply)

                    await self.app(scope, receive, reply.sending(send, slow))
        except NoPlace:
            await refuse(Overloaded(), scope, receive, send)

    @asynccontextmanager
    async def _heavy_place(
        self, kind: str, visitor: str
    ) -> AsyncIterator[Callable[[], None]]:
        """A place for heavy work, as `Room.place`; none is needed for the rest."""
        if kind not in self.heavy:
            yield lambda: None
            return
        async with self.heavy[kind].place(visitor) as give_back:
            yield give_back


class NoPlace(Exception):
    """There is none, and waiting would not help."""


class Room:
    """`most` requests at work, `per_visitor` of one; a few of theirs wait."""

    def __init__(self, most: int, *, per_visitor: int = PER_VISITOR) -> None:
        self._most = most
        self._per_visitor = per_visitor
        self.at_work: Counter[str] = Counter()
        self._waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    @asynccontextmanager
    async def place(self, visitor: str) -> AsyncIterator[Callable[[], None]]:
        """Yield what gives it back early.

        Raise NoPlace when all are taken, or the visitor's own stay so for long.
        """
        if self.at_work[visitor] >= self._per_visitor:
            await self._wait(visitor)
        elif self.at_work.total() >= self._most:
            raise NoPlace
        else:
            self.at_work[visitor] += 1
        held = [visitor]

        def give_back() -> None:
            while held:
                self._leave(held.pop())

        try:
            yield give_back
        finally:
            give_back()

    async def _wait(self, visitor: str) -> None:
        line = self._waiting.setdefault(visitor, deque())
        if len(line) >= MOST_WAITING:
            raise NoPlace
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        line.append(turn)
        try:
            async with asyncio.timeout(WAIT_S):
                await turn
        except (TimeoutError, asyncio.CancelledError) as reason:
            if turn.done() and not turn.cancelled():
                self._leave(visitor)  # given at the very moment
            self._forget(visitor, turn)
            if isinstance(reason, TimeoutError):
                raise NoPlace from None
            raise

    def _leave(self, visitor: str) -> None:
        """The place goes to the next of the same visitor, who waits for nobody else."""
        line = self._waiting.get(visitor, deque())
        while line:
            turn = line.popleft()
            if not turn.done():
                turn.set_result(None)
                break
        else:
            self.at_work[visitor] -= 1
            self.at_work += Counter()
        if not line:
            self._waiting.pop(visitor, None)

    def _forget(self, visitor: str, turn: asyncio.Future[None]) -> None:
        line = self._waiting.get(visitor, deque())
        if turn in line:
            line.remove(turn)
        if not line:
            self._waiting.pop(visitor, None)


class UploadRoom:
    """How many recordings may be in hand at once, in all and of one visitor.

    Each may take as much memory as a recording may be large. More than the work
    queue holds would only wait to be refused by it.
    """

    def __init__(self, *, most: int, per_visitor: int) -> None:
        self.most = most
        self.per_visitor = per_visitor
        self._held: Counter[str] = Counter()

    @asynccontextmanager
    async def place(self, visitor: str | None) -> AsyncIterator[None]:
        """Raise NoPlace when there is none; None takes none."""
        if visitor is None:
            yield
            return
        full = self._held.total() >= self.most
        if full or self._held[visitor] >= self.per_visitor:
            raise NoPlace
        self._held[visitor] += 1
        try:
            yield
        finally:
            self._held[visitor] -= 1
            self._held += Counter()

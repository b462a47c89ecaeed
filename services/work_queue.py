"""A queue for work that burns CPU: bounded, and fair between visitors."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from contextvars import ContextVar
from time import perf_counter
from typing import TypeVar

from services.errors import Overloaded

T = TypeVar("T")

visitor: ContextVar[str] = ContextVar("visitor", default="local")
"""Whose work it is; the HTTP middleware sets it to the client's address."""

FIRST_GUESS_S = 1.0
MEMORY = 0.8
"""Weight of the past in the moving average of how long one piece of work takes."""
POLITENESS = 10
"""Niceness of heavy work: the event loop goes first, also with every core at work."""
IDLE = "idle"
"""Whose work nobody waits for; it waits for everybody else's."""
QUIET_S = 2.0
"""Between two stages of a turn nothing is at work, for as long as a model phrases."""


class WorkQueue:
    """Never more than `workers` pieces at work, `capacity` waiting, `per_visitor` each.

    Waiting visitors are served in turn, however much one of them has queued, and idle
    work after them all.
    """

    def __init__(
        self,
        *,
        workers: int,
        capacity: int,
        per_visitor: int,
        name: str = "work",
        polite: bool = True,
        quiet_s: float = QUIET_S,
    ) -> None:
        """A queue whose threads let the event loop go first where they are `polite`.

        Idle work begins when nobody had any other for `quiet_s`.
        """
        self._workers = workers
        self._capacity = capacity
        self._per_visitor = per_visitor
        self._threads = ThreadPoolExecutor(
            workers, thread_name_prefix=name, initializer=step_back if polite else None
        )
        self._waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()
        self._held: dict[str, int] = {}
        self._at_work = 0
        self._average_s = FIRST_GUESS_S
        self._quiet_s = quiet_s
        self._quiet_since_s = -quiet_s

    @property
    def room(self) -> int:
        """Pieces it can hold, at work and waiting."""
        return self._workers + self._capacity

    @property
    def share(self) -> int:
        """Pieces that one visitor may have in it."""
        return self._per_visitor

    @property
    def at_work(self) -> int:
        return self._at_work

    @property
    def depth(self) -> int:
        return sum(len(line) for line in self._waiting.values())

    async def run(self, work: Callable[[], T]) -> T:
        """Run `work` in a thread.

        A caller that leaves early gives its place back when the thread is done, not
        before: the core is busy until then.
        """
        name = await self._enter()
        started = perf_counter()
        try:
            future = asyncio.get_running_loop().run_in_executor(self._threads, work)
        except BaseException:
            self._leave(name, started)
            raise
        future.add_done_callback(lambda _: self._leave(name, started))
        # A cancelled caller must not cancel the future, or the place would be given
        # back while the thread still runs.
        return await asyncio.shield(future)

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """Hold a core's place for work done elsewhere, such as in another process."""
        name = await self._enter()
        started = perf_counter()
        try:
            yield
        finally:
            self._leave(name, started)

    @asynccontextmanager
    async def idle(self) -> AsyncIterator[None]:
        """Wait until it is quiet; what is done inside is idle work.

        Whoever comes meanwhile waits for one piece of it at most, and what follows in
        their turn for none.
        """
        token = visitor.set(IDLE)
        try:
            while (left_s := self._until_quiet_s()) > 0:  # noqa: ASYNC110
                # Who comes and goes meanwhile needs not tell.
                await asyncio.sleep(left_s)
            yield
        finally:
            visitor.reset(token)

    def _until_quiet_s(self) -> float:
        """Seconds until it may be quiet, if nobody comes."""
        if any(name != IDLE for name in self._held):
            return self._quiet_s
        return self._quiet_since_s + self._quiet_s - perf_counter()

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _enter(self) -> str:
        name = visitor.get()
        if self._held.get(name, 0) >= self._per_visitor:
            raise Overloaded(retry_after_s=self._wait_s())
        if self._at_work >= self._workers:
            await self._wait(name)
        else:
            self._at_work += 1
            self._held[name] = self._held.get(name, 0) + 1
        return name

    async def _wait(self, name: str) -> None:
        if self.depth >= self._capacity:
            raise Overloaded(retry_after_s=self._wait_s())
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(name, deque()).append(turn)
        self._held[name] = self._held.get(name, 0) + 1
        try:
            await turn
        except asyncio.CancelledError:
            if turn.cancelled() or not turn.done():
                self._forget(name, turn)
                self._release(name)
            else:
                # The place was given at the very moment its taker left.
                self._leave(name, perf_counter())
            raise

    def _forget(self, name: str, turn: asyncio.Future[None]) -> None:
        line = self._waiting.get(name)
        if line and turn in line:
            line.remove(turn)
        if line is not None and not line:
            del self._waiting[name]

    def _release(self, name: str) -> None:
        if name != IDLE:
            self._quiet_since_s = perf_counter()
        self._held[name] -= 1
        if not self._held[name]:
            del self._held[name]

    def _leave(self, name: str, started: float) -> None:
        spent_s = perf_counter() - started
        self._average_s = MEMORY * self._average_s + (1 - MEMORY) * spent_s
        self._release(name)
        self._at_work -= 1
        self._admit_next()

    def _admit_next(self) -> None:
        while self._waiting and self._at_work < self._workers:
            if IDLE in self._waiting:
                self._waiting.move_to_end(IDLE)
            name, line = self._waiting.popitem(last=False)
            turn = line.popleft()
            if line:
                self._waiting[name] = line
            if not turn.done():
                self._at_work += 1
                turn.set_result(None)

    def _wait_s(self) -> float:
        """Seconds until a place is likely to be free."""
        return max(1.0, self._average_s * (self.depth + 1) / self._workers)


def step_back() -> None:
    """Lower this thread's priority where threads have their own."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), POLITENESS)

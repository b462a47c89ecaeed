"""Requests that a client sends before the one at work is answered.

uvicorn queues them, but knows only the newest: who has left, or sends what is no HTTP,
is taken for waiting on that one alone.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator

from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import (
    HttpToolsProtocol,
    RequestResponseCycle,
)

from services.api.unread import has_hung_up

MOST_PIPELINED = 32
"""Requests that may wait behind the one at work; nobody's browser sends any."""
LOOK_S = 1.0
"""How often it is looked whether a client with requests behind one at work is there:
nothing is read from it meanwhile."""

Cycle = RequestResponseCycle


class AnswersInOrder(HttpToolsProtocol):
    """Knows which request is at work and which wait behind it."""

    _answering: Cycle | None = None
    _looking: asyncio.TimerHandle | None = None

    def due(self) -> Iterator[Cycle]:
        """Requests that are not answered yet, in their order."""
        if self._answering is not None and not self._answering.response_complete:
            yield self._answering
        for cycle, _ in reversed(self.pipeline):
            yield cycle

    def give_up(self, cycle: Cycle) -> None:
        """Let whoever works on it know that its client has left; it is not due now."""
        cycle.disconnected = True
        cycle.message_event.set()
        self.pipeline = deque(pair for pair in self.pipeline if pair[0] is not cycle)
        if self._answering is cycle:
            self._answering = None

    def give_up_all(self) -> None:
        for cycle in [*self.due()]:
            self.give_up(cycle)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._looking is not None:
            self._looking.cancel()
        self.give_up_all()
        super().connection_lost(exc)

    def on_headers_complete(self) -> None:
        if len(self.pipeline) >= MOST_PIPELINED:
            raise ValueError("too many requests at once")
        super().on_headers_complete()
        if self.pipeline and self._looking is None:
            self._looking = self.loop.call_later(LOOK_S, self._look)

    def on_response_complete(self) -> None:
        self._answering = None
        super().on_response_complete()

    def shutdown(self) -> None:
        super().shutdown()
        for cycle in self.due():
            cycle.keep_alive = False
            cycle.scope["state"]["stopping"] = True

    def _start_asgi_task(self, cycle: Cycle, app: ASGI3Application) -> None:
        self._answering = cycle
        super()._start_asgi_task(cycle, app)

    def _look(self) -> None:
        self._looking = None
        if has_hung_up(self.transport):
            self.transport.abort()
        elif self.pipeline:
            self._looking = self.loop.call_later(LOOK_S, self._look)

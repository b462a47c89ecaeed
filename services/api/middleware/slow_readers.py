"""Replies that are made and only have to be read: their readers hold no place."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from starlette.datastructures import Headers
from starlette.types import Message, Scope, Send

SLOW_S = 0.25
"""What a client may take for a reply before it is a slow reader."""
PER_VISITOR = 8
MOST = 32
"""Each has a file open: half of the descriptors that are kept back from connections."""


class Reply:
    """One reply on its way; `hang_up` ends its connection."""

    def __init__(self, visitor: str, hang_up: Callable[[], None]) -> None:
        self.visitor = visitor
        self.hang_up = hang_up
        self.timer: asyncio.TimerHandle | None = None

    def sending(self, send: Send, on_slow: Callable[[], None]) -> Send:
        """Return `send` that calls `on_slow` where the reply takes long to be read."""

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start" and is_made(message):
                loop = asyncio.get_running_loop()
                self.timer = loop.call_later(SLOW_S, on_slow)
            await send(message)

        return send_on


def is_made(start: Message) -> bool:
    """Whether the length of a reply is known: from now on it is its reader's time."""
    return "content-length" in Headers(raw=start.get("headers", []))


class SlowReaders:
    """Who takes long to read; for a newcomer the oldest of whoever has most goes."""

    def __init__(self) -> None:
        self._replies: dict[Reply, None] = {}

    @contextmanager
    def reply(self, scope: Scope) -> Iterator[Reply]:
        """One reply, until it is read or hung up on."""
        state = scope["state"]
        reply = Reply(state["visitor"], state.get("hang_up", _nothing))
        try:
            yield reply
        finally:
            if reply.timer is not None:
                reply.timer.cancel()
            self._replies.pop(reply, None)

    def enter(self, reply: Reply) -> None:
        """Count a reply as a slow one; one may be hung up on for it."""
        self._replies[reply] = None
        own = self._of(reply.visitor)
        if len(own) > PER_VISITOR:
            self._let_go(own[0])
        elif len(self._replies) > MOST:
            visitors = {other.visitor: None for other in self._replies}
            self._let_go(max(map(self._of, visitors), key=len)[0])

    def _of(self, visitor: str) -> list[Reply]:
        """The replies of one visitor, oldest first."""
        return [reply for reply in self._replies if reply.visitor == visitor]

    def _let_go(self, reply: Reply) -> None:
        del self._replies[reply]
        reply.hang_up()


def _nothing() -> None:
    """Where another server than ours serves, it has limits of its own."""

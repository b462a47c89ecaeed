"""Bodies are here, whole and not too large, before anybody works on a request."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.api.body import refuse
from services.api.middleware.admission import CHUNK, is_audio
from services.errors import Overloaded, PayloadTooLarge, ServiceError

MULTIPART_OVERHEAD_BYTES = 64_000
GUESTBOOK_BYTES = 1_000_000
HISTORY_BYTES = 512_000
JSON_BYTES = 64_000

HISTORY_PATHS = (
    "/smart/query",
    "/smart/stream",
    "/test/llm",
    "/test/llm-stream",
    "/v1/chat/completions",
    "/v1/responses",
)
WITH_A_BODY = ("POST", "PUT", "PATCH")
SHARES = 4
"""Bodies of the largest size that may be under way at once, of all visitors."""


class Bodies:
    """Audio, guestbook, JSON with a history, and other JSON have a cap each."""

    def __init__(self, app: ASGIApp, *, max_audio_bytes: int) -> None:
        self.app = app
        self.largest = max_audio_bytes + MULTIPART_OVERHEAD_BYTES
        self.under_way = UnderWay(SHARES * self.largest)

    def cap(self, path: str) -> int:
        if is_audio(path) or path == CHUNK:
            return self.largest
        if path in HISTORY_PATHS:
            return HISTORY_BYTES
        return GUESTBOOK_BYTES if path == "/api/guestbook" else JSON_BYTES

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        cap = self.cap(scope["path"])
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdecimal() and int(declared) > cap:
            await refuse(PayloadTooLarge(), scope, receive, send)
        elif scope["method"] in WITH_A_BODY:
            await self._read_first(scope, receive, send, cap)
        else:
            await self.app(scope, receive, send)

    async def _read_first(
        self, scope: Scope, receive: Receive, send: Send, cap: int
    ) -> None:
        with self.under_way.body(scope["state"]["visitor"]) as body:
            error = await self._read(body, receive, cap)
        if error is not None:
            await refuse(error, scope, receive, send, more_body=body.more)
        elif not body.left:
            whole: list[Message] = [body.message()]

            async def receive_whole() -> Message:
                return whole.pop() if whole else await receive()

            await self.app(scope, receive_whole, send)

    async def _read(
        self, body: Body, receive: Receive, cap: int
    ) -> ServiceError | None:
        """Why it is refused, if it is."""
        while body.more and not body.left:
            try:
                message = await receive()
            except asyncio.CancelledError:
                if not body.cut_short:
                    raise
                body.task.uncancel()
                return Overloaded()
            body.left = message["type"] == "http.disconnect"
            body.more = message.get("more_body", False)
            self.under_way.take(body, message.get("body", b""))
            if body.size > cap:
                return PayloadTooLarge()
            if body.cut_short:
                return Overloaded()
        return None


class Body:
    """One body on its way."""

    def __init__(self, visitor: str, task: asyncio.Task[None]) -> None:
        self.visitor = visitor
        self.task = task
        self.size = 0
        self.more = True
        self.left = False
        self.cut_short = False
        self.taken = bytearray()
        """One buffer: many small pieces would be far larger than what they bring."""

    def message(self) -> Message:
        """All of it, given away."""
        whole = bytes(self.taken)
        self.taken = bytearray()
        return {"type": "http.request", "body": whole, "more_body": False}


class UnderWay:
    """All bodies on their way, which may hold `most` bytes together.

    When they hold more, the largest body of whoever holds most is cut short: who sends
    much and slowly shuts nobody out.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._bodies: set[Body] = set()
        self._held = 0

    @contextmanager
    def body(self, visitor: str) -> Iterator[Body]:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - a coroutine always runs in a task
        body = Body(visitor, task)
        self._bodies.add(body)
        try:
            yield body
        finally:
            self._let_go(body)

    def take(self, body: Body, piece: bytes) -> None:
        """Add what has come; somebody's body may be cut short for it, or this one."""
        body.size += len(piece)
        body.taken += piece
        self._held += len(piece)
        while self._held > self._most:
            largest = self._largest()
            self._let_go(largest)
            largest.cut_short = True
            largest.taken.clear()
            if largest is not body:
                largest.task.cancel()

    def _largest(self) -> Body:
        held: Counter[str] = Counter()
        for body in self._bodies:
            held[body.visitor] += body.size
        ((visitor, _),) = held.most_common(1)
        own = (body for body in self._bodies if body.visitor == visitor)
        return max(own, key=lambda body: body.size)

    def _let_go(self, body: Body) -> None:
        if body in self._bodies:
            self._bodies.discard(body)
            self._held -= body.size

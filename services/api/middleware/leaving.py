"""A request is cancelled when its client disconnects, and frees what it holds."""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Leaving:
    """Cancels the work on a request whose client is gone; nobody would read it.

    The framework alone notices only in the middle of a stream.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "POST":
            await self.app(scope, receive, send)
            return
        await _Attended(receive, await receive()).run(self.app, scope, send)


class _Attended:
    """One request, watched from the end of its body to the end of its reply.

    `first` is what came of the body at first: all of it, where it was read before.
    """

    def __init__(self, receive: Receive, first: Message) -> None:
        self._receive = receive
        self._first: Message | None = first
        self._over = asyncio.Event()
        self._left = False
        self._read = False
        self._watch: asyncio.Task[None] | None = None

    async def run(self, app: ASGIApp, scope: Scope, send: Send) -> None:
        work = asyncio.current_task()
        assert work is not None  # noqa: S101 - a coroutine always runs in a task
        self._work = work

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.body" and not message.get("more_body"):
                # To the server a finished reply is the end of the client too.
                self._stop_watching()
            await send(message)

        self._attend(self._first)
        try:
            await app(scope, self.receive, send_on)
        except asyncio.CancelledError:
            if not self._left or work.cancelling() > 1:
                raise
        finally:
            self._stop_watching()
            if self._left:
                work.uncancel()

    async def receive(self) -> Message:
        """The body as it comes; afterwards, the news that the client is gone."""
        if self._first is not None:
            first, self._first = self._first, None
            return first
        if self._read:
            await self._over.wait()
            return {"type": "http.disconnect"}
        message = await self._receive()
        self._attend(message)
        return message

    def _attend(self, message: Message | None) -> None:
        """Watch from now on if `message` ends the body."""
        last = message is not None and not message.get("more_body")
        if message and message["type"] == "http.request" and last:
            self._read = True
            self._watch = asyncio.create_task(self._until_gone())

    async def _until_gone(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._left = True
        self._over.set()
        self._work.cancel()

    def _stop_watching(self) -> None:
        self._over.set()
        if self._watch is not None:
            self._watch.cancel()
            # The two hold each other: let go, so that both are freed at once.
            self._watch = None

"""One WebSocket of a talk: events in and out, bounded, until either side ends it."""

from __future__ import annotations

import asyncio
import time
from asyncio import sleep
from collections.abc import Callable
from typing import Any

import structlog
from starlette.websockets import WebSocket, WebSocketDisconnect

from services.realtime.talk import Talk

STUCK_S = 10.0
"""How long a client may take for one event before it does not read."""
SOUND_AHEAD_S = 10.0
"""Sound that may come faster than it was spoken; what follows is read as it is due."""
EVENTS_PER_S = 200
EVENTS_AHEAD = 400
GOODBYE_S = 1.0
LEFT_FOR_GOOD = (1000,)
CODES = {"not_read": 1008, "forgotten": 1000, "taken_over": 1001}

_log = structlog.get_logger(__name__)


class Flow:
    """How long a client that sends too much is not read from."""

    def __init__(self, per_s: float, ahead: float) -> None:
        self._per_s = per_s
        self._most = ahead
        self._ahead = 0.0
        self._at_s = time.monotonic()

    def wait_s(self, amount: float) -> float:
        """Take an amount, and return how long to wait for the next."""
        now_s = time.monotonic()
        self._ahead = max(0.0, self._ahead - self._per_s * (now_s - self._at_s))
        self._ahead += amount
        self._at_s = now_s
        return max(0.0, self._ahead - self._most) / self._per_s


class TalkConnection:
    """Carries one talk until it is lost; the talk may outlive it."""

    def __init__(self, socket: WebSocket, talk: Talk) -> None:
        self._socket = socket
        self._talk = talk
        self._sound = Flow(1.0, SOUND_AHEAD_S)
        self._events = Flow(EVENTS_PER_S, EVENTS_AHEAD)

    async def run(self) -> bool:
        """Whether the client may come back, once its events were carried."""
        sending = asyncio.create_task(self._send())
        receiving = asyncio.create_task(self._receive())
        ended = asyncio.create_task(self._ended())
        tasks: list[asyncio.Task[Any]] = [sending, receiving, ended]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
            self._talk.free.set()
        if not receiving.cancelled():
            return receiving.result() not in LEFT_FOR_GOOD
        why = "not_read" if ended.cancelled() else ended.result()
        _log.info("talk_hung_up", reason=why)
        await goodbye(self._socket, CODES.get(why, 1011), why)
        return ended.cancelled()

    async def _send(self) -> None:
        """Return when the client does not read."""
        while True:
            event = await self._talk.outbox.next()
            try:
                async with asyncio.timeout(STUCK_S):
                    await self._socket.send_text(event)
            except (TimeoutError, WebSocketDisconnect, RuntimeError):
                return

    async def _receive(self) -> int:
        """Return the code with which the client left."""
        while True:
            message = await self._socket.receive()
            if message["type"] == "websocket.disconnect":
                return int(message.get("code") or 1005)
            text = message.get("text")
            if text is None:
                self._talk.tell_error("Events are sent as text.", "binary_message")
                seconds = 0.0
            else:
                seconds = self._talk.take(text)
            wait_s = max(self._events.wait_s(1), self._sound.wait_s(seconds))
            if wait_s:
                await sleep(wait_s)

    async def _ended(self) -> str:
        """Return why the talk is to be hung up on."""
        await self._talk.outbox.ended.wait()
        return self._talk.outbox.why


async def goodbye(socket: WebSocket, code: int, why: str) -> None:
    """Close a WebSocket with a reason; a client that does not take it is cut off."""
    hang_up: Callable[[], None] | None = socket.scope["state"].get("hang_up")
    try:
        async with asyncio.timeout(GOODBYE_S):
            await socket.close(code, why)
            while (await socket.receive())["type"] != "websocket.disconnect":
                pass
    except (TimeoutError, RuntimeError, WebSocketDisconnect):
        if hang_up is not None:
            hang_up()

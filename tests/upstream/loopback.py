"""A server on loopback that speaks OpenAI's Realtime protocol, well or badly."""

from __future__ import annotations

import asyncio
import base64
import json
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import count
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from openai.types.realtime import RealtimeClientEvent, RealtimeServerEvent
from pydantic import TypeAdapter
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from services.upstream.line import Address

RATE_HZ = 24_000
CHARS_A_SECOND = 15.0
DELTA_S = 0.1
CLIENT: TypeAdapter[Any] = TypeAdapter(RealtimeClientEvent)
SERVER: TypeAdapter[Any] = TypeAdapter(RealtimeServerEvent)
USAGE = {
    "total_tokens": 3_710,
    "input_tokens": 3_412,
    "output_tokens": 298,
    "input_token_details": {
        "text_tokens": 3_400,
        "audio_tokens": 12,
        "image_tokens": 0,
        "cached_tokens": 3_008,
        "cached_tokens_details": {"text_tokens": 3_008, "audio_tokens": 0},
    },
    "output_token_details": {"text_tokens": 58, "audio_tokens": 240},
}
USAGE_USD = (392 * 0.6 + 3_008 * 0.06 + 58 * 2.4 + 12 * 10 + 240 * 20) / 1_000_000
"""What that costs at the prices of gpt-realtime-2.1-mini."""


def sound_of(sentence: str, mark: int) -> bytes:
    """Sound in which every sample is `mark`, so that it is known again."""
    samples = round(len(sentence) / CHARS_A_SECOND * RATE_HZ)
    return np.full(samples, mark, "<i2").tobytes()


@dataclass
class Asked:
    """One response that was asked for, with the means to answer it."""

    server: Loopback
    socket: ServerConnection
    create: dict[str, Any]
    response_id: str
    cancelled: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, kind: str, **fields: Any) -> None:
        await self.server.send(self.socket, kind, **fields)

    async def begin(self) -> None:
        await self.send("response.created", response=self._response("in_progress"))

    async def words(self, delta: str) -> None:
        kind = "response.output_audio_transcript.delta"
        await self.send(kind, **self.place, delta=delta)

    async def sound(self, pcm: bytes) -> None:
        step = round(DELTA_S * RATE_HZ) * 2
        for start in range(0, len(pcm), step):
            delta = base64.b64encode(pcm[start : start + step]).decode()
            await self.send("response.output_audio.delta", **self.place, delta=delta)

    async def end_words(self, transcript: str) -> None:
        kind = "response.output_audio_transcript.done"
        await self.send(kind, **self.place, transcript=transcript)

    async def end(
        self, *, usage: dict[str, Any] | None = USAGE, status: str = "completed"
    ) -> None:
        response = self._response(status)
        await self.send("response.done", response=response | {"usage": usage})

    async def say(self, *sentences: str, marks: Sequence[int] = (1000, 2000)) -> None:
        """Words first, each sentence's sound behind them, as it mostly is."""
        for place, (sentence, mark) in enumerate(zip(sentences, marks, strict=False)):
            for word in sentence.split():
                await self.words(
                    word if word == sentence.split()[0] and not place else f" {word}"
                )
            await self.sound(sound_of(sentence, mark))

    @property
    def place(self) -> dict[str, Any]:
        return {
            "response_id": self.response_id,
            "item_id": "item_out",
            "output_index": 0,
            "content_index": 0,
        }

    def _response(self, status: str) -> dict[str, Any]:
        return {
            "id": self.response_id,
            "object": "realtime.response",
            "status": status,
            "output": [],
        }


Answer = Callable[[Asked], Awaitable[None]]


def telling(*sentences: str, usage: dict[str, Any] | None = USAGE) -> Answer:
    """A reply as it should be."""

    async def answer(asked: Asked) -> None:
        await asked.begin()
        await asked.say(*sentences)
        await asked.end_words(" ".join(sentences))
        await asked.end(usage=usage)

    return answer


@dataclass
class Loopback:
    """Answers by its script, the last of it again and again; keeps what it is told."""

    script: deque[Answer]
    refusal: Response | None = None
    """What handshakes are answered with, instead of being accepted."""
    greeting: str = "session.created"
    heard: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    cancel_usage: dict[str, Any] | None = field(default_factory=lambda: USAGE)
    """What a cancelled response says that it took."""
    url: str = ""
    _sockets: set[ServerConnection] = field(default_factory=set)
    _server: Server | None = None
    _events: count[int] = field(default_factory=lambda: count(1))
    _responses: count[int] = field(default_factory=lambda: count(1))

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [event for event in self.heard if event["type"] == kind]

    async def send(self, socket: ServerConnection, kind: str, **fields: Any) -> None:
        event = {"type": kind, "event_id": f"event_{next(self._events)}", **fields}
        SERVER.validate_python(event)
        await socket.send(json.dumps(event))

    def admit(self, _: ServerConnection, request: Request) -> Response | None:
        self.paths.append(request.path)
        self.headers.append(dict(request.headers.raw_items()))
        return self.refusal

    async def hang_up(self) -> None:
        """Close every line that is open."""
        for socket in list(self._sockets):
            await socket.close(1001)

    async def serve(self, socket: ServerConnection) -> None:
        self._sockets.add(socket)
        session = {"type": "realtime", "id": "sess_1"}
        await self.send(socket, self.greeting, session=session)
        answers: dict[str, tuple[Asked, asyncio.Task[None]]] = {}
        with suppress(ConnectionClosed):
            async for frame in socket:
                event = json.loads(frame)
                CLIENT.validate_python(event)
                self.heard.append(event)
                await self._take(socket, event, answers)
        for _, task in answers.values():
            task.cancel()

    async def _take(
        self,
        socket: ServerConnection,
        event: dict[str, Any],
        answers: dict[str, tuple[Asked, asyncio.Task[None]]],
    ) -> None:
        match event["type"]:
            case "response.create":
                name = f"resp_{next(self._responses)}"
                asked = Asked(self, socket, event["response"], name)
                answer = self.script[0]
                if len(self.script) > 1:
                    self.script.popleft()
                task = asyncio.create_task(_answered(answer, asked))
                answers[name] = (asked, task)
            case "response.cancel":
                asked, task = answers[event["response_id"]]
                asked.cancelled.set()
                if not task.done():
                    task.cancel()
                    await asyncio.wait([task])
                    await asked.end(usage=self.cancel_usage, status="cancelled")

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    async def start(self, port: int = 0) -> None:
        self._server = await serve(
            self.serve, "127.0.0.1", port, process_request=self.admit, max_size=None
        )
        found = next(iter(self._server.sockets)).getsockname()[1]
        self.url = f"http://127.0.0.1:{found}/v1"


def port_of(address: Address) -> int:
    return urlsplit(address.base_url).port or 0


async def _answered(answer: Answer, asked: Asked) -> None:
    with suppress(ConnectionClosed):
        await answer(asked)


@asynccontextmanager
async def loopback(*script: Answer, port: int = 0) -> AsyncIterator[Loopback]:
    server = Loopback(deque(script))
    await server.start(port)
    try:
        yield server
    finally:
        await server.stop()


def refusal(status: HTTPStatus, **headers: str) -> Response:
    from websockets.datastructures import Headers

    named = {name.replace("_", "-"): value for name, value in headers.items()}
    body = b"{}"
    head = Headers(**named, **{"Content-Length": str(len(body)), "Connection": "close"})
    return Response(status.value, status.phrase, head, body)

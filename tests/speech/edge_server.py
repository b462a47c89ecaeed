"""A loopback server that speaks edge-tts's protocol, its failures included."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Literal

from aiohttp import WSCloseCode, WSMsgType, web

from tests.speech.loopback import serving

Fault = Literal[
    "forbidden",
    "stall_before_handshake",
    "stall_before_audio",
    "close_before_audio",
    "close_in_the_middle",
    "no_audio",
    "garbage_text",
    "garbage_binary",
    "garbage_metadata",
    "not_sound",
]


@dataclass
class EdgeServer:
    """Answers every request with `mp3`, in small messages as the service does."""

    mp3: bytes
    fault: Fault | None = None
    url: str = ""
    requests: list[str] = field(default_factory=list)
    configurations: list[str] = field(default_factory=list)
    heard: asyncio.Event = field(default_factory=asyncio.Event)
    leaving: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if self.fault == "forbidden":
            return web.Response(status=403)
        if self.fault == "stall_before_handshake":
            await self.leaving.wait()
        socket = web.WebSocketResponse(compress=True)
        await socket.prepare(request)
        async for message in socket:
            if message.type != WSMsgType.TEXT:
                break
            head, _, body = message.data.partition("\r\n\r\n")
            if "Path:speech.config" in head:
                self.configurations.append(body)
            elif "Path:ssml" in head:
                self.requests.append(body)
                self.heard.set()
                await self._speak(socket)
        return socket

    async def _speak(self, socket: web.WebSocketResponse) -> None:
        await socket.send_str("X-RequestId:1\r\nPath:turn.start\r\n\r\n{}")
        if self.fault == "stall_before_audio":
            await self.leaving.wait()
        elif self.fault == "close_before_audio":
            await socket.close(code=WSCloseCode.INTERNAL_ERROR)
        elif self.fault == "garbage_text":
            await socket.send_str("no headers at all")
        elif self.fault == "garbage_binary":
            await socket.send_bytes(b"\xff\xff\xff")
        elif self.fault == "garbage_metadata":
            await socket.send_str("Path:audio.metadata\r\n\r\n{}")
        elif self.fault == "no_audio":
            await socket.send_str("X-RequestId:1\r\nPath:turn.end\r\n\r\n{}")
        elif self.fault == "not_sound":
            await self._send(socket, b"this is no mp3" * 100)
        elif self.fault == "close_in_the_middle":
            await self._send(socket, self.mp3[: len(self.mp3) // 2], end=False)
            await socket.close()
        else:
            await self._send(socket, self.mp3)

    async def _send(
        self, socket: web.WebSocketResponse, sound: bytes, *, end: bool = True
    ) -> None:
        head = b"X-RequestId:1\r\nContent-Type:audio/mpeg\r\nPath:audio\r\n"
        for start in range(0, len(sound), 720):
            piece = sound[start : start + 720]
            await socket.send_bytes(len(head).to_bytes(2, "big") + head + piece)
        boundary = {
            "Type": "SentenceBoundary",
            "Data": {"Offset": 0, "Duration": 1, "text": {"Text": "x"}},
        }
        metadata = json.dumps({"Metadata": [boundary]})
        await socket.send_str(f"Path:audio.metadata\r\n\r\n{metadata}")
        if end:
            last = b"X-RequestId:1\r\nPath:audio\r\n"
            await socket.send_bytes(len(last).to_bytes(2, "big") + last)
            await socket.send_str("X-RequestId:1\r\nPath:turn.end\r\n\r\n{}")


@asynccontextmanager
async def edge_server(
    mp3: bytes, fault: Fault | None = None
) -> AsyncIterator[EdgeServer]:
    server = EdgeServer(mp3, fault)
    app = web.Application()
    app.router.add_get("/edge/v1", server.handle)
    async with serving(app) as address:
        server.url = f"ws://{address}/edge/v1"
        try:
            yield server
        finally:
            server.leaving.set()

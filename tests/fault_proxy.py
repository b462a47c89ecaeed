"""Stands in front of any provider and gets in the way, in one way at a time."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal, get_args

Fault = Literal[
    "refuse",
    "black_hole",
    "delay",
    "drip",
    "reset",
    "429",
    "403",
    "500",
    "truncated",
    "html",
    "endless",
]
FAULTS: tuple[Fault, ...] = get_args(Fault)

SECRET = "PROXY-SECRET-0815"
"""Part of every answer of the proxy's own: none of it may reach a visitor."""
DELAY_S = 60.0
DRIP_GAP_S = 1.0
BLOCK = 65536
JSON = "application/json"
OWN_ANSWERS: dict[Fault, tuple[str, str, str]] = {
    "429": (
        "429 Too Many Requests\r\nRetry-After: 30",
        JSON,
        f'{{"message": "{SECRET}"}}',
    ),
    "403": ("403 Forbidden", JSON, f'{{"message": "{SECRET}"}}'),
    "500": ("500 Internal Server Error", JSON, f'{{"message": "{SECRET}"}}'),
    "truncated": ("200 OK", JSON, f'{{"message": "{SECRET}", "choices": [{{"mess'),
    "html": ("200 OK", "text/html", f"<html><h1>{SECRET}</h1></html>"),
}
Pipe = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class FaultProxy:
    """Without a fault everything passes, WebSockets included.

    `met` counts requests that came in, whatever became of them.
    """

    def __init__(self, upstream_port: int) -> None:
        self._upstream_port = upstream_port
        self._fault: Fault | None = None
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()
        self.port = 0
        self.met = 0

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    async def turn(self, fault: Fault | None) -> None:
        """From now on; connections that are open are hung up."""
        await self.close()
        self._fault = fault
        if fault != "refuse":
            await self._listen()

    async def close(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(
            self._accept, "127.0.0.1", self.port, limit=2**20
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def _accept(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            await self._meet((reader, writer))
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the client has left, or the proxy was turned
        finally:
            self._open.discard(task)
            writer.close()

    async def _meet(self, client: Pipe) -> None:
        reader, writer = client
        asked = await _request(reader)
        self.met += 1
        fault = self._fault
        if fault == "black_hole":
            await reader.read()
        elif fault == "endless":
            await _talk_on(writer)
        elif fault in OWN_ANSWERS:
            await _answer(writer, *OWN_ANSWERS[fault])
        else:
            await asyncio.sleep(DELAY_S if fault == "delay" else 0)
            await self._pass(asked, client)

    async def _pass(self, asked: bytes, client: Pipe) -> None:
        upstream = await asyncio.open_connection("127.0.0.1", self._upstream_port)
        try:
            upstream[1].write(asked)
            async with asyncio.TaskGroup() as both:
                there = both.create_task(_pump(client[0], upstream[1]))
                await self._bring_back(upstream[0], client[1])
                there.cancel()
        finally:
            upstream[1].close()

    async def _bring_back(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        if self._fault == "drip":
            await _pump(reader, writer, at_once=1, gap_s=DRIP_GAP_S)
        elif self._fault == "reset":
            head = await reader.readuntil(b"\r\n\r\n")
            body = await reader.read(BLOCK)
            writer.write(head + body[: len(body) // 2])
            await writer.drain()
            await asyncio.sleep(0.05)  # a reset may overtake what was sent before it
            _reset(writer)
        else:
            await _pump(reader, writer)


@asynccontextmanager
async def proxied(upstream_port: int) -> AsyncIterator[FaultProxy]:
    proxy = FaultProxy(upstream_port)
    await proxy.turn(None)
    try:
        yield proxy
    finally:
        await proxy.close()


async def _request(reader: asyncio.StreamReader) -> bytes:
    """A whole request: hanging up in the middle of one would be a fault of its own."""
    head = await reader.readuntil(b"\r\n\r\n")
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return head + await reader.readexactly(int(line.split(b":")[1]))
    return head


async def _answer(
    writer: asyncio.StreamWriter, status: str, kind: str, body: str
) -> None:
    writer.write(
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
        f"Connection: close\r\n\r\n{body}".encode()
    )
    await writer.drain()


async def _talk_on(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    while True:
        writer.write(SECRET.encode() * 100)
        await writer.drain()
        await asyncio.sleep(0.001)


async def _pump(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    *,
    at_once: int = BLOCK,
    gap_s: float = 0.0,
) -> None:
    while data := await reader.read(at_once):
        writer.write(data)
        await writer.drain()
        await asyncio.sleep(gap_s)


def _reset(writer: asyncio.StreamWriter) -> None:
    connection = writer.get_extra_info("socket")
    linger = struct.pack("ii", 1, 0)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    writer.transport.abort()

"""Floods of what comes slowly, or without end: bodies, uploads and trailers."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from itertools import cycle

from bench.attacked import request

BODIES, IDLE = 64, 200
BYTES_PER_S = 700
UPLOADERS, UPLOADS = 3, 8
TRAILING = 8
GONE = (ConnectionError, asyncio.IncompleteReadError, TimeoutError)
FIELD = b"authorization: Bearer x\r\n" * 2000


async def slow_bodies(port: int) -> None:
    """One visitor holds as many questions open as there are places."""
    begun = request(
        "POST",
        "/ask",
        headers={"content-length": "60000", "x-forwarded-for": "198.51.100.1"},
    )
    await asyncio.gather(*(drip(port, begun) for _ in range(BODIES)))


async def idle_connections(port: int) -> None:
    """Connections on which nothing is ever asked; closed, they are opened again."""

    async def idle() -> None:
        while True:
            with suppress(*GONE):
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                try:
                    await reader.read()
                finally:
                    writer.close()
            await asyncio.sleep(0.05)

    await asyncio.gather(*(idle() for _ in range(IDLE)))


async def slow_uploads(port: int) -> None:
    """Three addresses send recordings that never become whole."""
    kind = {"content-type": "multipart/form-data; boundary=edge"}
    size = {"content-length": "5000000"}
    await asyncio.gather(
        *(
            drip(port, request("POST", "/process", headers=kind | size | who))
            for _ in range(UPLOADS)
            for who in map(address, range(UPLOADERS))
        )
    )


async def endless_trailers(port: int) -> None:
    """Fields behind a body, for as long as they are taken; then once more."""
    chunked = {"transfer-encoding": "chunked", "x-forwarded-for": "198.51.100.2"}
    head = request("POST", "/ask", headers=chunked)
    head = head.replace(b"content-length: 0\r\n", b"") + b"2\r\n{}\r\n0\r\n"

    async def trail() -> None:
        while True:
            with suppress(*GONE):
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.write(head)
                for field in cycle([FIELD]):
                    writer.write(field)
                    await writer.drain()

    await asyncio.gather(*(trail() for _ in range(TRAILING)))


async def drip(port: int, begun: bytes) -> None:
    """A request whose body comes at 700 B/s; hung up on, it is begun again."""
    while True:
        with suppress(*GONE):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                writer.write(begun)
                closed = asyncio.create_task(reader.read())
                while not closed.done():
                    writer.write(b" " * BYTES_PER_S)
                    await asyncio.wait([closed], timeout=1)
                await closed
            finally:
                writer.close()
        await asyncio.sleep(0.05)


def address(number: int) -> dict[str, str]:
    return {"x-forwarded-for": f"192.0.2.{number}"}

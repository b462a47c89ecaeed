"""Floods, from a process of their own: `python -m bench.flooding PORT NAME…`.

Who measures how long others wait must not wait for the flood's own work. Told to end,
it prints how often it was answered with which status, as JSON.
"""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections import Counter
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack, suppress
from typing import Any

from bench.attacked import exchange, request
from bench.slow_floods import (
    endless_trailers,
    idle_connections,
    slow_bodies,
    slow_uploads,
)

UNREAD = 45
SPEAKERS = 12
ENDLESS = "$5k " * 1000
LONG = ("I led the team for routing at a company that makes maps. " * 80)[:4000]
PAUSE_S = 0.02
GONE = (ConnectionError, asyncio.IncompleteReadError, TimeoutError)
Flood = Callable[[int], Coroutine[Any, Any, None]]
ANSWERED: Counter[int] = Counter()


async def unread_pages(port: int) -> None:
    """Readers of the largest page who take nothing of it."""
    message = request(
        "GET", "/api/guestbook?limit=100", headers={"x-forwarded-for": "198.51.100.3"}
    )
    async with AsyncExitStack() as readers:
        for _ in range(UNREAD):
            _, writer = await asyncio.open_connection("127.0.0.1", port, limit=1024)
            readers.callback(writer.close)
            writer.write(message)
        await asyncio.Event().wait()


async def pages_without_end(port: int) -> None:
    message = request(
        "GET", "/api/guestbook?limit=100", headers={"x-forwarded-for": "198.51.100.3"}
    )
    while True:
        await answered(port, message)


async def endless_texts(port: int) -> None:
    """One visitor has as much spoken, and encoded, as the service will."""
    who = {"x-forwarded-for": "198.51.100.8"}

    async def speak(number: int) -> None:
        orders = (
            {"text": ENDLESS},
            {"text": f"Number {number}. {LONG[:3980]}"},
            {"text": f"Number {number}. {LONG[:3980]}", "output_format": "opus"},
        )
        while True:
            for order in orders:
                await answered(port, request("POST", "/tts", order, who))

    await asyncio.gather(*(speak(number) for number in range(SPEAKERS)))


async def answered(port: int, message: bytes) -> None:
    with suppress(*GONE):
        status, _, _ = await exchange(port, message)
        ANSWERED[status] += 1
    await asyncio.sleep(PAUSE_S)


FLOODS: dict[str, Flood] = {
    "unread_pages": unread_pages,
    "pages_without_end": pages_without_end,
    "endless_texts": endless_texts,
    "endless_trailers": endless_trailers,
    "idle_connections": idle_connections,
    "slow_bodies": slow_bodies,
    "slow_uploads": slow_uploads,
}


async def main(port: int, *names: str) -> None:
    floods = asyncio.gather(*(FLOODS[name](port) for name in names))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, floods.cancel)
    with suppress(asyncio.CancelledError):
        await floods
    print(json.dumps(ANSWERED))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), *sys.argv[2:]))

"""Storms of uploads, slow and leaving clients, and visitors who invent names."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from secrets import token_urlsafe

from bench.attacked import (
    QUESTION,
    Attacked,
    Reply,
    attacked,
    exchange,
    p99,
    replied,
    request,
    timed,
    upload,
)
from bench.figure import Figure

ASK = request("POST", "/ask", {"text": QUESTION})
PROXY = {"TRUSTED_PROXIES": "127.0.0.1"}
ALLOWED = 30
WINDOW_S = 60.0
GONE = (ConnectionError, asyncio.IncompleteReadError)


def figures(data: Path | None) -> Iterable[Figure]:
    for proof in (uploads, slow_clients, leavers, invented_names):
        yield from asyncio.run(proof())


async def uploads(clients: int = 1000) -> list[Figure]:
    """As many visitors as uploads, all at once."""
    async with attacked(**PROXY, RATE_LIMIT_ENABLED="true") as server:
        _, _, alone = await exchange(server.port, upload(headers=visitor(0)))
        heard = json.loads(alone)["transcription"]
        idle_mb = server.resident_mb()
        watch = asyncio.create_task(peak_mb(server))
        # Made ready first: the clients' own work must not count as waiting.
        ready = [upload(headers=visitor(n)) for n in range(1, clients + 1)]
        storm = [one_upload(server.port, message) for message in ready]
        replies = await asyncio.gather(*storm)
        ended = time.perf_counter()
        for _ in range(100):
            if (await exchange(server.port, upload(headers=visitor(9999))))[0] == 200:
                break
            await asyncio.sleep(0.1)
        recovered_s = time.perf_counter() - ended
        watch.cancel()
        peak = await watch
    taken = [r for _, r in replies if r is not None and r[0] == 200]
    refused_s = [s for s, r in replies if r is not None and r[0] in (429, 503)]
    right = sum(json.loads(r[2])["transcription"] == heard for r in taken)
    lost = len(replies) - len(taken) - len(refused_s)
    return [
        Figure("1.uploads_lost", lost, "", "== 0", f"of {clients}"),
        Figure("1.uploads_wrong", len(taken) - right, "", "== 0", f"of {len(taken)}"),
        Figure("1.refused_within_p99", p99(refused_s), "s", "<= 1"),
        Figure("1.memory_over_idle", peak - idle_mb, "MB", "<= 300"),
        Figure("1.recovery", recovered_s, "s", "<= 5"),
    ]


async def one_upload(port: int, message: bytes) -> tuple[float, Reply | None]:
    """Its reply and the time from the last byte sent to it; None for a reset."""
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(message)
        await writer.drain()
        started = time.perf_counter()
        reply = await replied(reader)
        writer.close()
    except GONE:
        return 0.0, None
    return time.perf_counter() - started, reply


def visitor(number: int) -> dict[str, str]:
    return {"x-forwarded-for": f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"}


async def peak_mb(server: Attacked) -> float:
    """The most there was, until it is cancelled."""
    peak = 0.0
    with suppress(asyncio.CancelledError):
        while True:
            peak = max(peak, server.resident_mb())
            await asyncio.sleep(0.05)
    return peak


async def slow_clients(clients: int = 500) -> list[Figure]:
    async with attacked() as server:
        for _ in range(50):
            await exchange(server.port, ASK)
        idle = await asks(server, 200)
        slow = [
            asyncio.create_task(drip(server.port, in_body=bool(n % 2)))
            for n in range(clients)
        ]
        await asyncio.sleep(1)
        meanwhile = await asks(server, 200)
        lasted = await asyncio.gather(*slow)
    return [
        Figure("2.slow_closed_after", max(lasted), "s", "<= 15", f"{clients} clients"),
        Figure("2.p99_over_idle", p99(meanwhile) / p99(idle), "x", "<= 5"),
    ]


async def asks(server: Attacked, count: int) -> list[float]:
    return [(await timed(server.port, ASK))[0] for _ in range(count)]


async def drip(port: int, *, in_body: bool) -> float:
    """A byte a second, in the head or the body, until the server has had enough."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    started = time.perf_counter()
    if in_body:
        writer.write(request("POST", "/ask", headers={"content-length": "9999"}))
    else:
        writer.write(b"GET / HTTP/1.1\r\n")
    closed = asyncio.create_task(reader.read())
    with suppress(ConnectionError):
        while not closed.done() and time.perf_counter() - started < 60:
            writer.write(b"a")
            await asyncio.wait([closed], timeout=1)
    with suppress(ConnectionError):
        await closed
    writer.close()
    return time.perf_counter() - started


async def leavers(clients: int = 500) -> list[Figure]:
    """A third leave mid-upload, a third mid-stream, a third while being heard."""
    async with attacked(**PROXY) as server:
        # What is made on first use, such as threads, is there to stay.
        await asyncio.gather(*(leave(server.port, n) for n in range(50)))
        await asyncio.gather(*(exchange(server.port, ASK) for _ in range(50)))
        await settled(server)
        before = server.held() | {"tasks": int(await tasks(server))}
        for first in range(0, clients, 50):
            await asyncio.gather(*(leave(server.port, first + n) for n in range(50)))
        await settled(server)
        after = server.held() | {"tasks": int(await tasks(server))}
    # Threads are those of pools, which grow to their bound and stay.
    aims = dict.fromkeys(before, "== 0") | {"threads": "<= 10"}
    return [
        Figure(f"3.{what}_left", max(0, after[what] - before[what]), "", aims[what])
        for what in before
    ]


async def tasks(server: Attacked) -> float:
    return await server.gauge("viva_voce_tasks")


async def settled(server: Attacked) -> None:
    """Until nothing is at work, and connections kept alive are closed."""
    for _ in range(300):
        if not await server.gauge("viva_voce_queue_at_work"):
            break
        await asyncio.sleep(0.2)
    await asyncio.sleep(7)


def stream(headers: dict[str, str]) -> bytes:
    return request("POST", "/smart/stream", {"text": QUESTION}, headers)


async def leave(port: int, number: int) -> None:
    message = (upload, lambda headers: stream(headers), upload)[number % 3]
    data = message(headers=visitor(number))
    with suppress(ConnectionError):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(data[: len(data) // 2] if number % 3 == 0 else data)
        await writer.drain()
        if number % 3 == 1:
            await reader.read(100)
        await asyncio.sleep(number % 7 * 0.02)
        writer.transport.abort()


async def invented_names(requests: int = 1000) -> list[Figure]:
    async with attacked(RATE_LIMIT_ENABLED="true") as server:
        codes = [(await exchange(server.port, invented(n)))[0] for n in range(requests)]
        limited = time.perf_counter()
        while (await exchange(server.port, ASK))[0] != 200:
            if time.perf_counter() - limited > 2 * WINDOW_S:
                break
            await asyncio.sleep(1)
        again_s = time.perf_counter() - limited
    return [
        Figure("5.served_over_limit", codes.count(200) - ALLOWED, "", "<= 0"),
        Figure("5.served_again_after", again_s, "s", f"<= {WINDOW_S + 2}"),
    ]


def invented(number: int) -> bytes:
    body = {"text": QUESTION, "session_id": token_urlsafe(16), "user_id": number}
    names = {"user-agent": f"agent/{number}", **visitor(number)}
    names |= {
        "forwarded": f"for=10.0.0.{number % 250}",
        "x-real-ip": f"10.9.8.{number}",
    }
    return request("POST", "/ask", body, names)

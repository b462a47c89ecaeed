"""A server that is told to stop finishes or refuses, and loses nothing."""

from __future__ import annotations

import asyncio
import json
import signal
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

from bench.attacked import QUESTION, Attacked, attacked, exchange, request, upload
from tests.ids import own_id
from tests.kept_vectors import with_vectors

LIMIT_S = 10.0
GONE = (ConnectionError, asyncio.IncompleteReadError)


async def tried(port: int, message: bytes) -> tuple[int, bytes]:
    """Status and body; 0 when it was hung up on."""
    try:
        status, _, body = await exchange(port, message)
    except GONE:
        return 0, b""
    return status, body


async def told_to_stop(server: Attacked) -> float:
    """Seconds until it is gone."""
    started = time.monotonic()
    server.process.send_signal(signal.SIGTERM)
    while server.process.is_running() and time.monotonic() - started < 2 * LIMIT_S:
        with suppress(Exception):
            if server.process.status() == "zombie":
                break
        await asyncio.sleep(0.02)
    return time.monotonic() - started


def logged(folder: Path) -> set[str]:
    """Sessions that the log of turns knows."""
    (path,) = (folder / "data").glob("*.sqlite3")
    with closing(sqlite3.connect(path)) as store:
        rows = store.execute("select session_id from interactions").fetchall()
    return {row[0] for row in rows}


async def test_what_is_under_way_is_finished_and_no_turn_is_lost() -> None:
    async with attacked(
        with_vectors, TRUSTED_PROXIES="127.0.0.1", LOG_LEVEL="INFO"
    ) as server:
        answered = set()
        for number in range(20):
            asked = {"text": QUESTION, "session_id": own_id(str(number))}
            status, _, _ = await exchange(server.port, request("POST", "/ask", asked))
            assert status == 200
            answered.add(asked["session_id"])
        heard = [
            asyncio.create_task(
                tried(server.port, upload(headers={"x-forwarded-for": f"10.0.0.{n}"}))
            )
            for n in range(2)
        ]
        await asyncio.sleep(0.3)  # so that they are at work, on a real server
        lasted_s = await told_to_stop(server)
        replies = await asyncio.gather(*heard)
        answered |= {json.loads(b)["session_id"] for s, b in replies if s == 200}
        assert lasted_s < LIMIT_S
        assert {status for status, _ in replies} <= {200, 503, 0}
        assert logged(server.folder) == answered
        left = [p for p in (server.folder / "tmp").rglob("*") if p.is_file()]
        left += (server.folder / "data" / "audio").glob("*.part")
        assert left == []
        assert b"Traceback" not in server.log.read_bytes()


async def test_a_client_that_dawdles_does_not_hold_it_up() -> None:
    async with attacked(with_vectors) as server:
        _, writer = await asyncio.open_connection("127.0.0.1", server.port)
        head = request("POST", "/ask", headers={"content-length": "5000"})
        writer.write(head + b"{")
        await asyncio.sleep(0.2)  # so that its request is at work
        assert await told_to_stop(server) < LIMIT_S
        writer.close()

"""Requests sent before the one at work is answered."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from bench.attacked import attacked
from bench.prove_floods import settled_mb
from services.api import answers_in_order
from services.api.middleware.leaving import Leaving
from tests.kept_vectors import with_vectors
from tests.server import Served, serving
from tests.wire.raw import answer, connect, head, question, rest

SOON_S = 5.0
GARBAGE = b"\x16\x03\x01 nonsense\r\n\r\n"


async def test_garbage_behind_requests_is_answered_after_them() -> None:
    async with attacked(with_vectors) as server:
        for count in (1, 3, 20):
            with connect(server.port) as client:
                client.sendall(question() * count + GARBAGE)
                for _ in range(count):
                    assert (await asyncio.to_thread(answer, client))[0] == 200
                status, body = await asyncio.to_thread(answer, client)
                assert (status, body["error_code"]) == (400, "INVALID_INPUT")
                assert rest(client) == b""
        log = server.log.read_bytes()
    assert b"Traceback" not in log


@pytest.mark.timeout(180)
async def test_a_flood_of_requests_at_once_is_cut_short_without_a_traceback() -> None:
    async with attacked(with_vectors) as server:
        await settled_mb(server)
        before = server.process.memory_info().rss
        for _ in range(10):
            with connect(server.port) as client:
                client.sendall(question() * 2000 + GARBAGE)
                said = await asyncio.to_thread(rest, client)
            assert said.count(b"HTTP/1.1 200") <= answers_in_order.MOST_PIPELINED + 2
        assert server.process.memory_info().rss - before < 100_000_000
        log = server.log.read_bytes()
    assert b"Traceback" not in log
    assert len(log) < 200_000


class Thought:
    """Thinks for ever about the first question; what becomes of it."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.given_up = threading.Event()
        self.paths: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        self.paths.append(scope["path"])
        await Request(scope, receive).body()
        self.asked.set()
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            self.given_up.set()
            raise
        await Response(b"x")(scope, receive, send)


@pytest.fixture
def thought(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Thought, Served]]:
    monkeypatch.setattr(answers_in_order, "LOOK_S", 0.05)
    thought = Thought()
    with serving(Leaving(thought)) as served:
        yield thought, served


@pytest.mark.parametrize("behind", [b"", question(), question() * 5, GARBAGE])
def test_who_leaves_is_missed_whatever_waits_behind(
    thought: tuple[Thought, Served], behind: bytes
) -> None:
    app, served = thought
    with connect(served.port) as client:
        client.sendall(question())
        assert app.asked.wait(SOON_S)
        client.sendall(behind)
        time.sleep(0.1)  # so that it is read before the client has gone
    assert app.given_up.wait(SOON_S)
    assert app.paths == ["/ask"]


def test_who_waits_is_not_taken_for_gone(thought: tuple[Thought, Served]) -> None:
    app, served = thought
    with connect(served.port) as client:
        client.sendall(question() + head("GET", "/other"))
        assert app.asked.wait(SOON_S)
        assert not app.given_up.wait(0.5)

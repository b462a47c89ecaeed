"""A WebSocket that is refused is a request like any other, in the log too."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import threading

import pytest
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from bench.attacked import attacked
from services.api.connection_limits import ConnectionLimits
from tests.kept_vectors import with_vectors
from tests.server import Served, serving
from tests.wire.raw import ENOUGH_S, answer, connect, head, rest

UPGRADE: dict[str, str | int] = {
    "connection": "Upgrade",
    "upgrade": "websocket",
    "sec_websocket_version": 13,
    "sec_websocket_key": "dGhlIHNhbXBsZSBub25jZQ==",
}


async def test_a_refused_one_is_logged_without_address_path_or_query() -> None:
    async with attacked(with_vectors, LOG_LEVEL="INFO") as server:
        for path in ("/voice/marked?secret=marked", "/ask?token=marked"):
            with connect(server.port) as client:
                client.sendall(head("GET", path, **UPGRADE))
                said = await asyncio.to_thread(rest, client)
            assert said.startswith(b"HTTP/1.1 403 ")
        with connect(server.port) as client:
            fields = UPGRADE | {"upgrade": "h2c"}
            client.sendall(head("GET", "/marked?a=marked", **fields))
            client.sendall(head("GET", "/health/live", connection="close"))
            await asyncio.to_thread(rest, client)
        log = server.log.read_text()
    lines = [json.loads(line) for line in log.splitlines() if line[:1] == "{"]
    refused = [line for line in lines if line.get("status") == 403]
    assert [line["event"] for line in refused] == ["request", "request"]
    assert {line["route"] for line in refused} == {"unknown"}
    assert "marked" not in log
    assert "127.0.0.1:" not in log.replace("http://127.0.0.1:", "")


NO_HANDSHAKES = {
    "post": head("POST", "/", connection="Upgrade", upgrade="websocket"),
    "no_key": head("GET", "/", connection="Upgrade", upgrade="websocket"),
    "long": head("GET", "/", **UPGRADE, x_long="a" * 9000),
    "many": head("GET", "/", **UPGRADE, **{f"x_{i}": "a" for i in range(130)}),
    "body": head("GET", "/", **UPGRADE, content_length=3) + b"abc",
}


@pytest.mark.parametrize("asked", NO_HANDSHAKES.values(), ids=NO_HANDSHAKES)
def test_an_upgrade_that_is_no_handshake_gets_400(
    unlimited: Served, asked: bytes
) -> None:
    """At once: before, only the deadline of a head ended it, with 408."""
    with connect(unlimited.port) as client:
        client.sendall(asked)
        said = rest(client)
    assert said.startswith(b"HTTP/1.1 400 ")


class Hesitant:
    """Answers requests; WebSockets it neither takes nor refuses, but for one path."""

    def __init__(self) -> None:
        self.begun = threading.Semaphore(0)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await Response("hello")(scope, receive, send)
        elif scope["type"] == "websocket":
            self.begun.release()
            await receive()
            if scope["path"] == "/taken":
                await send({"type": "websocket.accept"})
            await receive()


def test_upgrades_that_come_to_nothing_make_room_as_idle_connections_do() -> None:
    app, limits = Hesitant(), ConnectionLimits(most=4)
    with serving(app, limits=limits) as served, contextlib.ExitStack() as stack:
        for _ in range(8):
            client = stack.enter_context(connect(served.port))
            client.sendall(head("GET", "/", **UPGRADE))
            assert app.begun.acquire(timeout=ENOUGH_S)
        with connect(served.port) as client:
            client.sendall(head("GET", "/"))
            assert answer(client) == (200, b"hello")


def closed(client: socket.socket) -> bool:
    """Whether the server has hung up, once all that it said is read."""
    try:
        while client.recv(65536):
            pass
    except BlockingIOError:
        return False
    return True


def test_a_websocket_that_was_taken_makes_no_room() -> None:
    limits = ConnectionLimits(most=2)
    with serving(Hesitant(), limits=limits) as served, connect(served.port) as taken:
        taken.sendall(head("GET", "/taken", **UPGRADE))
        assert taken.recv(12) == b"HTTP/1.1 101"
        for _ in range(4):
            with connect(served.port) as client:
                client.sendall(head("GET", "/"))
                assert answer(client) == (200, b"hello")
        taken.setblocking(False)
        assert not closed(taken)

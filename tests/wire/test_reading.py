"""Readers: slow ones are waited for, those that read nothing are not."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import closing

import pytest
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from services.api import connection
from tests.server import Served, serving
from tests.wire.raw import head, rest

SIZE = 12_000_000
WINDOW_S = 0.4


async def large(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "http":
        await Response(b"x" * SIZE)(scope, receive, send)


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.setattr(connection, "UNREAD_S", WINDOW_S)
    with serving(large) as served:
        yield served


def reader(served: Served) -> closing[socket.socket]:
    """With a small buffer, so that what is not read is soon not sent either."""
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32_768)
    client.settimeout(10)
    client.connect(("127.0.0.1", served.port))
    return closing(client)


@pytest.mark.parametrize("fields", [{}, {"connection": "close"}])
def test_a_slow_reader_gets_it_all(served: Served, fields: dict[str, str]) -> None:
    """For many times the patience with one that reads nothing."""
    received = 0
    with reader(served) as client:
        client.sendall(head("GET", "/", **fields))
        began = time.monotonic()
        while received < SIZE and (piece := client.recv(400_000)):
            received += len(piece)
            time.sleep(0.01)
    assert received >= SIZE
    assert time.monotonic() - began > WINDOW_S


@pytest.mark.parametrize("fields", [{}, {"connection": "close"}])
def test_who_reads_nothing_is_let_go(served: Served, fields: dict[str, str]) -> None:
    with reader(served) as client:
        client.sendall(head("GET", "/", **fields))
        time.sleep(4 * WINDOW_S)
        assert len(rest(client)) < SIZE


def test_who_reads_next_to_nothing_is_let_go(served: Served) -> None:
    with reader(served) as client:
        client.sendall(head("GET", "/"))
        began = time.monotonic()
        try:
            while client.recv(1000) and time.monotonic() - began < 10:
                time.sleep(0.05)
        except ConnectionError:
            pass
    assert time.monotonic() - began < 8

"""Who reads slowly holds no place, and few may do so at once."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from starlette.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send

from services.api.middleware import slow_readers
from services.api.middleware.places import Places, UploadRoom
from services.api.middleware.request_scope import RequestScope
from services.metrics import Metrics
from tests.server import Served, serving
from tests.wire.raw import ENOUGH_S, answer, head, rest

SIZE = 12_000_000
PLACES = 4


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """A file and a short answer, with few places; whoever reads is slow at once."""
    monkeypatch.setattr(slow_readers, "SLOW_S", 0)
    path = tmp_path / "large"
    path.write_bytes(bytes(SIZE))

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            large = scope["path"] == "/audio/large"
            reply = FileResponse(path) if large else Response("hello")
            await reply(scope, receive, send)

    uploads = UploadRoom(most=10, per_visitor=4)
    guarded = RequestScope(
        Places(app, max_concurrent=PLACES, uploads=uploads),
        trusted_proxies=("127.0.0.1",),
        metrics=Metrics(),
    )
    with serving(guarded) as served:
        yield served


class Visitors:
    """Readers of the large file who have read no more than its head."""

    def __init__(self, served: Served, stack: ExitStack) -> None:
        self._served, self._stack = served, stack

    def ask(self, visitor: str, path: str) -> socket.socket:
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32_768)
        client.settimeout(ENOUGH_S)
        client.connect(("127.0.0.1", self._served.port))
        self._stack.callback(client.close)
        client.sendall(head("GET", path, x_forwarded_for=visitor, connection="close"))
        return client

    def begin(self, visitor: str) -> socket.socket:
        client = self.ask(visitor, "/audio/large")
        assert client.recv(12) == b"HTTP/1.1 200"
        return client


@pytest.fixture
def visitors(served: Served) -> Iterator[Visitors]:
    with ExitStack() as stack:
        yield Visitors(served, stack)


def is_whole(client: socket.socket) -> bool:
    """Whether all of the file comes when it is read at last."""
    return len(rest(client)) > SIZE


def test_slow_readers_hold_no_place(visitors: Visitors) -> None:
    readers = [visitors.begin(f"203.0.113.{n}") for n in range(2 * PLACES)]
    assert answer(visitors.ask("198.51.100.1", "/ask")) == (200, b"hello")
    assert all(map(is_whole, readers))


def test_of_a_visitor_few_read_slowly_and_the_oldest_goes(
    visitors: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slow_readers, "PER_VISITOR", 3)
    readers = [visitors.begin("203.0.113.1") for _ in range(5)]
    assert [*map(is_whole, readers)] == [False, False, True, True, True]


def test_in_all_few_read_slowly_and_who_has_most_makes_room(
    visitors: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slow_readers, "MOST", 4)
    names = ("203.0.113.1", "203.0.113.2", "203.0.113.2", "203.0.113.2", "203.0.113.3")
    readers = [visitors.begin(name) for name in names]
    assert [*map(is_whole, readers)] == [True, False, True, True, True]

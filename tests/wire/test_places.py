"""One visitor does not take everybody's place."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from services.api import body_deadline
from services.api.middleware import places
from services.api.middleware.bodies import UnderWay
from services.api.middleware.places import Places, Room, UploadRoom
from services.api.middleware.request_scope import RequestScope
from services.metrics import Metrics
from tests.server import Served, serving
from tests.sounds import encode, tone
from tests.wire.conftest import Serve
from tests.wire.raw import answer, connect, head

BEGUN = head("POST", "/ask", content_type="application/json", content_length=60_000)
MULTIPART = "multipart/form-data; boundary=edge"


@contextlib.contextmanager
def dawdling(port: int, *beginnings: bytes) -> Iterator[list[socket.socket]]:
    """Connections that have begun a request each and leave it at that."""
    with contextlib.ExitStack() as stack:
        clients = [stack.enter_context(connect(port)) for _ in beginnings]
        for client, begun in zip(clients, beginnings, strict=True):
            client.sendall(begun + b"{")
        time.sleep(0.3)  # so that all of them are read
        yield clients


def test_bodies_on_their_way_hold_no_place(serve: Serve) -> None:
    served = serve(rate_limit_enabled=False)
    with dawdling(served.port, *[BEGUN] * 64), httpx.Client(timeout=30) as http:
        for _ in range(5):
            reply = http.post(f"{served.url}/ask", json={"text": "hello"})
            assert reply.status_code == 200


def test_slow_uploads_of_three_addresses_shut_nobody_out(serve: Serve) -> None:
    served = serve(rate_limit_enabled=False, trusted_proxies=("127.0.0.1",))
    uploads = [
        head(
            "POST",
            "/vad",
            content_type=MULTIPART,
            content_length=5_000_000,
            x_forwarded_for=f"203.0.113.{number % 3}",
        )
        for number in range(24)
    ]
    files = {"audio_file": ("a.wav", encode(tone(440, 1.0), "wav"), "audio/wav")}
    with dawdling(served.port, *uploads), httpx.Client(timeout=30) as http:
        via = {"x-forwarded-for": "198.51.100.1"}
        reply = http.post(f"{served.url}/vad", files=files, headers=via)
    assert reply.status_code == 200


def test_a_body_has_a_deadline_by_its_size(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that never stops for long is too late all the same."""
    monkeypatch.setattr(body_deadline, "BODY_S", 0.5)
    monkeypatch.setattr(body_deadline, "BODY_WINDOW_BYTES", 1)
    served = serve(rate_limit_enabled=False)
    began = time.monotonic()
    with connect(served.port) as client:
        client.sendall(head("POST", "/ask", content_length=40_000))
        with contextlib.suppress(ConnectionError):
            while time.monotonic() - began < 8:
                client.sendall(b" " * 700)
                time.sleep(0.1)
                client.setblocking(False)
                with contextlib.suppress(BlockingIOError):
                    if client.recv(1, socket.MSG_PEEK):
                        break
                client.setblocking(True)
        client.setblocking(True)
        status, body = answer(client)
    assert (status, body["error_code"]) == (408, "INVALID_INPUT")
    assert 1.0 < time.monotonic() - began < 5


def test_a_body_in_chunks_has_the_same_deadline(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(body_deadline, "BODY_S", 0.3)
    served = serve(rate_limit_enabled=False)
    with connect(served.port) as client:
        client.sendall(head("POST", "/ask", transfer_encoding="chunked"))
        client.sendall(b"1\r\n{\r\n")
        assert answer(client)[0] == 408


class Crowded:
    """Answers when it is told to, and counts who is at work."""

    def __init__(self) -> None:
        self.at_work = self.most = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        self.at_work += 1
        self.most = max(self.most, self.at_work)
        await asyncio.sleep(0.2)
        self.at_work -= 1
        await Response(b"x")(scope, receive, send)


@pytest.fixture
def crowd() -> Iterator[tuple[Crowded, Served]]:
    app = Crowded()
    uploads = UploadRoom(most=10, per_visitor=4)
    guarded = RequestScope(
        Places(app, max_concurrent=64, uploads=uploads),
        trusted_proxies=("127.0.0.1",),
        metrics=Metrics(),
    )
    with serving(guarded) as served:
        yield app, served


def got(port: int, path: str = "/ask", **fields: str) -> int:
    with connect(port) as client:
        client.sendall(head("GET", path, **fields))
        return answer(client)[0]


def test_a_visitor_has_eight_places_and_waits_for_more(
    crowd: tuple[Crowded, Served],
) -> None:
    app, served = crowd
    with ThreadPoolExecutor(40) as pool:
        codes = [*pool.map(got, [served.port] * 40)]
    assert set(codes) == {200}
    assert app.most == places.PER_VISITOR


def test_visitors_wait_for_their_own_only(crowd: tuple[Crowded, Served]) -> None:
    _, served = crowd
    with ThreadPoolExecutor(41) as pool:
        own = [pool.submit(got, served.port) for _ in range(40)]
        time.sleep(0.1)  # so that some of them are at work
        assert got(served.port, x_forwarded_for="198.51.100.1") == 200
        assert not all(reply.done() for reply in own)
        assert {reply.result() for reply in own} == {200}


@pytest.mark.parametrize(("path", "count"), [("/tts", 8), ("/process", 4)])
def test_a_visitor_has_one_heavy_request_at_work_and_is_served_beside_it(
    crowd: tuple[Crowded, Served], path: str, count: int
) -> None:
    app, served = crowd
    with ThreadPoolExecutor(count) as pool:
        heavy = [pool.submit(got, served.port, path) for _ in range(count)]
        assert {reply.result() for reply in heavy} == {200}
        assert app.most == places.HEAVY_PER_VISITOR
        heavy = [pool.submit(got, served.port, path) for _ in range(count)]
        time.sleep(0.1)  # so that one of them is at work
        assert got(served.port) == 200
        assert got(served.port, path, x_forwarded_for="198.51.100.1") == 200
        assert not all(reply.done() for reply in heavy)


async def test_who_leaves_the_line_leaves_no_gap_in_it() -> None:
    room = Room(64)

    async def work(seconds: float) -> None:
        async with room.place("a"):
            await asyncio.sleep(seconds)

    first = [asyncio.create_task(work(0.1)) for _ in range(places.PER_VISITOR)]
    await asyncio.sleep(0)
    waiting = [asyncio.create_task(work(0)) for _ in range(10)]
    await asyncio.sleep(0)
    for task in waiting[::2]:
        task.cancel()
    await asyncio.gather(*first, *waiting, return_exceptions=True)
    assert [task.cancelled() for task in waiting] == [True, False] * 5
    assert not room.at_work


async def test_the_largest_body_of_the_largest_sender_makes_room() -> None:
    bodies = UnderWay(1000)
    cut: list[str] = []

    async def send(visitor: str, size: int) -> None:
        with bodies.body(visitor) as body:
            bodies.take(body, b"x" * size)
            try:
                await asyncio.sleep(0.2)
            except asyncio.CancelledError:
                cut.append(f"{visitor}{size}")
                body.task.uncancel()

    sizes = [("much", 400), ("much", 300), ("little", 250), ("other", 200)]
    await asyncio.gather(*(send(visitor, size) for visitor, size in sizes))
    assert cut == ["much400"]

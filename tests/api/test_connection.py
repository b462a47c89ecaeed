"""Connections that dawdle, over real sockets and with short limits."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from http.client import HTTPResponse

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from services.api import body_deadline, connection
from tests.server import Served, serving

ENOUGH_S = 5.0
LARGE = b"x" * 20_000_000


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Reads bodies, but for one path; another has much to say."""
    if scope["type"] != "http":
        return
    if scope["path"] == "/unread":
        await Response("no", 413)(scope, receive, send)
        return
    body = await Request(scope, receive).body()
    said = LARGE if scope["path"] == "/large" else b"%d" % len(body)
    await Response(said)(scope, receive, send)


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    for name in ("HEAD_S", "UNREAD_S", "LINGER_S", "REFUSED_S"):
        monkeypatch.setattr(connection, name, 0.3)
    monkeypatch.setattr(body_deadline, "BODY_WINDOW_S", 0.3)
    with serving(app) as served:
        yield served


def opened(served: Served) -> closing[socket.socket]:
    return closing(socket.create_connection((served.host, served.port), ENOUGH_S))


def read_to_end(client: socket.socket) -> bytes:
    """What comes until the server hangs up."""
    return b"".join(iter(lambda: client.recv(65536), b""))


def drip(client: socket.socket, data: bytes, *, gap_s: float = 0.05) -> bytes:
    """Send a byte at a time until the server has had enough; what it said."""
    gone = threading.Event()

    def send() -> None:
        try:
            for place in range(len(data)):
                client.sendall(data[place : place + 1])
                if gone.wait(gap_s):
                    return
        except OSError:
            return

    sender = threading.Thread(target=send)
    sender.start()
    try:
        return read_to_end(client)
    except ConnectionError:
        return b""
    finally:
        gone.set()
        sender.join()


def may_send(client: socket.socket, seconds: float) -> bool:
    """Whether a byte now and then is taken for so long, whatever is answered."""
    until = time.monotonic() + seconds
    try:
        while time.monotonic() < until:
            client.sendall(b"y")
            time.sleep(0.05)
    except OSError:
        return False
    return True


def replied(client: socket.socket) -> tuple[int, bytes]:
    """The next answer on a connection that stays."""
    reply = HTTPResponse(client)
    reply.begin()
    return reply.status, reply.read()


def code_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def test_a_connection_that_says_nothing_is_closed(served: Served) -> None:
    with opened(served) as client:
        assert code_of(read_to_end(client)) == 408


def test_a_head_that_never_ends_is_cut_short(served: Served) -> None:
    with opened(served) as client:
        answer = drip(client, b"GET / HTTP/1.1\r\n" + b"x-a: b\r\n" * 100)
    assert code_of(answer) == 408
    body = json.loads(answer.partition(b"\r\n\r\n")[2])
    assert (body["status"], body["error_code"]) == ("error", "INVALID_INPUT")


def test_empty_lines_do_not_keep_a_used_connection(served: Served) -> None:
    with opened(served) as client:
        client.sendall(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n")
        assert replied(client)[0] == 200
        started = time.monotonic()
        drip(client, b"\r\n" * 200)
    assert time.monotonic() - started < 3


def test_a_body_that_trickles_is_cut_short(served: Served) -> None:
    with opened(served) as client:
        head = b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9000\r\n\r\n"
        client.sendall(head)
        assert code_of(drip(client, b"y" * 9000)) == 408


def test_a_body_that_comes_steadily_is_read(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(body_deadline, "BODY_WINDOW_BYTES", 2)
    with opened(served) as client:
        head = b"POST / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n"
        client.sendall(head + b"content-length: 20\r\n\r\n")
        answer = drip(client, b"y" * 20)
    assert (code_of(answer), answer[-2:]) == (200, b"20")


def test_who_is_refused_may_read_why_while_still_sending(served: Served) -> None:
    with opened(served) as client:
        client.sendall(b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9000\r\n\r\n")
        client.sendall(b"y")
        answer = client.recv(65536)
        client.sendall(b"y" * 100)  # on its way when the answer came
        time.sleep(0.05)
        client.sendall(b"y")
        answer += read_to_end(client)
    assert code_of(answer) == 408


def test_who_is_refused_and_goes_on_sending_is_hung_up_on(served: Served) -> None:
    with opened(served) as client:
        client.sendall(b"nonsense\r\n\r\n")
        assert not may_send(client, ENOUGH_S)


def test_a_head_without_end_is_too_large(served: Served) -> None:
    with opened(served) as client:
        answer = b""
        try:
            client.sendall(b"GET / HTTP/1.1\r\nx-a: " + b"b" * 2_000_000)
            answer = read_to_end(client)
        except ConnectionError:
            return  # hung up on while still sending
    assert code_of(answer) == 431


def test_a_reader_that_reads_nothing_is_let_go(served: Served) -> None:
    with opened(served) as client:
        client.sendall(b"GET /large HTTP/1.1\r\nhost: a\r\n\r\n")
        time.sleep(1.0)  # the server's patience, measured on a real socket
        received = 0
        try:
            received = len(read_to_end(client))
        except ConnectionError:
            return
    assert received < len(LARGE)


def test_a_refused_body_is_read_over_for_a_while(served: Served) -> None:
    with opened(served) as client:
        client.sendall(b"POST /unread HTTP/1.1\r\nhost: a\r\n")
        client.sendall(b"content-length: 3000000\r\n\r\n")
        assert replied(client)[0] == 413
        client.sendall(b"y" * 3_000_000)
        client.sendall(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n")
        assert replied(client)[0] == 200


def test_a_refused_body_that_never_comes_is_not_waited_for(served: Served) -> None:
    with opened(served) as client:
        client.sendall(b"POST /unread HTTP/1.1\r\nhost: a\r\n")
        client.sendall(b"content-length: 3000000\r\n\r\n")
        assert replied(client)[0] == 413
        assert read_to_end(client) == b""


def test_what_is_no_http_gets_the_one_error_body(served: Served) -> None:
    answer = served.exchange(b"\x16\x03\x01 hello\r\n\r\n")
    assert code_of(answer) == 400
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["status"] == "error"


def test_quick_clients_are_served_again_and_again(served: Served) -> None:
    with opened(served) as client:
        for _ in range(20):
            client.sendall(
                b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\nabc"
            )
            assert replied(client) == (200, b"3")


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n", 400),
        (b"GET / HTTP/1.0\r\n\r\n", 200),
    ],
)
def test_a_request_names_one_host(served: Served, head: bytes, code: int) -> None:
    with opened(served) as client:
        client.sendall(head)
        assert code_of(read_to_end(client)) == code


def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes of the pieces that bodies are parsed into from now on."""
    sizes: list[int] = []
    on_body = connection.Connection.on_body

    def noted(self: connection.Connection, body: bytes) -> None:
        sizes.append(len(body))
        on_body(self, body)

    monkeypatch.setattr(connection.Connection, "on_body", noted)
    return sizes


CHUNKED = b"POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n"


@pytest.mark.parametrize("path", ["/", "/unread"])
def test_a_body_in_tiny_chunks_is_hung_up_on_and_parsed_no_further(
    served: Served, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """Also one that is refused, whose rest is only read over."""
    sizes = counted(monkeypatch)
    with opened(served) as client:
        with suppress(ConnectionError):
            client.sendall(CHUNKED.replace(b"/", path.encode(), 1))
            client.sendall(b"1\r\nx\r\n" * 200_000 + b"0\r\n\r\n")
        with suppress(ConnectionError):
            assert code_of(read_to_end(client)) in (400, 413)
    assert len(sizes) <= body_deadline.FREE_CHUNKS + 1


def test_chunks_of_a_fair_size_are_read_however_many(served: Served) -> None:
    size = body_deadline.CHUNK_BYTES
    with opened(served) as client:
        client.sendall(CHUNKED + b"%x\r\n%b\r\n" % (size, b"x" * size) * 5000)
        client.sendall(b"0\r\n\r\n")
        assert replied(client) == (200, b"%d" % (5000 * size))

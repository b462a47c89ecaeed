"""Fields behind a body: never headers, and never without end."""

from __future__ import annotations

import resource
from contextlib import suppress

import pytest

from bench.attacked import attacked
from bench.prove_floods import settled_mb
from tests.kept_vectors import with_vectors
from tests.server import Served
from tests.wire.conftest import TOKEN
from tests.wire.raw import answer, chunk, connect, head, rest

OWNER = b"authorization: Bearer " + TOKEN.encode() + b"\r\n"
ASKED = chunk(b'{"text": "hello"}')
JSON_CHUNKED = {"content_type": "application/json", "transfer_encoding": "chunked"}


@pytest.mark.parametrize("fields", [OWNER, b"x-a: b\r\n", b"x-a: b\r\n" * 20])
def test_trailers_are_refused(unlimited: Served, fields: bytes) -> None:
    with connect(unlimited.port) as client:
        client.sendall(head("POST", "/ask", **JSON_CHUNKED) + ASKED)
        client.sendall(b"0\r\n" + fields + b"\r\n")
        status, body = answer(client)
    assert (status, body["error_code"]) == (400, "INVALID_INPUT")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_token_behind_the_body_opens_nothing(unlimited: Served, method: str) -> None:
    path = {"GET": "/api/usage", "POST": "/api/test-ai-logging"}[method]
    with connect(unlimited.port) as client:
        client.sendall(head(method, path, transfer_encoding="chunked") + chunk(b"{}"))
        client.sendall(b"0\r\n" + OWNER + b"\r\n")
        status, _ = answer(client)
    assert status in (400, 401)


def test_a_trailer_is_no_header_of_the_next_request(unlimited: Served) -> None:
    with connect(unlimited.port) as client:
        client.sendall(head("POST", "/ask", **JSON_CHUNKED) + ASKED)
        client.sendall(b"0\r\n" + OWNER + b"\r\n" + head("GET", "/api/usage"))
        said = rest(client)
    assert b"HTTP/1.1 200" not in said


def test_chunks_without_trailers_are_a_body(unlimited: Served) -> None:
    with connect(unlimited.port) as client:
        for _ in range(2):
            pieces = b"".join(chunk(bytes([b])) for b in b'{"text": "hello"}')
            client.sendall(head("POST", "/ask", **JSON_CHUNKED) + pieces)
            client.sendall(b"0\r\n\r\n")
            assert answer(client)[0] == 200


@pytest.mark.timeout(180)
async def test_trailers_without_end_take_no_memory() -> None:
    """A process of its own, held to 3 GB as where it was seen to die."""
    async with attacked(with_vectors) as server:
        limit = 3_000_000_000
        resource.prlimit(server.process.pid, resource.RLIMIT_AS, (limit, limit))
        await settled_mb(server)
        before = server.process.memory_info().rss
        for endless in (b"x-a: b\r\n" * 8000, b"x-a: " + b"b" * 64_000, b"b" * 64_000):
            flood(server.port, endless)
        assert server.process.memory_info().rss - before < 100_000_000
        with connect(server.port) as client:
            client.sendall(head("GET", "/health/live"))
            assert answer(client)[0] == 200


def flood(port: int, endless: bytes, most: int = 200_000_000) -> None:
    """Send trailers until it is hung up on, or there were so many bytes of them."""
    with connect(port) as client:
        client.sendall(head("POST", "/ask", **JSON_CHUNKED) + ASKED + b"0\r\n")
        with suppress(ConnectionError):
            for _ in range(0, most, len(endless)):
                client.sendall(endless)

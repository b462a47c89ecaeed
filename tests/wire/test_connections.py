"""Connections that say nothing shut nobody out."""

from __future__ import annotations

import contextlib
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from services.api.connection_limits import ConnectionLimits
from tests.kept_vectors import with_vectors
from tests.server import serving
from tests.test_api_server import ROOT, environment, wait_for
from tests.wire.raw import answer, connect, head, rest

UNDER_ULIMIT = "ulimit -n {most}; exec {python} api_server.py"


@contextlib.contextmanager
def limited(folder: Path, most: int) -> Iterator[tuple[int, Path]]:
    """The service as a process with at most so many descriptors: port and log."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = folder / "log"
    command = UNDER_ULIMIT.format(most=most, python=sys.executable)
    settings = {"API_PORT": str(port), "ENVIRONMENT": "production"}
    with log.open("wb") as said:
        process = subprocess.Popen(
            ["/bin/sh", "-c", command],
            cwd=ROOT,
            env=environment(with_vectors(folder / "data"), **settings),
            stderr=said,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/health/live")
            yield port, log
        finally:
            process.terminate()
            process.wait(15)


def idle(port: int, count: int, begun: bytes = b"") -> contextlib.ExitStack:
    with contextlib.ExitStack() as stack:
        for _ in range(count):
            client = stack.enter_context(connect(port))
            with contextlib.suppress(ConnectionError):
                client.sendall(begun)
        return stack.pop_all()
    raise AssertionError


BEGUN = {
    "silent": b"",
    "head": b"GET / HT",
    "body": head("POST", "/vad", content_length=20_000_000) + b"x",
}


@pytest.mark.timeout(180)
def test_two_hundred_idle_ones_under_a_low_limit_reset_nobody(tmp_path: Path) -> None:
    with limited(tmp_path, 128) as (port, log):
        for begun in BEGUN.values():
            with idle(port, 200, begun):
                for _ in range(5):
                    reply = httpx.get(f"http://127.0.0.1:{port}/health", timeout=30)
                    assert reply.status_code == 200
                    asked = httpx.post(
                        f"http://127.0.0.1:{port}/ask", json={"text": "hi"}, timeout=30
                    )
                    assert asked.status_code == 200
        lines = [json.loads(x) for x in log.read_text().splitlines() if x[0] == "{"]
        told = [line for line in lines if line["event"] == "connections_limited"]
        assert told
        assert "127.0.0.1" not in str(told)
        assert "Traceback" not in log.read_text()


def test_the_soft_limit_is_raised() -> None:
    code = (
        "import resource; from services.api.connection_limits import most_connections;"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (100, 300));"
        "print(most_connections(), resource.getrlimit(resource.RLIMIT_NOFILE))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True
    )
    assert told.stdout.strip() == "236 (300, 300)"


async def hello(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "http":
        await PlainTextResponse("hello")(scope, receive, send)


def test_one_address_has_so_many_and_the_longest_idle_goes() -> None:
    limits = ConnectionLimits(most=1000, per_address=8)
    with serving(hello, limits=limits) as served:
        with contextlib.ExitStack() as stack:
            clients = [stack.enter_context(connect(served.port)) for _ in range(8)]
            for client in clients:
                client.sendall(head("GET", "/"))
                assert answer(client)[0] == 200
            newest = stack.enter_context(connect(served.port))
            newest.sendall(head("GET", "/"))
            assert answer(newest)[0] == 200
            assert rest(clients[0]) == b""
            for client in clients[1:]:
                client.sendall(head("GET", "/"))
                assert answer(client)[0] == 200
        for _ in range(100):
            if not limits.open:
                break
            time.sleep(0.05)
        assert limits.open == 0


def test_a_trusted_proxy_may_have_more() -> None:
    limits = ConnectionLimits(
        most=1000, per_address=4, exempt=lambda address: address == "127.0.0.1"
    )
    with serving(hello, limits=limits) as served, contextlib.ExitStack() as stack:
        clients = [stack.enter_context(connect(served.port)) for _ in range(20)]
        for client in clients:
            client.sendall(head("GET", "/"))
            assert answer(client)[0] == 200

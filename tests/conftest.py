"""What every test shares: no outside sockets, no leaked tasks, its own logging."""

from __future__ import annotations

import asyncio
import gc
import shutil
import socket
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import structlog

from tests.gateway import Gateway
from tests.kept_vectors import folder_of_the_run
from tests.needs import needs
from tests.once import worked_out_once
from tests.postgrest import PostgrestServer

LOOPBACK = ("127.", "::1", "localhost")


def pytest_collection_finish() -> None:
    """What was imported and collected stays: no later collection walks it again."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure(config: pytest.Config) -> None:
    """What the processes of a run shared goes with the one that began it."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(folder_of_the_run(), ignore_errors=True)


@pytest.fixture(autouse=True)
def _no_outside_network(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = str(address[0])
            if not host.startswith(LOOPBACK):
                raise OSError(f"tests may not reach {host}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session", autouse=True)
def _worked_out_once() -> Iterator[None]:
    with worked_out_once():
        yield


@pytest.fixture(autouse=True)
def _own_logging() -> Iterator[None]:
    """An application sets up the process's logging; the next test starts afresh."""
    yield
    structlog.reset_defaults()


@pytest.fixture(autouse=True)
async def _no_leaked_tasks() -> AsyncIterator[None]:
    before = asyncio.all_tasks()
    yield
    for _ in range(20):  # nested async generators are closed one turn after another
        await asyncio.sleep(0)
    leaked = [
        t
        for t in asyncio.all_tasks() - before - {asyncio.current_task()}
        if not t.done()
    ]
    assert not leaked, f"leaked tasks: {leaked}"


@pytest.fixture(scope="session")
def postgrest_server() -> Iterator[PostgrestServer]:
    """One for the whole run; a test that uses it finds it empty."""
    needs("postgres", "postgrest")
    server = PostgrestServer()
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture
async def gateway(postgrest_server: PostgrestServer) -> AsyncIterator[Gateway]:
    """A hosted database of this test's own, to all appearances."""
    postgrest_server.empty()
    gateway = Gateway(postgrest_server.rest_port)
    await gateway.start()
    yield gateway
    await gateway.stop()

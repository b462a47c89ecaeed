"""A real server on a socket of its own, for what only sockets can show."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

import uvicorn
from starlette.types import ASGIApp

from services.api.connection import Connection
from services.api.connection_limits import ConnectionLimits
from services.api.websocket import SERVED

START_S = 10.0
TICK_S = 0.02


@dataclass(frozen=True, slots=True)
class Served:
    host: str
    port: int

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    def exchange(self, request: bytes, *, wait_s: float = 5.0) -> bytes:
        """Send bytes as they are, and read until the other side closes or is silent."""
        with socket.create_connection((self.host, self.port), wait_s) as connection:
            connection.sendall(request)
            connection.settimeout(wait_s)
            return b"".join(iter(lambda: connection.recv(65536), b""))

    def get(self, target: str, *headers: str) -> bytes:
        """GET a request target that no client library would send as it is."""
        lines = [f"GET {target} HTTP/1.1", "Host: localhost", "Connection: close"]
        head = "\r\n".join([*lines, *headers, "", ""])
        return self.exchange(head.encode("utf-8", "surrogateescape"))


class Server(uvicorn.Server):
    """One that stops as soon as it is told to, where nobody is left to wait for."""

    async def main_loop(self) -> None:
        ticks = 0
        while not await self.on_tick(ticks):
            ticks += 1
            await asyncio.sleep(TICK_S)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self.server_state.connections or self.server_state.tasks:
            await super().shutdown(sockets)
            return
        for server in self.servers:
            server.close()
        for listener in sockets or []:
            listener.close()
        await self.lifespan.shutdown()


@contextmanager
def serving(
    app: ASGIApp, port: int = 0, *, limits: ConnectionLimits | None = None
) -> Iterator[Served]:
    """As our own entry point serves it, in a thread, on a free port unless given.

    There is no bound on connections but the `limits` given.
    """
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    server = Server(
        uvicorn.Config(
            app,
            loop="asyncio",
            http=partial(Connection, limits=limits),  # type: ignore[arg-type]
            log_level="error",
            access_log=False,
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=2,
            **SERVED,
        )
    )
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    try:
        yield Served(*_started(server, thread, listener))
    finally:
        server.should_exit = True
        thread.join(START_S)
        listener.close()


def _started(
    server: uvicorn.Server, thread: threading.Thread, listener: socket.socket
) -> tuple[str, int]:
    waited = threading.Event()
    for _ in range(int(START_S / 0.02)):
        if server.started or not thread.is_alive():
            break
        waited.wait(0.02)
    assert server.started, "the server did not start"
    host, port = listener.getsockname()[:2]
    return str(host), int(port)

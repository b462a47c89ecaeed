"""What stands before PostgREST at Supabase: `/rest/v1/`, api keys, and its bad days."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from tests.postgrest import role_token

PUBLIC_KEY = "sb_publishable_for_tests"
SECRET_KEY = "sb_secret_for_tests"
ROLES = {PUBLIC_KEY: "anon", SECRET_KEY: "service_role"}

Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Gateway:
    """Stands before PostgREST as Supabase's own gateway does, and can misbehave.

    `fault` replaces the database's answer; None lets requests through.
    """

    def __init__(self, rest_port: int) -> None:
        self._rest_port = rest_port
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()
        self.fault: Answer | None = None
        self.port = 0
        self.requests = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Refuse connections until it is started again, on the same port."""
        if self._server is not None:
            self._server.close()
        for task in list(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)
        self._server = None

    async def _accept(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            await self._serve(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._open.discard(task)
            writer.close()

    async def _serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        while head := await _head(reader):
            body = await reader.readexactly(int(_field(head, b"content-length") or 0))
            self.requests += 1
            if self.fault is not None:
                await self.fault(reader, writer)
                return
            role = ROLES.get(_field(head, b"apikey"))
            if role is None:
                body = b'{"message":"Invalid API key"}'
                await says(401, body)(reader, writer)
                return
            await self._pass_on(head, body, role, writer)

    async def _pass_on(
        self, head: bytes, body: bytes, role: str, writer: asyncio.StreamWriter
    ) -> None:
        first, *fields = head.replace(b" /rest/v1/", b" /", 1).rstrip().split(b"\r\n")
        own = (b"authorization:", b"connection:")
        lines = [line for line in fields if not line.lower().startswith(own)]
        lines.append(b"Authorization: Bearer " + role_token(role).encode())
        lines.append(b"Connection: close")
        rest_reader, rest_writer = await asyncio.open_connection(
            "127.0.0.1", self._rest_port
        )
        try:
            rest_writer.write(b"\r\n".join([first, *lines]) + b"\r\n\r\n" + body)
            await rest_writer.drain()
            answer = await rest_reader.read(-1)
        finally:
            rest_writer.close()
        writer.write(_with_length(answer))
        await writer.drain()


async def _head(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return b""


def _field(head: bytes, name: bytes) -> str:
    for line in head.split(b"\r\n"):
        if line.lower().startswith(name + b":"):
            return line.partition(b":")[2].strip().decode()
    return ""


def _with_length(answer: bytes) -> bytes:
    """An answer that ended with its connection or in chunks, as one of known length."""
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    if any(line.lower() == b"transfer-encoding: chunked" for line in lines):
        body = _joined(body)
    dropped = (b"transfer-encoding", b"connection", b"content-length")
    kept = [line for line in lines if not line.lower().startswith(dropped)]
    if b" 204 " not in lines[0] + b" ":
        kept.append(b"Content-Length: %d" % len(body))
    return b"\r\n".join(kept) + b"\r\n\r\n" + body


def _joined(chunked: bytes) -> bytes:
    body = b""
    while chunked:
        size, _, rest = chunked.partition(b"\r\n")
        length = int(size, 16)
        if not length:
            break
        body += rest[:length]
        chunked = rest[length + 2 :]
    return body


def says(status: int, body: bytes, kind: str = "application/json") -> Answer:
    """A fault: always this answer."""

    async def answer(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        writer.write(
            b"HTTP/1.1 %d Fault\r\nContent-Type: %s\r\nContent-Length: %d\r\n"
            b"Connection: close\r\n\r\n%s" % (status, kind.encode(), len(body), body)
        )
        await writer.drain()

    return answer


def silent(for_s: float) -> Answer:
    """A fault: nothing is said for so long."""

    async def answer(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        await asyncio.sleep(for_s)

    return answer

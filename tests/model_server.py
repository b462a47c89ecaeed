"""A chat-completions server on loopback whose every misbehaviour can be scripted."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

SECRET = "PROVIDER-SECRET-4711"
"""Part of every error the server sends: none of it may reach a visitor."""

Messages = list[dict[str, str]]
Say = Callable[[Messages], str]


@dataclass(frozen=True, slots=True)
class Behaviour:
    """How one request is answered. `say` gives the text for the prompt."""

    say: Say = lambda messages: plain_answer(messages)
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    delay_s: float = 0.0
    """Before the first byte."""
    gap_s: float = 0.0
    """Between the pieces of a stream, or the bytes when `drip`."""
    drip: bool = False
    silent: bool = False
    body: str | None = None
    """Sent instead of a completion."""
    packed: bytes | None = None
    """Sent as the bytes they are, instead of any text."""
    promised: int | None = None
    """A length that is more than what is sent; the connection stays open."""
    content_type: str = "application/json"
    cut: float = 1.0
    """Share of the reply that is sent before the connection is reset."""
    endless: bool = False
    usage: bool = True
    piece: str = r"\S+\s*"
    """What a stream is cut into."""


def plain_answer(messages: Messages) -> str:
    """The deterministic answer that the prompt carries."""
    found = re.search(r"A true, plain answer is: (.+)", messages[0]["content"])
    return found.group(1).strip() if found else "The résumé does not show that."


def saying(text: str) -> Behaviour:
    return Behaviour(say=lambda messages: text)


def failing(status: int, *headers: tuple[str, str]) -> Behaviour:
    body = json.dumps({"error": {"message": f"{SECRET} went wrong", "type": "x"}})
    return Behaviour(status=status, headers=headers, body=body)


def echo(messages: Messages) -> str:
    return "\n".join(message["content"] for message in messages)


ECHOING = Behaviour(say=echo)
SILENT = Behaviour(silent=True)
DRIPPING = Behaviour(drip=True, gap_s=1.0)
LIMITED = failing(429, ("Retry-After", "30"))
FORBIDDEN = failing(403)
BROKEN = failing(500)
TRUNCATED = Behaviour(
    body='{"id":"x","choices":[{"message":{"content":"Half a ' + SECRET
)
WRONG = Behaviour(body=json.dumps({"answer": SECRET, "choices": []}))
HTML = Behaviour(body=f"<html><h1>{SECRET}</h1></html>", content_type="text/html")
ENDLESS = Behaviour(endless=True)
RESET = Behaviour(cut=0.4)


@dataclass
class ModelServer:
    """Runs on a loop of its own, so that a slow test cannot slow it and the reverse."""

    script: Sequence[Behaviour] = ()
    otherwise: Behaviour = field(default_factory=Behaviour)
    requests: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    open_connections: int = 0
    connections: int = 0
    port: int = 0

    def __enter__(self) -> ModelServer:
        self._script = list(self.script)
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        if not self._ready.wait(10):
            raise TimeoutError("the model server did not start")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def calls(self) -> int:
        return len(self.requests)

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _connected(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.connections += 1
        self.open_connections += 1
        try:
            while await self._exchange(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            # Cancelled when the server stops; nobody waits for this task.
            pass
        finally:
            self.open_connections -= 1
            writer.close()

    async def _exchange(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        """Answer one request; whether the connection can take another."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.strip().split("\r\n")
        headers = {k.lower(): v for k, v in (line.split(": ", 1) for line in lines)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        asked = json.loads(body)
        behaviour = self._script.pop(0) if self._script else self.otherwise
        self.paths.append(first.split(" ")[1])
        self.headers.append(headers)
        self.requests.append(asked)
        await asyncio.sleep(behaviour.delay_s)
        if behaviour.silent:
            await reader.read()
            return False
        told = behaviour.body is not None or behaviour.packed is not None
        if asked.get("stream") and not told:
            return await self._send_stream(behaviour, asked, writer)
        return await self._send_whole(behaviour, asked, writer)

    def _whole(self, behaviour: Behaviour, asked: dict[str, Any]) -> str:
        """A completion as JSON; other protocols are subclasses."""
        return completion(behaviour, asked)

    def _pieces(
        self, behaviour: Behaviour, asked: dict[str, Any]
    ) -> AsyncIterator[str]:
        """The events of a stream."""
        return stream_pieces(behaviour, asked)

    async def _send_whole(
        self, behaviour: Behaviour, asked: dict[str, Any], writer: asyncio.StreamWriter
    ) -> bool:
        text = behaviour.body or self._whole(behaviour, asked)
        if behaviour.endless:
            text = text[:-1] + " " * 8_000_000
        data = text.encode() if behaviour.packed is None else behaviour.packed
        head = [
            f"HTTP/1.1 {behaviour.status} Scripted",
            f"Content-Type: {behaviour.content_type}",
            f"Content-Length: {behaviour.promised or len(data)}",
            *(f"{name}: {value}" for name, value in behaviour.headers),
        ]
        writer.write(("\r\n".join(head) + "\r\n\r\n").encode())
        await self._send(behaviour, data, writer)
        return await _finished(behaviour, writer)

    async def _send_stream(
        self, behaviour: Behaviour, asked: dict[str, Any], writer: asyncio.StreamWriter
    ) -> bool:
        writer.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n"
        )
        pieces = [piece async for piece in self._pieces(behaviour, asked)]
        sent = pieces[: max(1, int(len(pieces) * behaviour.cut))]
        if behaviour.endless:
            sent = sent[:-2]  # Without the two that end a stream.
        while True:
            for piece in sent:
                data = piece.encode()
                await self._send(behaviour, b"%x\r\n%b\r\n" % (len(data), data), writer)
                await asyncio.sleep(0 if behaviour.drip else behaviour.gap_s)
            if not behaviour.endless:
                break
        if behaviour.cut < 1.0:
            return await _finished(behaviour, writer)
        writer.write(b"0\r\n\r\n")
        await writer.drain()
        return True

    async def _send(
        self, behaviour: Behaviour, data: bytes, writer: asyncio.StreamWriter
    ) -> None:
        if not behaviour.drip:
            end = len(data) if behaviour.cut >= 1.0 else int(len(data) * behaviour.cut)
            writer.write(data if b"data:" in data else data[:end])
            await writer.drain()
            return
        for place in range(len(data)):
            writer.write(data[place : place + 1])
            await writer.drain()
            await asyncio.sleep(behaviour.gap_s)


async def _finished(behaviour: Behaviour, writer: asyncio.StreamWriter) -> bool:
    await writer.drain()
    if behaviour.cut >= 1.0:
        return True
    await asyncio.sleep(0.05)
    connection = writer.get_extra_info("socket")
    linger = (1).to_bytes(4, "little") + (0).to_bytes(4, "little")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    writer.transport.abort()
    return False


def completion(behaviour: Behaviour, asked: dict[str, Any]) -> str:
    text = behaviour.say(asked["messages"])
    reply: dict[str, Any] = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": answering_model(asked),
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": text},
                "finish_reason": "stop",
            }
        ],
    }
    if behaviour.usage:
        reply["usage"] = usage(asked, text)
    return json.dumps(reply)


def answering_model(asked: dict[str, Any]) -> str:
    return f"{asked['model']}-0601"


def usage(asked: dict[str, Any], text: str) -> dict[str, int]:
    prompt = sum(len(message["content"].split()) for message in asked["messages"])
    said = len(text.split())
    return {
        "prompt_tokens": prompt,
        "completion_tokens": said,
        "total_tokens": prompt + said,
    }


async def stream_pieces(
    behaviour: Behaviour, asked: dict[str, Any]
) -> AsyncIterator[str]:
    text = behaviour.say(asked["messages"])
    for word in re.findall(behaviour.piece, text):
        yield chunk(asked, {"content": word}, None)
    yield chunk(asked, {}, "stop", usage(asked, text) if behaviour.usage else None)
    yield "data: [DONE]\n\n"


def chunk(
    asked: dict[str, Any],
    delta: dict[str, str],
    finish: str | None,
    spent: dict[str, int] | None = None,
) -> str:
    data: dict[str, Any] = {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": answering_model(asked),
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }
    if spent:
        data["usage"] = spent
        data["x_groq"] = {"id": "req", "usage": spent}
    return f"data: {json.dumps(data)}\n\n"

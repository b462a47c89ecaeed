"""Requests as bytes, for what no client library would send."""

from __future__ import annotations

import json
import socket
from contextlib import closing
from typing import Any

ENOUGH_S = 30.0
CHUNKED = {"transfer-encoding": "chunked"}


def head(method: str, path: str, **fields: str | int) -> bytes:
    """A request line and headers; underscores in names stand for hyphens."""
    lines = [f"{method} {path} HTTP/1.1", "host: localhost"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    return "\r\n".join([*lines, "", ""]).encode()


def question(text: str = "hello", path: str = "/ask", **fields: str | int) -> bytes:
    body = json.dumps({"text": text}).encode()
    fields |= {"content_type": "application/json", "content_length": len(body)}
    return head("POST", path, **fields) + body


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def connect(port: int) -> closing[socket.socket]:
    return closing(socket.create_connection(("127.0.0.1", port), ENOUGH_S))


def answer(client: socket.socket) -> tuple[int, Any]:
    """Status and body of the next answer on a connection, and not a byte more."""
    said = b""
    while not said.endswith(b"\r\n\r\n"):
        byte = client.recv(1)
        if not byte:
            raise EOFError(said)
        said += byte
    line, *fields = said.decode().split("\r\n")
    sizes = [f.split(":")[1] for f in fields if f.startswith("content-length:")]
    body = client.recv(int(sizes[0]), socket.MSG_WAITALL)
    return int(line.split()[1]), json.loads(body) if body[:1] == b"{" else body


def rest(client: socket.socket) -> bytes:
    """Everything until the server hangs up, by a reset or in peace."""
    found = b""
    try:
        while piece := client.recv(65536):
            found += piece
    except ConnectionError:
        return found
    return found

"""A WebSocket that is refused is a request like any other, in the log too."""

from __future__ import annotations

import asyncio
import json

from bench.attacked import attacked
from tests.wire.raw import connect, head, rest

UPGRADE: dict[str, str | int] = {
    "connection": "Upgrade",
    "upgrade": "websocket",
    "sec_websocket_version": 13,
    "sec_websocket_key": "dGhlIHNhbXBsZSBub25jZQ==",
}


async def test_a_refused_one_is_logged_without_address_path_or_query() -> None:
    async with attacked(LOG_LEVEL="INFO") as server:
        for path in ("/voice/marked?secret=marked", "/ask?token=marked"):
            with connect(server.port) as client:
                client.sendall(head("GET", path, **UPGRADE))
                said = await asyncio.to_thread(rest, client)
            assert said.startswith(b"HTTP/1.1 403 ")
        with connect(server.port) as client:
            fields = UPGRADE | {"upgrade": "h2c"}
            client.sendall(head("GET", "/marked?a=marked", **fields))
            client.sendall(head("GET", "/health/live", connection="close"))
            await asyncio.to_thread(rest, client)
        log = server.log.read_text()
    lines = [json.loads(line) for line in log.splitlines() if line[:1] == "{"]
    refused = [line for line in lines if line.get("status") == 403]
    assert [line["event"] for line in refused] == ["request", "request"]
    assert {line["route"] for line in refused} == {"unknown"}
    assert "marked" not in log
    assert "127.0.0.1:" not in log.replace("http://127.0.0.1:", "")

"""A line to the upstream: what is written of it, and what ends it."""

from __future__ import annotations

import logging

import pytest

from services.llm.failures import Transient
from services.upstream.line import Address, Line
from tests.upstream.loopback import loopback, telling
from tests.upstream.rig import TRUE

KEY = "key-that-nobody-may-read"


async def test_the_key_is_in_no_log_at_any_level(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    async with loopback(telling(TRUE)) as server:
        line = await Line.open(Address(server.url, "m", "marin", KEY))
        await line.close()
        assert server.headers[0]["Authorization"] == f"Bearer {KEY}"
    ours = [record for record in caplog.records if "server" not in record.name]
    assert KEY not in " ".join(record.getMessage() for record in ours)


async def test_what_is_sent_into_a_closed_line_fails_as_one_that_broke() -> None:
    async with loopback(telling(TRUE)) as server:
        line = await Line.open(Address(server.url, "m", "marin", KEY))
        await line.close()
        assert not line.is_open
        with pytest.raises(Transient) as failed:
            await line.send({"type": "response.cancel"})
        assert failed.value.reason == "broken_off"


async def test_a_server_that_greets_otherwise_is_none() -> None:
    async with loopback(telling(TRUE)) as server:
        server.greeting = "session.updated"
        with pytest.raises(Exception, match="begins otherwise"):
            await Line.open(Address(server.url, "m", "marin", KEY))

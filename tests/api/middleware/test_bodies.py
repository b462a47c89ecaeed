"""Bodies that are too large, said beforehand or found out while reading."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from api_server import create_app
from tests.app import Visit, settings_for, visiting
from tests.server import serving

JSON = {"content-type": "application/json"}
CAPS = [
    ("/ask", 64_000),
    ("/tts", 64_000),
    ("/session/create", 64_000),
    ("/smart/query", 512_000),
]


async def dripped(size: int) -> AsyncIterator[bytes]:
    """A body whose length nobody was told."""
    for _ in range(0, size, 16_000):
        yield b" " * 16_000


@pytest.mark.parametrize(("path", "cap"), CAPS)
async def test_a_declared_length_over_the_cap_is_refused(
    visit: Visit, path: str, cap: int
) -> None:
    reply = await visit.http.post(path, content=b" " * (cap + 1), headers=JSON)
    assert (reply.status_code, reply.json()["error_code"]) == (413, "PAYLOAD_TOO_LARGE")


@pytest.mark.parametrize(("path", "cap"), CAPS)
async def test_a_length_that_was_not_declared_is_found_out(
    visit: Visit, path: str, cap: int
) -> None:
    reply = await visit.http.post(path, content=dripped(cap * 2), headers=JSON)
    assert (reply.status_code, reply.json()["error_code"]) == (413, "PAYLOAD_TOO_LARGE")


@pytest.mark.parametrize(("path", "cap"), CAPS)
async def test_what_keeps_to_the_cap_is_read(visit: Visit, path: str, cap: int) -> None:
    body = b'{"text": "hello"}'.ljust(cap)
    reply = await visit.http.post(path, content=body, headers=JSON)
    assert reply.status_code == 200


async def test_a_recording_over_its_cap_is_refused(tmp_path: Path) -> None:
    async with visiting(settings_for(tmp_path, max_audio_bytes=10_000)) as visit:
        near = await visit.say(sound=b"x" * 10_001)
        far = await visit.say(sound=b"x" * 100_000)
    for reply in (near, far):
        assert (reply.status_code, reply.json()["error_code"]) == (
            413,
            "PAYLOAD_TOO_LARGE",
        )


def test_a_client_that_sends_it_all_still_reads_the_refusal(tmp_path: Path) -> None:
    """Closing with bytes unread would reset the connection under the answer."""
    with serving(create_app(settings_for(tmp_path))) as server:
        reply = httpx.post(f"{server.url}/ask", content=b" " * 5_000_000, headers=JSON)
    assert reply.status_code == 413
    assert reply.json()["error_code"] == "PAYLOAD_TOO_LARGE"

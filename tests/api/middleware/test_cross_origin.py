"""What pages of other origins may do."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from tests.app import ORIGIN, Visit, settings_for, visiting

PREFLIGHTS = [
    ("/", "GET", "cache-control"),
    ("/session/create", "POST", "content-type"),
    ("/smart/query", "POST", "content-type"),
    ("/test/tts", "POST", "content-type"),
    ("/transcribe", "POST", "prefer"),
]
STRANGERS = [
    "https://evil.example",
    "null",
    "http://localhost",
    "http://localhost:3000.evil.example",
    "http://localhost:30001",
    "https://localhost:3000",
    "http://LOCALHOST:3000",
    "http://localhost:3000/",
    "http://evil.example#http://localhost:3000",
    "http://127.0.0.1:3001",
    "file://",
    "*",
    "",
]


async def preflight(
    visit: Visit, path: str, method: str, header: str, origin: str
) -> httpx.Response:
    return await visit.http.options(
        path,
        headers={
            "origin": origin,
            "access-control-request-method": method,
            "access-control-request-headers": header,
        },
    )


@pytest.mark.parametrize(("path", "method", "header"), PREFLIGHTS)
async def test_the_front_ends_preflights_pass(
    visit: Visit, path: str, method: str, header: str
) -> None:
    reply = await preflight(visit, path, method, header, ORIGIN)
    assert reply.status_code == 200
    assert reply.headers["access-control-allow-origin"] == ORIGIN
    assert header in reply.headers["access-control-allow-headers"].lower()


@pytest.mark.parametrize("origin", STRANGERS)
async def test_a_strange_origin_is_never_reflected(visit: Visit, origin: str) -> None:
    plain = await visit.http.get("/", headers={"origin": origin})
    asked = await preflight(visit, "/ask", "POST", "content-type", origin)
    for reply in (plain, asked):
        assert "access-control-allow-origin" not in reply.headers
    assert asked.status_code == 400


async def test_errors_carry_the_headers_too(visit: Visit) -> None:
    origin = {"origin": ORIGIN}
    for path in ("/nowhere", "/session/unknown-id", "/audio/.env"):
        reply = await visit.http.get(path, headers=origin)
        assert reply.headers["access-control-allow-origin"] == ORIGIN
    large = await visit.http.post("/ask", content=b"x" * 70_000, headers=origin)
    assert large.status_code == 413
    assert large.headers["access-control-allow-origin"] == ORIGIN


async def test_a_wildcard_comes_without_credentials(tmp_path: Path) -> None:
    async with visiting(settings_for(tmp_path, cors_origins=("*",))) as visit:
        reply = await visit.http.get("/", headers={"origin": "https://any.example"})
    assert reply.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in reply.headers


async def test_a_page_may_read_what_it_needs(visit: Visit) -> None:
    reply = await visit.http.get("/", headers={"origin": ORIGIN})
    exposed = reply.headers["access-control-expose-headers"].lower()
    for name in ("x-request-id", "retry-after", "processing_time_ms"):
        assert name in exposed

"""Only the host names that settings allow are answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app import ORIGIN, settings_for, visiting

ALLOWED = ("portfolio.example", "*.cards.example", "[::1]")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("portfolio.example", 200),
        ("PORTFOLIO.example:8000", 200),
        ("me.cards.example", 200),
        ("[::1]:8000", 200),
        ("cards.example", 422),
        ("evil.example", 422),
        ("portfolio.example.evil.example", 422),
        ("evilcards.example", 422),
        ("[::2]", 422),
        ("", 422),
    ],
)
async def test_a_host_is_answered_when_it_is_allowed(
    tmp_path: Path, host: str, status: int
) -> None:
    async with visiting(settings_for(tmp_path, allowed_hosts=ALLOWED)) as visit:
        reply = await visit.http.get("/", headers={"host": host, "origin": ORIGIN})
    assert reply.status_code == status
    assert reply.headers["access-control-allow-origin"] == ORIGIN
    if status != 200:
        assert reply.json()["error_code"] == "INVALID_INPUT"

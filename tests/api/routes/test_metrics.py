"""Who may read the figures: this machine, the owner, or all if the owner says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.api.routes.owner import BEARER, TOKEN
from tests.app import Visit, settings_for, visiting

STRANGER = "203.0.113.9"


async def test_this_machine_may_read_them(visit: Visit) -> None:
    await visit.ask("hello")
    reply = await visit.http.get("/metrics")
    assert reply.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert 'viva_voce_turns_total{channel="text",intent="greeting"} 1.0' in reply.text


@pytest.mark.parametrize("header", ["x-forwarded-for", "forwarded", "via"])
async def test_whoever_comes_through_a_proxy_is_not_this_machine(
    visit: Visit, header: str
) -> None:
    reply = await visit.http.get("/metrics", headers={header: "for=127.0.0.1"})
    assert (reply.status_code, reply.json()["error_code"]) == (403, "FORBIDDEN")


@pytest.mark.parametrize("client", [STRANGER, "2001:db8::1"])
async def test_a_stranger_needs_the_owners_token(tmp_path: Path, client: str) -> None:
    settings = settings_for(tmp_path, admin_token=TOKEN)
    async with visiting(settings, client=client) as visit:
        without = await visit.http.get("/metrics")
        with_token = await visit.http.get("/metrics", headers=BEARER)
    assert (without.status_code, with_token.status_code) == (401, 200)


async def test_the_owner_may_open_them_to_all(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, metrics_public=True)
    async with visiting(settings, client=STRANGER) as visit:
        assert (await visit.http.get("/metrics")).status_code == 200

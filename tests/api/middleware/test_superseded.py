"""Calls that have a better one say so, in headers and in the interface."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin

import pytest

from services.api import deprecations
from services.api.deprecations import DEPRECATIONS, Deprecation
from tests.app import ORIGIN, Visit, settings_for, visiting

SINCE, SUNSET = datetime(2026, 11, 1, tzinfo=UTC), datetime(2027, 6, 30, tzinfo=UTC)
LINK = re.compile(r'<([^>]*)>; rel="([\w-]+)"')
OLD = {("GET", "/session/{session_id}"): Deprecation(SINCE, "/content/types", SUNSET)}


@pytest.fixture
async def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Visit]:
    """A service in which a call goes away."""
    monkeypatch.setattr("api_server.DEPRECATIONS", OLD)
    async with visiting(settings_for(tmp_path)) as visit:
        yield visit


@pytest.mark.parametrize("path", ["/test/transcribe", "/api/v1/test/transcribe"])
async def test_an_older_name_says_what_replaces_it(visit: Visit, path: str) -> None:
    reply = await visit.say(path)
    assert reply.status_code == 200
    since = DEPRECATIONS["POST", "/test/transcribe"].since
    assert reply.headers["deprecation"] == f"@{int(since.timestamp())}"
    assert "sunset" not in reply.headers
    links = {rel: place for place, rel in LINK.findall(reply.headers["link"])}
    assert urljoin(path, links["deprecation"]) == "/docs"
    assert urljoin(path, links["successor-version"]) == "/transcribe"
    assert (await visit.http.get("/docs")).status_code == 200


async def test_pages_of_other_origins_may_read_it(visit: Visit) -> None:
    reply = await visit.http.post("/test/transcribe", headers={"origin": ORIGIN})
    assert reply.status_code == 422
    assert "deprecation" in reply.headers
    exposed = reply.headers["access-control-expose-headers"].split(", ")
    assert {"deprecation", "sunset", "link"} <= set(exposed)


async def test_other_calls_say_nothing(visit: Visit) -> None:
    for reply in (await visit.say("/transcribe"), await visit.http.get("/nope")):
        assert "deprecation" not in reply.headers
        assert "link" not in reply.headers


async def test_a_call_that_goes_away_says_when(old: Visit) -> None:
    reply = await old.http.get("/session/unknown-unknown")
    assert reply.status_code == 404
    assert reply.headers["deprecation"] == f"@{int(SINCE.timestamp())}"
    assert reply.headers["sunset"] == "Wed, 30 Jun 2027 00:00:00 GMT"
    kept = await old.http.delete("/session/unknown-unknown")
    assert "sunset" not in kept.headers


async def test_the_interface_marks_them(visit: Visit, old: Visit) -> None:
    for app, table in ((visit.app, DEPRECATIONS), (old.app, OLD)):
        marked = {
            (method.upper(), path)
            for path, methods in app.openapi()["paths"].items()
            for method, operation in methods.items()
            if operation.get("deprecated")
        }
        assert marked == set(table)


def test_what_replaces_a_call_is_there_and_comes_no_later(visit: Visit) -> None:
    paths = visit.app.openapi()["paths"]
    for (_, path), one in deprecations.DEPRECATIONS.items():
        assert path in paths
        assert one.successor in paths
        assert one.sunset is None or one.sunset > one.since

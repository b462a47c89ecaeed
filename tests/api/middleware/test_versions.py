"""Every address also stands below /api/v1, as the very same call."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from websockets.asyncio.client import connect

from api_server import create_app
from services.api.middleware.versions import versioned
from tests.app import ORIGIN, Visit, recording, settings_for, visiting, with_fakes
from tests.server import serving

KEY = "jK83hfH72hfbvkQPzz12"
NOWHERE = {"NOT_FOUND", "METHOD_NOT_ALLOWED"}


@pytest.mark.parametrize("address", [versioned, "/api/v1{}".format])
async def test_every_call_is_there_both_ways(visit: Visit, address: Any) -> None:
    """The calls below /api stand there with one `api`, and with two."""
    paths = visit.app.openapi()["paths"]
    assert len(paths) > 50
    for path, methods in paths.items():
        for method in methods:
            if path == "/api/dashboard/events":
                continue
            given = path.replace("{", "x").replace("}", "x")
            reply = await visit.http.request(method, address(given))
            code = ""
            if reply.headers.get("content-type") == "application/json":
                code = str(reply.json().get("error_code"))
            if path != "/content/{content_type}":
                assert code not in NOWHERE, (method, path)


@pytest.mark.parametrize(
    ("path", "same"),
    [
        ("/api/v1/content/types", "/content/types"),
        ("/api/v1/content/types/", "/content/types"),
        ("/api/v1/guestbook", "/api/guestbook"),
        ("/api/v1/api/guestbook", "/api/guestbook"),
        ("/api/v1/dashboard/session", "/api/dashboard/session"),
        ("/api/v1/dashboard", "/dashboard"),
        ("/api/v1/v1/models", "/v1/models"),
        ("/api/v1/web/js/api.js", "/web/js/api.js"),
    ],
)
async def test_the_answer_is_the_same(visit: Visit, path: str, same: str) -> None:
    found, expected = await visit.http.get(path), await visit.http.get(same)
    assert found.status_code == 200
    assert found.content == expected.content


@pytest.mark.parametrize(
    "path", ["/api/v1/nope", "/api/v1/api/v1/health", "/api/v1x", "/api/v2/health"]
)
async def test_nothing_else_is_there(visit: Visit, path: str) -> None:
    assert (await visit.http.get(path)).status_code == 404


async def test_the_log_and_the_figures_know_one_call(visit: Visit) -> None:
    for path in ("/ask", "/api/v1/ask"):
        reply = await visit.http.post(path, json={"text": "hello"})
        assert reply.status_code == 200
    told = (await visit.http.get("/api/v1/metrics")).text
    assert 'route="/ask",status="200"} 2.0' in told
    assert "/api/v1" not in told


async def test_limits_caps_and_keys_are_those_of_the_call(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, rate_limit_enabled=True, api_keys=f"site:{KEY}")
    async with visiting(settings) as visit:
        for path in ("/api/v1/v1/models", "/v1/models"):
            assert (await visit.http.get(path)).status_code == 401
        for number in range(10):
            path = "/api/v1/vad" if number % 2 else "/vad"
            assert (await visit.say(path)).status_code == 200
        assert (await visit.say("/api/v1/vad")).status_code == 429
        large = b"x" * 70_000
        assert (await visit.http.post("/api/v1/ask", content=large)).status_code == 413
        assert (await visit.http.get("/api/v1/health/live")).status_code == 200


async def test_a_browser_at_its_root_is_sent_to_its_page(visit: Visit) -> None:
    for path in ("/api/v1", "/api/v1/"):
        reply = await visit.http.get(path, headers={"accept": "text/html"})
        assert urljoin(path, reply.headers["location"]) == "/api/v1/app"
    moved = await visit.http.get("/api/v1/app/")
    assert urljoin("/api/v1/app/", moved.headers["location"]) == "/api/v1/app"


async def test_addresses_in_answers_are_below_it_too(visit: Visit) -> None:
    file = ("a.wav", recording(), "audio/wav")
    for path in ("/api/v1/transcribe", "/transcribe"):
        reply = await visit.http.post(
            path, files={"audio_file": file}, headers={"prefer": "respond-async"}
        )
        place = reply.headers["location"]
        expected = path.removesuffix("transcribe")
        assert place.startswith(f"http://localhost{expected}transcribe/jobs/")
        assert (await visit.http.get(place)).status_code == 200


async def test_the_interface_names_it_as_a_server(visit: Visit) -> None:
    """No call is described twice, so that generated clients have each once."""
    schema = (await visit.http.get("/openapi.json")).json()
    servers = [urljoin("/openapi.json", one["url"]) for one in schema["servers"]]
    assert servers == ["/", "/api/v1"]
    assert not any(path.startswith("/api/v1") for path in schema["paths"])
    below = (await visit.http.get("/api/v1/openapi.json")).json()
    (server,) = below.pop("servers")
    assert urljoin("/api/v1/openapi.json", server["url"]) == "/api/v1/"
    del schema["servers"]
    assert below == schema


async def test_names_of_operations_are_fit_for_functions(visit: Visit) -> None:
    paths = visit.app.openapi()["paths"].values()
    names = [one["operationId"] for path in paths for one in path.values()]
    assert len(set(names)) == len(names)
    assert all(name.isidentifier() for name in names)


async def test_pages_of_other_origins_may_ask_there(visit: Visit) -> None:
    reply = await visit.http.get("/api/v1/health", headers={"origin": ORIGIN})
    assert reply.headers["access-control-allow-origin"] == ORIGIN


async def test_a_talk_opens_there_too(tmp_path: Path) -> None:
    app = create_app(settings_for(tmp_path))
    with_fakes(app.state.services)
    with serving(app) as served:
        address = f"ws://{served.host}:{served.port}/api/v1/v1/realtime"
        async with connect(address) as socket:
            assert "session.created" in str(await socket.recv())

"""What the dashboard shows, over HTTP."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from api_server import create_app
from tests.api.routes.owner import BEARER, log_in, owned
from tests.app import Visit, settings_for
from tests.server import serving


@pytest.fixture
async def visit(tmp_path: Path) -> AsyncIterator[Visit]:
    async with owned(tmp_path) as visit:
        visit.http.headers.update(BEARER)
        yield visit


async def settle(visit: Visit) -> None:
    """Wait until what was asked is in the log."""
    await visit.services.session_log.flush()


async def test_a_turn_just_made_is_in_the_figures(visit: Visit) -> None:
    await visit.ask("which projects use python")
    await visit.say()
    await settle(visit)
    found = (await visit.http.get("/api/dashboard/overview?days=1")).json()
    assert found["totals"]["questions"] == 2
    assert found["totals"]["spoken"] == 1
    assert found["totals"]["sessions"] == 2
    assert sum(row["count"] for row in found["most_asked"]) == 2
    assert {row["stage"] for row in found["latency_ms"]} >= {"answer", "tts", "total"}
    assert found["budget"] == {"today_usd": 0.0, "limit_usd": 1.0, "alerts": []}


async def test_a_question_in_vain_becomes_a_gap_with_a_draft(visit: Visit) -> None:
    await visit.ask("does she know Rust")
    await settle(visit)
    (theme,) = (await visit.http.get("/api/dashboard/gaps")).json()["themes"]
    assert theme["title"] == "Rust"
    assert theme["draft"]["patch"][0]["path"] == "/skills/languages/-"


async def test_drafts_never_touch_the_resume(visit: Visit) -> None:
    before = visit.services.settings.resume_path.read_bytes()
    await visit.ask("does she know Rust")
    await settle(visit)
    await visit.http.get("/api/dashboard/gaps")
    assert visit.services.settings.resume_path.read_bytes() == before


async def test_a_forgotten_session_is_gone_from_every_view(visit: Visit) -> None:
    asked = await visit.ask("does she know Rust")
    await settle(visit)
    await visit.http.delete(f"/session/{asked['session_id']}")
    everything = (await visit.http.get("/api/dashboard/export")).text
    assert "Rust" not in everything
    assert json.loads(everything)["overview"]["totals"]["questions"] == 0


@pytest.mark.parametrize(
    ("transcripts", "kept"), [("full", True), ("redacted", False), ("off", False)]
)
async def test_words_are_shown_as_they_are_kept(
    tmp_path: Path, transcripts: str, kept: bool
) -> None:
    async with owned(tmp_path, log_transcripts=transcripts) as visit:
        await visit.ask("my mail is ann@example.org, does she know Rust")
        await settle(visit)
        shown = (await visit.http.get("/api/dashboard/export", headers=BEARER)).text
    assert ("ann@example.org" in shown) is kept


async def test_the_export_is_a_file_of_figures_and_gaps(visit: Visit) -> None:
    reply = await visit.http.get("/api/dashboard/export")
    assert "attachment" in reply.headers["content-disposition"]
    assert set(reply.json()) == {"overview", "gaps"}


async def test_a_question_is_explained_without_being_logged(visit: Visit) -> None:
    wanted = {"text": "does she know Rust"}
    found = (await visit.http.post("/api/dashboard/explain", json=wanted)).json()
    await settle(visit)
    assert found["absent"]
    assert "topic:rust" in found["explain"]["marks"]
    assert await visit.services.storage.interactions.count() == 0


async def test_a_follow_up_is_explained_with_what_came_before(visit: Visit) -> None:
    first = await visit.ask("which projects use Kafka")
    await visit.ask("tell me more about the first one", session_id=first["session_id"])
    await settle(visit)
    turns = (await visit.http.get("/api/ai-interactions")).json()["interactions"]
    wanted = {
        "text": turns[0]["user_input"],
        "session_id": turns[0]["session_id"],
        "before": turns[0]["created_at"],
    }
    found = (await visit.http.post("/api/dashboard/explain", json=wanted)).json()
    assert found["intent"] == turns[0]["intent"]
    assert found["response"] == turns[0]["response"]


async def test_hidden_signatures_are_shown_to_the_owner_only(visit: Visit) -> None:
    signed = {"name": "Ada", "emoji": "👋", "image": ""}
    one = (await visit.http.post("/api/guestbook", json=signed)).json()
    await visit.http.patch(f"/api/guestbook/{one['id']}", json={"hidden": True})
    assert (await visit.http.get("/api/guestbook")).json()["signatures"] == []
    (found,) = (await visit.http.get("/api/dashboard/guestbook")).json()["signatures"]
    assert found["hidden"]
    del visit.http.headers["authorization"]
    assert (await visit.http.get("/api/dashboard/guestbook")).status_code == 401


async def test_the_cookie_moderates_the_guestbook(tmp_path: Path) -> None:
    async with owned(tmp_path) as visit:
        signed = {"name": "Ada", "emoji": "👋", "image": ""}
        one = (await visit.http.post("/api/guestbook", json=signed)).json()
        proof = await log_in(visit)
        reply = await visit.http.delete(f"/api/guestbook/{one['id']}", headers=proof)
        assert reply.status_code == 200


@pytest.mark.parametrize("days", ["0", "367", "x", "-1"])
async def test_impossible_spans_are_refused(visit: Visit, days: str) -> None:
    reply = await visit.http.get(f"/api/dashboard/overview?days={days}")
    assert reply.status_code == 422


async def test_the_page_allows_nothing_from_elsewhere(visit: Visit) -> None:
    reply = await visit.http.get("/dashboard")
    policy = reply.headers["content-security-policy"]
    assert reply.status_code == 200
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_news_come_over_an_open_line(tmp_path: Path) -> None:
    """On a real socket: the in-memory transport hands a stream over whole."""
    settings = settings_for(tmp_path, admin_token="t0ken-for-owners")
    bearer = {"authorization": "Bearer t0ken-for-owners"}
    with (
        serving(create_app(settings)) as served,
        httpx.Client(base_url=served.url, timeout=5) as http,
        http.stream("GET", "/api/dashboard/events", headers=bearer) as events,
    ):
        lines = events.iter_lines()
        assert next(lines) == "event: turns"
        first = json.loads(next(lines).removeprefix("data: "))["revision"]
        httpx.post(f"{served.url}/ask", json={"text": "any projects"})
        told = next(line for line in lines if line.startswith("data: "))
        assert json.loads(told.removeprefix("data: "))["revision"] > first

"""Statistics and the owner's log over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.app import Visit, settings_for, visiting
from tests.ids import own_id

OWNER = {"authorization": "Bearer t0ken-for-owners"}
ID = own_id("visitor")
OTHER = own_id("another")


@pytest.fixture
async def visit(tmp_path: Path) -> AsyncIterator[Visit]:
    async with visiting(
        settings_for(tmp_path, admin_token="t0ken-for-owners")
    ) as visit:
        yield visit


async def log(visit: Visit, query: str = "") -> list[dict[str, Any]]:
    reply = await visit.http.get(f"/api/ai-interactions{query}", headers=OWNER)
    assert reply.status_code == 200, reply.text
    found: list[dict[str, Any]] = reply.json()["interactions"]
    return found


async def test_every_turn_is_one_row_with_what_it_was(visit: Visit) -> None:
    await visit.ask("which projects use python?", session_id=ID)
    (row,) = await log(visit)
    assert row["session_id"] == ID
    assert row["user_input"] == "which projects use python?"
    assert row["intent"] == "projects"
    assert row["engines"]["llm"] == "none"
    assert row["model"] is None
    assert row["timing_ms"]["total_ms"] > 0
    assert row["response"]


async def test_a_spoken_turn_says_so(visit: Visit) -> None:
    assert (await visit.say()).status_code == 200
    (row,) = await log(visit)
    assert row["channel"] == "voice"
    assert row["engines"]["recognizer"] == "fake-recognizer"


@pytest.mark.parametrize("path", ["/ask", "/smart/query", "/smart/stream"])
async def test_words_that_were_heard_and_are_asked_next_are_a_spoken_turn(
    visit: Visit, path: str
) -> None:
    heard = await visit.say("/transcribe", session_id=ID)
    for text in (heard.json()["transcription"], "hello"):
        asked = await visit.http.post(path, json={"text": text, "session_id": ID})
        assert asked.status_code == 200
    typed, spoken = await log(visit)
    assert (spoken["channel"], typed["channel"]) == ("voice", "text")
    assert spoken["engines"]["recognizer"] == "fake-recognizer"
    assert "recognizer" not in typed["engines"]


async def test_personal_data_is_masked_before_it_is_kept(visit: Visit) -> None:
    await visit.ask("projects? write to eve@example.com")
    (row,) = await log(visit)
    assert "eve@example.com" not in row["user_input"]
    assert "[email]" in row["user_input"]


async def test_the_log_is_paged_and_filtered(visit: Visit) -> None:
    for number in range(3):
        await visit.ask("projects", session_id=own_id(str(number)))
    assert len(await log(visit, "?limit=2")) == 2
    assert len(await log(visit, "?limit=2&offset=2")) == 1
    assert len(await log(visit, f"?session_id={own_id('1')}")) == 1
    assert await log(visit, "?intent=nothing") == []
    assert await log(visit, "?since=2100-01-01T00:00:00Z") == []
    assert len(await log(visit, "?until=2100-01-01T00:00:00")) == 3


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/ai-interactions"),
        ("POST", "/api/test-ai-logging"),
        ("GET", "/api/session/stats"),
    ],
)
async def test_the_books_are_the_owners(visit: Visit, method: str, path: str) -> None:
    reply = await visit.http.request(method, path)
    assert (reply.status_code, reply.json()["error_code"]) == (401, "UNAUTHORIZED")


async def test_the_log_can_be_tried(visit: Visit) -> None:
    reply = await visit.http.post("/api/test-ai-logging", headers=OWNER)
    assert reply.json()["status"] == "success"
    assert reply.json()["engine"] == "sqlite"
    assert await log(visit) == []


async def test_whoever_holds_a_session_sees_its_figures(visit: Visit) -> None:
    await visit.ask("which projects?", session_id=ID)
    reply = await visit.http.get(f"/api/session/stats?session_id={ID}")
    figures = reply.json()["statistics"]
    assert figures["turns"] == 1
    assert figures["intents"] == {"projects": 1}


async def test_the_owner_sees_the_figures_of_all(visit: Visit) -> None:
    await visit.ask("which projects?", session_id=ID)
    reply = await visit.http.get("/api/session/stats", headers=OWNER)
    figures = reply.json()["statistics"]
    assert (figures["sessions"], figures["interactions"]) == (1, 1)
    assert figures["latest"][0]["session_id"] == ID


async def test_ending_a_session_returns_its_figures_and_keeps_the_log(
    visit: Visit,
) -> None:
    await visit.ask("which projects?", session_id=ID)
    reply = await visit.http.post("/api/session/end", json={"session_id": ID})
    assert reply.json()["statistics"]["turns"] == 1
    again = await visit.http.post("/api/session/end", json={"session_id": ID})
    assert (again.status_code, again.json()["error_code"]) == (410, "SESSION_EXPIRED")
    assert len(await log(visit)) == 1


@pytest.mark.parametrize("session_id", [own_id("unknown"), "undefined", "no id", ""])
async def test_an_unknown_session_has_no_figures(visit: Visit, session_id: str) -> None:
    params = {"session_id": session_id}
    asked = await visit.http.get("/api/session/stats", params=params)
    ended = await visit.http.post("/api/session/end", json=params)
    for reply in (asked, ended):
        assert reply.status_code == 404
        assert reply.json()["error_code"] == "SESSION_NOT_FOUND"


async def test_forget_me_takes_the_log_along(visit: Visit) -> None:
    await visit.ask("which projects?", session_id=ID)
    await visit.ask("and python?", session_id=OTHER)
    reply = await visit.http.delete(f"/session/{ID}")
    assert reply.json()["cleanup_info"]["interactions_removed"] == 1
    assert [row["session_id"] for row in await log(visit)] == [OTHER]


async def test_what_was_logged_of_an_ended_session_can_still_be_forgotten(
    visit: Visit,
) -> None:
    await visit.ask("which projects?", session_id=ID)
    await visit.http.post("/api/session/end", json={"session_id": ID})
    assert (await visit.http.delete(f"/session/{ID}")).status_code == 200
    assert await log(visit) == []


async def test_a_conversation_survives_a_restart(tmp_path: Path) -> None:
    async with visiting(settings_for(tmp_path)) as visit:
        await visit.ask("which projects?", session_id=ID)
    async with visiting(settings_for(tmp_path)) as visit:
        reply = await visit.http.get(f"/session/{ID}")
    assert reply.json()["message_count"] == 1

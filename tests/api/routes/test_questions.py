"""The questions behind the figures, over HTTP: filters, conversations, files, now."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.analytics.turns import turn
from tests.api.routes.owner import BEARER, owned
from tests.app import Visit
from tests.ids import own_id

ID = own_id("visitor")
NOW = datetime.now(UTC)
AGO: dict[str, Any] = {"created_at": NOW - timedelta(hours=1)}
TURNS = (
    turn("Où avez-vous étudié ?", **AGO, intent="education", language="fr"),
    turn("any projects", **AGO, engines={"tts": "piper", "llm": "none"}),
    turn("does she know Rust", **AGO, intent="absent", unanswered=True),
    turn("Rusty things", **AGO, door="widget", channel="voice", session_id="two"),
    turn("any Rust projects", **AGO, door="realtime", channel="voice"),
    turn("any talks", **AGO, door="api"),
    turn("=1+1", created_at=NOW - timedelta(days=40), channel="voice"),
)


@pytest.fixture
async def visit(tmp_path: Path) -> AsyncIterator[Visit]:
    async with owned(tmp_path) as visit:
        visit.http.headers.update(BEARER)
        for one in TURNS:
            await visit.services.session_log.store.record(one)
        yield visit


async def read(visit: Visit, query: str, path: str = "questions") -> dict[str, Any]:
    reply = await visit.http.get(f"/api/dashboard/{path}?{query}")
    assert reply.status_code == 200, reply.text
    found: dict[str, Any] = reply.json()
    return found


FILTERS = {
    "intent=education": {"Où avez-vous étudié ?"},
    "language=fr": {"Où avez-vous étudié ?"},
    "engine=piper": {"any projects"},
    "engine=tts:piper": {"any projects"},
    "engine=llm:piper": set(),
    "unanswered=true": {"does she know Rust"},
    "channel=widget": {"Rusty things"},
    "channel=realtime": {"any Rust projects"},
    "channel=api": {"any talks"},
    "channel=voice&from=start": {"=1+1"},
    "q=OU etudie": {"Où avez-vous étudié ?"},
    "q=rust": {"does she know Rust", "Rusty things", "any Rust projects"},
    "q=know rust": {"does she know Rust"},
    'q="rust projects"': {"any Rust projects"},
    "q=ust": set(),
    "gap=rust": {"does she know Rust"},
    "q=rust&channel=text": {"does she know Rust"},
}


async def test_every_figure_is_narrowed_down_in_the_same_way(visit: Visit) -> None:
    for query, wanted in FILTERS.items():
        found = await read(visit, query)
        assert {one["user_input"] for one in found["questions"]} == wanted, query
        assert found["total"] == len(wanted)
        figures = await read(visit, query, "overview")
        assert figures["totals"]["questions"] == len(wanted), query
        missed = sum(bucket["unanswered"] for bucket in figures["series"])
        gaps = (await read(visit, query, "gaps"))["themes"]
        assert sum(theme["count"] for theme in gaps) == missed, query


async def test_a_range_has_the_one_before_it_beside(visit: Visit) -> None:
    day = (NOW - timedelta(days=40)).date()
    after = day + timedelta(days=1)
    found = await read(visit, f"from={after}&to={after}", "overview")
    assert found["totals"]["questions"] == 0
    assert found["before"]["totals"]["questions"] == 1
    assert found["bucket"] == "hour"
    one_day = await read(visit, f"from={day}&to={day}", "overview")
    assert one_day["since"][:10] == str(day)
    assert one_day["channels"] == [{"name": "voice", "count": 1, "before": 0}]
    everything = await read(visit, "from=start", "overview")
    assert everything["before"] is None
    assert everything["totals"]["questions"] == len(TURNS)


BAD = (
    ("channel=fax", "channel"),
    ("language=English", "`language`"),
    ("engine=a b", "`engine`"),
    ("q=%3F", "`q`"),
    ("q=", "`q`"),
    ("intent=", "intent"),
    ("unanswered=perhaps", "unanswered"),
    ("from=yesterday", "`from`"),
    ("to=2026-13-01", "`to`"),
    ("from=2026-03-10&to=2026-03-01", "before `to`"),
    ("from=1990-01-01&to=2026-03-01", "3,660 days"),
    ("from=0001-01-01", "`from`"),
    ("from=2026-03-01&days=3", "do not go together"),
    ("country=fr", "`country` is no parameter"),
)


async def test_a_bad_filter_is_told_in_a_word(visit: Visit) -> None:
    for query, word in BAD:
        for path in ("questions", "overview", "gaps", "export"):
            reply = await visit.http.get(f"/api/dashboard/{path}?{query}")
            assert reply.status_code == 422, (path, query)
            assert word in reply.json()["message"]


async def test_questions_are_for_the_owner_alone(visit: Visit) -> None:
    del visit.http.headers["authorization"]
    for path in ("questions", "conversations/two", "live", "export"):
        reply = await visit.http.get(f"/api/dashboard/{path}")
        assert reply.status_code == 401


async def test_a_conversation_is_told_from_its_beginning(visit: Visit) -> None:
    first = await visit.ask("which projects use Kafka")
    session_id = first["session_id"]
    await visit.say(session_id=session_id)
    await visit.services.session_log.flush()
    found = await read(visit, "", f"conversations/{session_id}")
    typed, spoken = found["turns"]
    assert (typed["user_input"], spoken["channel"]) == (
        "which projects use Kafka",
        "voice",
    )
    assert typed["came_by"] == "api"
    assert spoken["timing_ms"]["total_ms"] > 0
    assert set(typed["shown"]) <= set(found["cards"])
    assert not found["more"]
    reply = await visit.http.get("/api/dashboard/conversations/nobody")
    assert reply.status_code == 404


async def test_a_turn_says_by_which_door_it_came(visit: Visit) -> None:
    heard = await visit.say("/transcribe", session_id=ID)
    for door in ("page", "embed", "page spoken", "realtime spoken", ""):
        asked = {"text": heard.json()["transcription"], "session_id": ID}
        headers = {"x-viva-voce-door": door}
        reply = await visit.http.post("/ask", json=asked, headers=headers)
        assert reply.status_code == 200
    await visit.services.session_log.flush()
    turns = (await read(visit, "", f"conversations/{ID}"))["turns"]
    came_by = [one["came_by"] for one in turns]
    assert came_by == ["voice", "widget", "voice", "api", "api"]
    assert [one["channel"] for one in turns[3:]] == ["text", "text"]
    stages = {name for name, ms in turns[0]["timing_ms"].items() if ms > 0}
    assert {"decode_ms", "transcribe_ms", "answer_ms", "total_ms"} <= stages
    assert turns[1]["timing_ms"]["decode_ms"] == 0


async def test_files_hold_what_is_shown(visit: Visit) -> None:
    reply = await visit.http.get(
        "/api/dashboard/export?what=questions&format=csv&from=start"
    )
    assert reply.headers["content-type"] == "text/csv; charset=utf-8"
    assert "viva-voce-questions.csv" in reply.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(reply.text)))
    assert [row["question"] for row in rows][-1] == "'=1+1"
    assert len(rows) == len(TURNS)
    found = await read(visit, "what=questions&from=start&language=fr", "export")
    assert [one["language"] for one in found["questions"]] == ["fr"]
    reply = await visit.http.get("/api/dashboard/export?format=csv")
    figures = {
        (row["part"], row["name"], row["figure"]): row["value"]
        for row in csv.DictReader(io.StringIO(reply.text))
    }
    assert figures["totals", "", "questions"] == "6"
    assert figures["gaps", "Rust", "times"] == "1"


async def test_a_forgotten_session_is_in_no_file(visit: Visit) -> None:
    await visit.services.forgetting.forget("two")
    reply = await visit.http.get("/api/dashboard/export?what=questions")
    assert "Rusty" not in reply.text


async def test_what_visitors_did_is_counted_by_the_day(visit: Visit) -> None:
    await visit.http.get("/app")
    await visit.http.get("/embed")
    await visit.http.get("/app", headers={"sec-purpose": "prefetch"})
    told = await visit.http.post("/api/opened", json={"kind": "link"})
    assert told.status_code == 204
    for body in ({"kind": "cookie"}, {}):
        assert (await visit.http.post("/api/opened", json=body)).status_code == 422
    elsewhere = {"sec-fetch-site": "cross-site"}
    told = await visit.http.post(
        "/api/opened", json={"kind": "link"}, headers=elsewhere
    )
    assert told.status_code == 403
    await visit.http.post("/api/guestbook", json={"name": "Ada", "emoji": "👋"})
    found = {
        row["step"]: row["count"]
        for row in (await read(visit, "", "overview"))["funnel"]
    }
    assert found == {"opened": 2, "asked": 2, "answered": 2, "link": 1, "signed": 1}


async def test_what_goes_on_is_told(visit: Visit) -> None:
    await visit.say()
    await visit.services.session_log.flush()
    found = await read(visit, "", "live")
    assert found["sockets"] == {"open": 0}
    assert found["budget"]["left_usd"] == 1.0
    assert found["engines"]["llm"] == "none"
    assert found["lately"]["turns"] == 1
    assert {"transcribe", "total"} <= {
        row["stage"] for row in found["lately"]["latency_ms"]
    }


def test_a_turn_of_before_doors_came_in_as_it_was_asked() -> None:
    assert turn().came_by == "text"
    assert turn(channel="voice", door="page").came_by == "voice"

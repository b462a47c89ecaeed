"""What the owner does on the dashboard, over HTTP: labels, drafts, origins, alerts."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from services.analytics.digest import WeeklyDigest
from services.models.budget import BudgetAlert
from services.resume.__main__ import main as resume_command
from tests.analytics.turns import turn
from tests.api.routes.owner import BEARER, owned
from tests.app import Visit, settings_for

BASE = "/api/dashboard"
SITE = "https://her.site"
NOW = datetime.now(UTC)


@pytest.fixture
def resume(tmp_path: Path) -> Path:
    """A copy of the sample, which the owner may change."""
    path = tmp_path / "own" / "my_resume.json"
    path.parent.mkdir()
    shutil.copyfile(settings_for(tmp_path).resume_path, path)
    return path


@pytest.fixture
async def visit(tmp_path: Path, resume: Path) -> AsyncIterator[Visit]:
    async with owned(tmp_path, resume_path=resume) as visit:
        visit.http.headers.update(BEARER)
        yield visit


async def call(
    visit: Visit, method: str, path: str, body: Any = None, *, status: int = 200
) -> dict[str, Any]:
    reply = await visit.http.request(method, f"{BASE}/{path}", json=body)
    assert reply.status_code == status, reply.text
    found: dict[str, Any] = reply.json()
    return found


async def asked(visit: Visit, text: str) -> str:
    """The id of a turn."""
    return str((await visit.ask(text))["metadata"]["turn_id"])


async def test_every_call_is_for_the_owner_alone(visit: Visit) -> None:
    del visit.http.headers["authorization"]
    for method, path in (
        ("GET", "unsure"),
        ("PUT", "labels/x"),
        ("DELETE", "labels/x"),
        ("GET", "labels.jsonl"),
        ("GET", "accuracy"),
        ("POST", "gaps/preview"),
        ("POST", "gaps/apply"),
        ("POST", "gaps/undo"),
        ("PUT", "gaps/rust/left-open"),
        ("DELETE", "gaps/rust/left-open"),
        ("GET", "origins"),
        ("POST", "origins"),
        ("DELETE", f"origins?origin={SITE}"),
        ("GET", "alerts"),
    ):
        await call(visit, method, path, status=401)


async def test_the_least_sure_turn_waits_first_until_it_is_labelled(
    visit: Visit,
) -> None:
    first = await asked(visit, "which projects use python")
    await asked(visit, "where did she study")
    waiting = await call(visit, "GET", "unsure")
    sureness = [one["confidence"] for one in waiting["turns"]]
    assert waiting["total"] == 2
    assert sureness == sorted(sureness)
    entry = waiting["entries"][0]["id"]
    label = f"labels/{first}"
    assert (await call(visit, "PUT", label, {"verdict": "right"}))["entry"] is None
    assert (await call(visit, "GET", "unsure"))["total"] == 1
    again = await call(visit, "PUT", label, {"verdict": "wrong", "entry": entry})
    assert (again["verdict"], again["entry"]) == ("wrong", entry)
    assert await call(visit, "DELETE", label) == {"id": first, "labelled": False}
    assert (await call(visit, "GET", "unsure"))["total"] == 2
    await call(visit, "DELETE", label, status=404)


async def test_a_label_that_makes_no_sense_is_refused(visit: Visit) -> None:
    label = f"labels/{await asked(visit, 'any projects')}"
    for body in (
        {"verdict": "perhaps"},
        {},
        {"verdict": "wrong", "entry": "nobody-has-this"},
        {"verdict": "right", "entry": "river-watch"},
    ):
        await call(visit, "PUT", label, body, status=422)
    await call(visit, "PUT", "labels/gone", {"verdict": "right"}, status=404)


async def test_a_label_goes_with_its_session(visit: Visit) -> None:
    answer = await visit.ask("any projects")
    turn_id = answer["metadata"]["turn_id"]
    await call(visit, "PUT", f"labels/{turn_id}", {"verdict": "right"})
    await visit.http.delete(f"/session/{answer['session_id']}")
    assert (await visit.http.get(f"{BASE}/labels.jsonl")).text == ""
    assert (await call(visit, "GET", "accuracy"))["weeks"] == []


async def test_labels_are_tried_again_as_the_owners_questions(
    visit: Visit, tmp_path: Path, resume: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for question, verdict in (
        ("where did she study", "right"),
        ("what is her salary", "not_in_resume"),
        ("any talks", "wrong"),
    ):
        label = f"labels/{await asked(visit, question)}"
        await call(visit, "PUT", label, {"verdict": verdict})
    reply = await visit.http.get(f"{BASE}/labels.jsonl")
    assert reply.headers["content-type"].startswith("application/x-ndjson")
    assert "labels.jsonl" in reply.headers["content-disposition"]
    file = tmp_path / "labels.jsonl"
    put(file, reply.content)
    arguments = ["try", str(file), "--resume", str(resume)]
    assert await asyncio.to_thread(resume_command, arguments) == 0
    assert "3 asked, 2 right, 1 wrong" in capsys.readouterr().out
    rows = [json.loads(line) for line in reply.text.splitlines()]
    rows[0]["expected"] = {"absent": True}
    put(file, "\n".join(map(json.dumps, rows)).encode())
    assert await asyncio.to_thread(resume_command, arguments) == 1
    assert "wrong (was right before): where did she" in capsys.readouterr().out
    put(file, reply.content + b'{"question": 3}\n')
    assert await asyncio.to_thread(resume_command, arguments) == 1
    assert "labels.jsonl:4: `question` is to be text" in capsys.readouterr().err


async def test_accuracy_is_of_labels_and_thumbs(visit: Visit) -> None:
    ids = [await asked(visit, text) for text in ("any projects", "any talks")]
    for turn_id, verdict in zip(ids, ("right", "wrong"), strict=True):
        await call(visit, "PUT", f"labels/{turn_id}", {"verdict": verdict})
    thumb = {"turn_id": ids[0], "thumb": "up"}
    assert (await visit.http.post("/api/feedback", json=thumb)).status_code == 200
    (week,) = (await call(visit, "GET", "accuracy"))["weeks"]
    monday = NOW.date() - timedelta(days=NOW.weekday())
    assert week == {
        "week": monday.isoformat(),
        "labelled": 2,
        "right": 1,
        "thumbs_up": 1,
        "thumbs_down": 0,
    }


def content(path: Path) -> bytes:
    return path.read_bytes()


def put(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def make_read_only(path: Path) -> None:
    path.chmod(0o444)


def names_beside(path: Path) -> list[str]:
    return [one.name for one in path.parent.iterdir()]


async def gap(visit: Visit) -> dict[str, Any]:
    """A draft with its blanks filled in: Rust is missing."""
    await visit.services.session_log.store.record(
        turn(
            "does she know Rust",
            created_at=NOW - timedelta(hours=1),
            intent="absent",
            unanswered=True,
        )
    )
    found = await call(visit, "GET", "gaps")
    (theme,) = (one for one in found["themes"] if one["id"] == "rust")
    values = dict.fromkeys(theme["draft"]["blanks"], "Rust")
    return {"theme": "rust", "from": found["since"], "values": values}


async def test_a_draft_is_shown_written_and_undone_byte_for_byte(
    visit: Visit, resume: Path
) -> None:
    before = content(resume)
    wanted = await gap(visit)
    shown = await call(visit, "POST", "gaps/preview", wanted)
    assert '"Rust"' in shown["diff"]
    assert shown["diff"].startswith("--- my_resume.json\n+++ my_resume.json\n@@")
    assert content(resume) == before
    confirmed = wanted | {key: shown[key] for key in ("version", "result")}
    done = await call(visit, "POST", "gaps/apply", confirmed)
    assert content(resume.parent / done["backup"]) == before
    assert b"Rust" in content(resume)
    left = await call(visit, "GET", "gaps")
    assert all(one["id"] != "rust" for one in left["themes"])
    assert left["undo"]["version"] == done["version"]
    await call(visit, "POST", "gaps/undo", {"version": done["version"]})
    assert content(resume) == before
    assert (await call(visit, "GET", "gaps"))["undo"] is None
    await call(visit, "POST", "gaps/undo", {"version": done["version"]}, status=409)


async def test_what_changed_since_the_preview_is_not_written(
    visit: Visit, resume: Path
) -> None:
    wanted = await gap(visit)
    shown = await call(visit, "POST", "gaps/preview", wanted)
    confirmed = wanted | {key: shown[key] for key in ("version", "result")}
    changed = content(resume) + b"\n"
    put(resume, changed)
    told = await call(visit, "POST", "gaps/apply", confirmed, status=409)
    assert told["error_code"] == "OUTDATED"
    assert content(resume) == changed
    assert names_beside(resume) == [resume.name]
    shown = await call(visit, "POST", "gaps/preview", wanted)
    other = confirmed | {"version": shown["version"], "values": {"Rust": "C"}}
    reply = await visit.http.post(f"{BASE}/gaps/apply", json=other)
    assert reply.status_code == 409
    assert content(resume) == changed


async def test_a_draft_that_fits_no_more_is_refused(visit: Visit) -> None:
    wanted = await gap(visit)
    for changes, status in (
        ({"theme": "no-such-theme"}, 404),
        ({"values": {}}, 422),
        ({"values": dict.fromkeys(wanted["values"], "<Rust>")}, 422),
        ({"values": wanted["values"] | {"colour": "red"}}, 422),
        ({"from": "yesterday"}, 422),
    ):
        await call(visit, "POST", "gaps/preview", wanted | changes, status=status)


async def test_a_read_only_file_stays_as_it_is(visit: Visit, resume: Path) -> None:
    wanted = await gap(visit)
    shown = await call(visit, "POST", "gaps/preview", wanted)
    make_read_only(resume)
    before = content(resume)
    confirmed = wanted | {key: shown[key] for key in ("version", "result")}
    told = await call(visit, "POST", "gaps/apply", confirmed, status=503)
    assert "read-only" in told["message"]
    assert content(resume) == before


async def test_a_gap_is_left_open_and_taken_back(visit: Visit) -> None:
    await gap(visit)
    place = "gaps/rust/left-open"
    assert (await call(visit, "PUT", place))["left_open"] is True
    found = await call(visit, "GET", "gaps")
    assert [one["id"] for one in found["left_open"]] == ["rust"]
    assert found["themes"] == []
    assert (await call(visit, "DELETE", place))["left_open"] is False
    assert (await call(visit, "GET", "gaps"))["left_open"] == []
    await call(visit, "DELETE", place, status=404)


async def from_page(visit: Visit, origin: str) -> httpx.Response:
    headers = {"origin": origin}
    return await visit.http.post("/ask", json={"text": "hello"}, headers=headers)


async def test_an_origin_holds_at_once_for_calls_and_frames(visit: Visit) -> None:
    header = "access-control-allow-origin"
    for origin in (SITE, "http://localhost:9999", "http://127.0.0.1:1"):
        assert header not in (await from_page(visit, origin)).headers
    (refused,) = (await call(visit, "GET", "origins"))["refused"]
    assert (refused["origin"], refused["count"]) == (SITE, 1)
    told = await call(visit, "POST", "origins", {"origin": f"{SITE}/"})
    assert (told["added"], told["refused"]) == ([SITE], [])
    assert (await from_page(visit, SITE)).headers[header] == SITE
    framed = await visit.http.get("/embed")
    assert SITE in framed.headers["content-security-policy"]
    told = await call(visit, "DELETE", f"origins?origin={SITE}")
    assert told["added"] == []
    assert header not in (await from_page(visit, SITE)).headers
    await call(visit, "DELETE", f"origins?origin={SITE}", status=404)


async def test_an_origin_is_well_formed_and_one_of_twenty(visit: Visit) -> None:
    for text in ("her.site", "https://her.site/page", "ftp://her.site", "*", "null"):
        await call(visit, "POST", "origins", {"origin": text}, status=422)
    for number in range(20):
        await call(visit, "POST", "origins", {"origin": f"https://{number}.site"})
    told = await call(visit, "POST", "origins", {"origin": SITE}, status=422)
    assert "take one away" in told["message"]
    await call(visit, "POST", "origins", {"origin": "https://0.site"})


async def test_origins_and_alerts_outlive_a_restart(
    tmp_path: Path, visit: Visit
) -> None:
    await call(visit, "POST", "origins", {"origin": SITE})
    visit.services.alerts.tell(BudgetAlert("llm", "2026-03-01", 80, 0.81, 1.0))
    (alert,) = (await call(visit, "GET", "alerts"))["alerts"]
    assert (alert["event"], alert["fate"]) == ("budget", "not_sent")
    assert alert["body"]["percent"] == 80
    async with owned(tmp_path) as later:
        await later.services.start()
        reply = await from_page(later, SITE)
        assert reply.headers["access-control-allow-origin"] == SITE
        later.http.headers.update(BEARER)
        assert (await call(later, "GET", "alerts"))["alerts"] == [alert]


def digest_of(visit: Visit) -> WeeklyDigest:
    digest = visit.services.owner.digest
    assert digest is not None
    return digest


async def test_a_week_is_told_once_without_a_visitors_word(tmp_path: Path) -> None:
    settings: dict[str, Any] = {
        "weekly_digest": True,
        "alert_webhook_url": "http://127.0.0.1:9/",
        "alert_webhook_secret": "webhook-secret-0123456789",
    }
    lately = turn(
        "zimtstern salary",
        created_at=NOW - timedelta(days=NOW.weekday() + 1),
        intent="absent",
        unanswered=True,
    )
    async with owned(tmp_path, **settings) as visit:
        await visit.services.session_log.store.record(lately)
        await visit.services.tidy()
        assert not await digest_of(visit).look()
        (told,) = visit.services.alerts.book.latest()
    assert told.event == "weekly_digest"
    assert (told.body["asked"], told.body["unanswered"]) == (1, 1)
    assert "zimtstern" not in json.dumps(dict(told.body))
    async with owned(tmp_path, **settings) as visit:
        assert not await digest_of(visit).look()

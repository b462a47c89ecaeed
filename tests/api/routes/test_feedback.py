"""Thumbs, notes, messages and exports over HTTP, as visitor and as owner."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from services.models.feedback import LONGEST_MESSAGE, LONGEST_NOTE
from tests.api.routes.owner import BEARER, log_in, owned
from tests.app import Visit
from tests.ids import own_id
from tests.storage.test_forgotten_words import DATABASE, holding, stamp

WORD = "zimtsternschnuppe"
QUESTION = "which projects use python"


@pytest.fixture
async def visit(tmp_path: Path) -> AsyncIterator[Visit]:
    async with owned(tmp_path) as visit:
        yield visit


async def rate(visit: Visit, turn_id: str, thumb: Any, **more: Any) -> httpx.Response:
    body = {"turn_id": turn_id, "thumb": thumb, **more}
    return await visit.http.post("/api/feedback", json=body)


async def leave(visit: Visit, text: str, **more: Any) -> httpx.Response:
    return await visit.http.post("/api/messages", json={"text": text, **more})


async def read(visit: Visit, path: str, **query: Any) -> dict[str, Any]:
    address = f"/api/dashboard/{path}"
    reply = await visit.http.get(address, params=query, headers=BEARER)
    assert reply.status_code == 200, reply.text
    found: dict[str, Any] = reply.json()
    return found


async def answers(visit: Visit) -> list[dict[str, Any]]:
    """What every door tells of its answer."""
    text = {"text": QUESTION, "speak": False}
    plain = ["/ask", "/process/text", "/smart/query", "/test/llm", "/api/v1/ask"]
    found = [(await visit.http.post(path, json=text)).json() for path in plain]
    found.append((await visit.say()).json())
    for path in ("/smart/stream", "/test/llm-stream"):
        told = (await visit.http.post(path, json=text)).text
        lines = [line for line in told.splitlines() if line.startswith("data:")]
        found.append(json.loads(lines[-1].removeprefix("data:")))
    chat = {"model": "viva-voce", "messages": [{"role": "user", "content": QUESTION}]}
    asked: dict[str, dict[str, Any]] = {
        "/v1/chat/completions": chat,
        "/v1/responses": {"input": QUESTION},
    }
    for path, body in asked.items():
        reply = await visit.http.post(path, json={"model": "viva-voce"} | body)
        found.append(reply.json() | reply.json()["portfolio"])
    return found


async def test_every_door_names_the_turn_that_it_logged(visit: Visit) -> None:
    told = [one["metadata"]["turn_id"] for one in await answers(visit)]
    assert len(set(told)) == len(told) == 10
    await visit.services.session_log.flush()
    log = await visit.services.session_log.store.latest(limit=20)
    assert [turn.id for turn in reversed(log)] == told


async def test_a_thumb_is_kept_changed_and_taken_back(visit: Visit) -> None:
    asked = await visit.ask(QUESTION)
    turn_id = asked["metadata"]["turn_id"]
    own = {"session_id": asked["session_id"]}
    first = await rate(visit, turn_id, "down", note=" too short ", **own)
    assert first.status_code == 200
    kept = {"turn_id": turn_id, "thumb": "down", "note": "too short"}
    assert first.json() == {"status": "success", **kept}
    shown = await read(visit, "feedback")
    assert (shown["up"], shown["down"], shown["share_up"]) == (0, 1, 0.0)
    (only,) = shown["feedback"]
    assert kept.items() <= only.items()
    assert (only["question"], only["response"]) == (QUESTION, asked["response"])
    versioned = {"turn_id": turn_id, "thumb": "up"}
    newest = await visit.http.post("/api/v1/feedback", json=versioned)
    assert newest.json()["note"] == ""
    assert (await read(visit, "feedback", thumb="down"))["feedback"] == []
    assert (await read(visit, "feedback"))["share_up"] == 1.0
    for _ in range(2):
        assert (await rate(visit, turn_id, None, **own)).json()["thumb"] is None
    assert (await read(visit, "feedback"))["share_up"] is None


async def test_only_the_session_that_asked_rates_what_there_is(visit: Visit) -> None:
    asked = await visit.ask(QUESTION)
    turn_id = asked["metadata"]["turn_id"]
    stranger = (await visit.ask(QUESTION))["session_id"]
    unknown = own_id("turn")
    for named, more in (
        (turn_id, {"session_id": stranger}),
        (turn_id, {"session_id": own_id("nobody")}),
        ("5f0c1f3e-8f0a-4c55-9d3f-0d1f4b1c2a77", {}),
        (unknown, {}),
    ):
        for thumb in ("up", None):
            refused = await rate(visit, named, thumb, **more)
            assert refused.status_code == 404
            assert refused.json()["error_code"] == "NOT_FOUND"
    await visit.http.delete(f"/session/{asked['session_id']}")
    assert (await rate(visit, turn_id, "up")).status_code == 404
    assert (await read(visit, "feedback"))["feedback"] == []


async def test_what_no_thumb_or_note_is_is_refused(visit: Visit) -> None:
    turn_id = (await visit.ask(QUESTION))["metadata"]["turn_id"]
    assert (await rate(visit, turn_id, "sideways")).status_code == 422
    missing = await visit.http.post("/api/feedback", json={"turn_id": turn_id})
    assert missing.status_code == 422
    for note in ("x" * (LONGEST_NOTE + 1), "two\nlines", "nul \0", "turned \u202e"):
        refused = await rate(visit, turn_id, "down", note=note)
        assert refused.json()["error_code"] == "INVALID_INPUT"
    longest = await rate(visit, turn_id, "down", note="x" * LONGEST_NOTE)
    assert longest.json()["note"] == "x" * LONGEST_NOTE


@pytest.mark.parametrize(
    ("transcripts", "kept"),
    [("off", ""), ("redacted", "[email]!")],
)
async def test_notes_are_kept_as_the_words_of_turns_are(
    tmp_path: Path, transcripts: str, kept: str
) -> None:
    async with owned(tmp_path, log_transcripts=transcripts) as visit:
        turn_id = (await visit.ask(QUESTION))["metadata"]["turn_id"]
        rated = await rate(visit, turn_id, "down", note="a@b.io!")
        assert rated.json()["note"] == kept
        (only,) = (await read(visit, "feedback"))["feedback"]
        assert (only["thumb"], only["note"]) == ("down", kept)
        await leave(visit, "a@b.io!")
        (message,) = (await read(visit, "messages"))["messages"]
        assert message["text"] == "a@b.io!"


async def test_notes_go_when_their_turns_are_too_old(visit: Visit) -> None:
    turn_id = (await visit.ask(QUESTION))["metadata"]["turn_id"]
    await rate(visit, turn_id, "down", note=WORD)
    await leave(visit, "stay")
    log, clock = visit.services.session_log, datetime.now(UTC) + timedelta(days=91)
    log._clock = lambda: clock
    assert await log.erase_old() == 1
    assert (await read(visit, "feedback"))["feedback"] == []
    assert (await read(visit, "messages"))["total"] == 1
    assert not holding(visit.services.settings.data_dir, WORD)


async def test_a_message_is_left_read_marked_and_deleted(visit: Visit) -> None:
    asked = await visit.ask("does she know Rust")
    assert asked["metadata"]["absent"]
    more = {
        "reply_to": " @ada ",
        "question": "does she\u200b know Rust",
        "session_id": asked["session_id"],
    }
    left = await leave(visit, "Hello,\r\n\twe should talk.", **more)
    assert left.status_code == 201
    await visit.http.post("/api/v1/messages", json={"text": "second"})
    found = await read(visit, "messages")
    assert (found["total"], found["unread"]) == (2, 2)
    assert [one["text"] for one in found["messages"]] == [
        "second",
        "Hello,\n we should talk.",
    ]
    message = found["messages"][1]
    assert message["id"] == left.json()["id"]
    assert (message["reply_to"], message["read"]) == ("@ada", False)
    assert message["question"] == "does she  know Rust"
    oldest = await read(visit, "messages", sort="created_at", fields="text", limit=1)
    assert oldest["messages"] == [{"text": message["text"]}]
    address = f"/api/dashboard/messages/{message['id']}"
    csrf = await log_in(visit)
    forged = await visit.http.patch(address, json={"read": True})
    assert forged.status_code == 403
    marked = await visit.http.patch(address, json={"read": True}, headers=csrf)
    assert marked.json() == message | {"read": True}
    unread = await read(visit, "messages", read=False)
    assert (len(unread["messages"]), unread["unread"]) == (1, 1)
    assert (await visit.http.delete(address, headers=csrf)).status_code == 200
    assert (await visit.http.delete(address, headers=csrf)).status_code == 404
    assert (await read(visit, "messages"))["total"] == 1


async def test_what_no_message_is_is_refused(visit: Visit) -> None:
    wrong: list[dict[str, Any]] = [
        {"text": ""},
        {"text": " \n\u200b"},
        {"text": "x" * (LONGEST_MESSAGE + 1)},
        {"text": "bell \a"},
        {"text": "turned \u202e"},
        {"text": "fine", "reply_to": "two\nlines"},
        {"text": "fine", "reply_to": "x" * 201},
        {"text": "fine", "session_id": "short"},
        {"text": 5},
        {},
    ]
    for body in wrong:
        refused = await visit.http.post("/api/messages", json=body)
        assert refused.status_code == 422, body
        assert refused.json()["error_code"] == "INVALID_INPUT"
    assert (await leave(visit, "x" * LONGEST_MESSAGE)).status_code == 201


async def test_only_the_owner_reads_what_was_left(visit: Visit) -> None:
    one = ("messages/x", ("PATCH", "DELETE"))
    for path, methods in (("feedback", ("GET",)), ("messages", ("GET",)), one):
        for method in methods:
            refused = await visit.http.request(
                method, f"/api/dashboard/{path}", json={"read": True}
            )
            assert refused.status_code == 401, path


async def test_one_visitor_leaves_no_flood(tmp_path: Path) -> None:
    async with owned(tmp_path, rate_limit_enabled=True) as visit:
        turn_id = (await visit.ask(QUESTION))["metadata"]["turn_id"]
        rated = [await rate(visit, turn_id, "up") for _ in range(61)]
        assert [one.status_code for one in rated] == [200] * 60 + [429]
        assert int(rated[-1].headers["retry-after"]) > 0
        left = [await leave(visit, str(number)) for number in range(6)]
        assert [one.status_code for one in left] == [201] * 5 + [429]
        assert (await read(visit, "feedback"))["up"] == 1


async def test_forget_me_erases_thumbs_notes_and_messages_everywhere(
    visit: Visit,
) -> None:
    folder = visit.services.settings.data_dir
    asked = await visit.ask(QUESTION)
    session_id = asked["session_id"]
    note = {"session_id": session_id, "note": WORD}
    await rate(visit, asked["metadata"]["turn_id"], "down", **note)
    await leave(visit, WORD, session_id=session_id)
    await leave(visit, "of nobody's session")
    copy = folder / f"{DATABASE}.damaged-{stamp(timedelta())}"
    with (
        closing(sqlite3.connect(folder / DATABASE)) as live,
        closing(sqlite3.connect(copy)) as target,
    ):
        live.backup(target)
    assert len(holding(folder, WORD)) >= 2
    gone = (await visit.http.delete(f"/session/{session_id}")).json()
    assert gone["cleanup_info"]["messages_removed"] == 1
    assert not holding(folder, WORD)
    assert copy.exists()
    assert (await read(visit, "feedback"))["feedback"] == []
    (kept,) = (await read(visit, "messages"))["messages"]
    assert kept["text"] == "of nobody's session"


async def test_a_conversation_is_taken_away(visit: Visit) -> None:
    asked = await visit.ask(QUESTION)
    session_id = asked["session_id"]
    await visit.ask("does she know Rust", session_id=session_id)
    await rate(visit, asked["metadata"]["turn_id"], "down", note="more")
    address = f"/session/{session_id}/export"
    reply = await visit.http.get(address)
    attached = 'attachment; filename="conversation.{}"'
    assert reply.headers["content-disposition"] == attached.format("json")
    first, second = reply.json()["turns"]
    assert first == {
        "asked_at": first["asked_at"],
        "question": QUESTION,
        "answer": asked["response"],
        "cards": [card["title"] for card in asked["items"]],
        "thumb": "down",
        "note": "more",
    }
    assert first["cards"]
    assert (second["question"], second["thumb"]) == ("does she know Rust", None)
    text = await visit.http.get(address, params={"format": "text"})
    assert text.headers["content-disposition"] == attached.format("txt")
    assert text.headers["content-type"].startswith("text/plain")
    for words in (QUESTION, asked["response"], first["cards"][0], "down (more)"):
        assert words in text.text
    wrong = await visit.http.get(address, params={"format": "pdf"})
    assert wrong.status_code == 422
    for unknown in ("no-such-session-1234", own_id("unknown")):
        missing = await visit.http.get(f"/session/{unknown}/export")
        assert missing.json()["error_code"] == "SESSION_NOT_FOUND"

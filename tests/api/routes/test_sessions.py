"""Sessions over HTTP: whoever holds an id holds the session."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from services.storage.memory import MemorySessions
from tests.app import Visit, settings_for, visiting
from tests.ids import own_id
from tests.waiting import until

WISHED = own_id("wished")
RANDOM_128 = re.compile(r"[A-Za-z0-9_-]{22,}")


async def create(visit: Visit, body: Any = None) -> dict[str, Any]:
    reply = await visit.http.post("/session/create", json=body)
    assert reply.status_code == 200, reply.text
    found: dict[str, Any] = reply.json()
    return found


async def test_the_browser_creates_with_an_empty_json_body(visit: Visit) -> None:
    json = {"content-type": "application/json"}
    reply = await visit.http.post("/session/create", content=b"", headers=json)
    assert reply.status_code == 200
    assert RANDOM_128.fullmatch(reply.json()["session_id"])


async def test_creating_says_what_a_session_can_do(visit: Visit) -> None:
    made = await create(visit, {"metadata": {"page": "/projects"}})
    assert made["status"] == "success"
    assert datetime.fromisoformat(made["expires_at"]) > datetime.now(UTC)
    assert made["capabilities"] == {
        "voice_processing": True,
        "content_cards": True,
        "conversation_history": True,
        "llm": False,
        "realtime": True,
    }


async def test_a_wished_id_is_given_once(visit: Visit) -> None:
    wish = {"session_id": WISHED}
    assert (await create(visit, wish))["session_id"] == WISHED
    assert RANDOM_128.fullmatch((await create(visit, wish))["session_id"])


@pytest.mark.parametrize(
    "body",
    [
        {"session_id": "short"},
        {"session_id": "x" * 65},
        {"session_id": "spaces are bad"},
        {"session_id": "abcdefgh\n"},
        {"session_id": 12345678},
        {"metadata": {"k": "v" * 1000}},
        {"metadata": [1]},
        [1],
    ],
)
async def test_a_malformed_wish_is_refused(visit: Visit, body: Any) -> None:
    reply = await visit.http.post("/session/create", json=body)
    assert (reply.status_code, reply.json()["error_code"]) == (422, "INVALID_INPUT")


async def test_a_session_remembers_its_turns(visit: Visit) -> None:
    asked = await visit.ask("which projects use python")
    session = (await visit.http.get(f"/session/{asked['session_id']}")).json()
    assert session["message_count"] == 1
    (turn,) = session["conversation_history"]
    assert turn["user_input"] == "which projects use python"
    assert turn["ai_response"] == asked["response"]
    assert turn["items_shown"] == [card["id"] for card in asked["items"]]
    assert turn["item_type"] == asked["item_type"]


async def test_a_turn_under_an_unknown_id_starts_that_session(visit: Visit) -> None:
    assert (await visit.ask("hello", session_id=WISHED))["session_id"] == WISHED
    assert (await visit.http.get(f"/session/{WISHED}")).status_code == 200


async def test_a_forgotten_session_is_gone_with_its_audio(visit: Visit) -> None:
    spoken = (await visit.say()).json()
    path = f"/session/{spoken['session_id']}"
    gone = await visit.http.delete(path)
    assert gone.json()["status"] == "success"
    assert gone.json()["cleanup_info"]["audio_files_removed"] == 1
    assert (await visit.http.get(path)).json()["error_code"] == "SESSION_NOT_FOUND"
    audio = await visit.http.get(f"/audio/{spoken['audio_file']}")
    assert audio.json()["error_code"] == "FILE_NOT_FOUND"


def on_disk(visit: Visit, words: bytes) -> list[str]:
    """Files in the data folder that hold `words`."""
    files = visit.services.settings.data_dir.rglob("*")
    return [f.name for f in files if f.is_file() and words in f.read_bytes()]


async def test_no_word_of_a_forgotten_session_stays_on_the_disk(visit: Visit) -> None:
    """Neither in pages that are free again nor in the database's journal.

    A reader that is at work puts the journal off for a moment.
    """
    turn = await visit.ask("does she know zebrafinchology?")
    for number in range(60):
        await visit.ask(f"zebrafinchology {number}?", session_id=turn["session_id"])
    await visit.services.session_log.flush()
    await visit.services.turns.sessions.store.count()
    assert on_disk(visit, b"zebrafinchology")
    await visit.http.delete(f"/session/{turn['session_id']}")
    await until(lambda: not on_disk(visit, b"zebrafinchology"))


@pytest.mark.parametrize("method", ["GET", "DELETE"])
@pytest.mark.parametrize(
    "name", [own_id("unknown"), "undefined", "bad", "x" * 150, "%00", "a%2Fb"]
)
async def test_there_is_no_such_session(visit: Visit, method: str, name: str) -> None:
    reply = await visit.http.request(method, f"/session/{name}")
    assert reply.status_code == 404


async def test_a_session_that_ended_says_so_and_a_turn_starts_it_anew(
    tmp_path: Path,
) -> None:
    now = [datetime.now(UTC)]
    async with visiting(settings_for(tmp_path)) as visit:
        visit.services.turns.sessions.store = MemorySessions(
            ttl_s=60, max_sessions=10, clock=lambda: now[0]
        )
        await visit.ask("hello", session_id=WISHED)
        now[0] += timedelta(seconds=61)
        ended = await visit.http.get(f"/session/{WISHED}")
        assert (ended.status_code, ended.json()["error_code"]) == (
            410,
            "SESSION_EXPIRED",
        )
        again = await visit.ask("hello", session_id=WISHED)
        assert again["session_id"] == WISHED

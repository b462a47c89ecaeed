"""Who may talk: by origin, ticket, address, session, and how much of it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from openai import AsyncOpenAI
from websockets.exceptions import InvalidStatus

from services.models.records import Interaction
from services.realtime.tickets import LASTS_S, Tickets
from tests.app import ORIGIN
from tests.realtime.rig import Client, Line, line, silence, speech
from tests.waiting import until

ELSEWHERE = "https://elsewhere.example"
TOKEN = "an-owner-token-of-some-length"
KEPT_S = 20.0
SESSION = "b3f1c2d4-9a77-4c1e-8f60-5d2e7a1b9c33"


async def status_of(rig: Line, query: str = "", **headers: Any) -> int:
    """101 where a talk is opened."""
    try:
        async with rig.client(query, **headers) as client:
            await client.until("session.created")
    except InvalidStatus as refused:
        return refused.response.status_code
    return 101


async def refusal_of(rig: Line, query: str = "") -> tuple[str, int]:
    async with rig.client(query) as client:
        error = await client.until("error")
        return error["error"]["code"], await client.closed()


async def test_a_page_of_another_origin_needs_a_ticket(tmp_path: Path) -> None:
    with line(tmp_path) as rig:
        assert await status_of(rig) == 101, "programs name no origin"
        assert await status_of(rig, origin=rig.served.url) == 101
        assert await status_of(rig, origin=ORIGIN) == 101, "of CORS_ORIGINS"
        assert await status_of(rig, origin=ELSEWHERE) == 403
        assert await status_of(rig, "?ticket=ek_made-up", origin=ELSEWHERE) == 403
        async with httpx.AsyncClient() as http:
            made = await http.post(f"{rig.served.url}/v1/realtime/client_secrets")
        ticket = made.json()["value"]
        query = f"?ticket={ticket}"
        assert await status_of(rig, query, origin=ELSEWHERE) == 101
        assert await status_of(rig, query, origin=ELSEWHERE) == 403, "it opens one talk"


async def test_a_ticket_is_what_stock_clients_call_a_client_secret(
    tmp_path: Path,
) -> None:
    with line(tmp_path) as rig:
        openai = AsyncOpenAI(api_key="none", base_url=f"{rig.served.url}/v1")
        secret = await openai.realtime.client_secrets.create()
        protocols = ["realtime", f"openai-insecure-api-key.{secret.value}"]
        async with rig.client(origin=ELSEWHERE, subprotocols=protocols) as client:
            await client.until("session.created")
            assert client.socket.subprotocol == "realtime"
        await openai.close()


def test_a_ticket_is_good_for_a_minute() -> None:
    now_s = 0.0
    tickets = Tickets(lambda: now_s)
    early, late = tickets.issue(), tickets.issue()
    now_s = LASTS_S - 1
    assert tickets.take(early)
    assert not tickets.take(early)
    now_s = LASTS_S + 1
    assert not tickets.take(late)


async def test_a_bearer_that_is_no_key_of_ours_is_passed_over(tmp_path: Path) -> None:
    """And counts as no wrong guess: the owner can still log in from there."""
    with line(tmp_path, rate_limit_enabled=True, admin_token=TOKEN) as rig:
        for number in range(8):
            bearer = {"authorization": f"Bearer sk-{number}"}
            assert await status_of(rig, additional_headers=bearer) == 101
        async with httpx.AsyncClient() as http:
            headers = {"authorization": f"Bearer {TOKEN}"}
            url = f"{rig.served.url}/api/ai-interactions"
            assert (await http.get(url, headers=headers)).status_code == 200


async def test_one_talk_a_session_four_an_address_and_a_number_in_all(
    tmp_path: Path,
) -> None:
    with line(tmp_path, realtime_talks=5) as rig:
        async with AsyncExitStack() as talks:
            await begin(talks, rig, f"?session_id={SESSION}")
            assert await refusal_of(rig, f"?session_id={SESSION}") == (
                "session_busy",
                1008,
            )
            for _ in range(3):
                await begin(talks, rig)
            assert await refusal_of(rig) == ("rate_limit_exceeded", 1013)
        await until(lambda: not list(rig.services.talks))
    with line(tmp_path, realtime_talks=1) as rig:
        async with AsyncExitStack() as talks:
            await begin(talks, rig)
            assert await refusal_of(rig) == ("overloaded", 1013)


async def begin(talks: AsyncExitStack, rig: Line, query: str = "") -> Client:
    client = await talks.enter_async_context(rig.client(query))
    await client.until("session.created")
    return client


async def test_spoken_turns_are_charged_as_uploads_are(tmp_path: Path) -> None:
    with line(tmp_path, rate_limit_enabled=True) as rig:
        async with rig.client() as client:
            detection = {"type": "server_vad", "silence_duration_ms": 200}
            audio = {"input": {"turn_detection": detection}}
            session = {"type": "realtime", "audio": audio}
            await client.send("session.update", session=session)
            for _ in range(11):
                await client.say(speech(0.4), silence(0.4))
                await client.until("response.done")
            left = [
                event["rate_limits"][0]["remaining"]
                for event in client.of("rate_limits.updated")
            ]
            last = client.of("response.done")[-1]["response"]
            assert left == list(range(9, -1, -1))
            assert last["status"] == "failed"
            error = last["status_details"]["error"]
            assert error["code"] == "rate_limit_exceeded"


async def test_a_host_that_is_not_served_is_refused(tmp_path: Path) -> None:
    with line(tmp_path, allowed_hosts=("voice.example",)) as rig:
        assert await status_of(rig) == 101, "loopback is this machine"
        with pytest.raises(InvalidStatus):
            async with rig.client(additional_headers={"Host": "evil.example"}):
                pass


async def test_the_session_is_an_ordinary_one(tmp_path: Path) -> None:
    """Its history, its line in the log, and its being forgotten."""
    with line(tmp_path, admin_token=TOKEN) as rig:
        base = rig.served.url
        async with (
            httpx.AsyncClient(base_url=base) as http,
            rig.client(f"?session_id={SESSION}") as client,
        ):
            await client.say(speech(), silence())
            await client.until("viva_voce.reply")
            rig.clock.now_s = 60
            await client.say(speech(), silence())
            await client.until("viva_voce.reply")
            kept = (await http.get(f"/session/{SESSION}")).json()
            assert len(kept["conversation_history"]) == 1, (
                "the second one may still be interrupted"
            )
            gone = await http.delete(f"/session/{SESSION}")
            assert gone.status_code == 200
            assert await client.closed() == 1000
            await until(lambda: not list(rig.services.talks))
            assert (await http.get(f"/session/{SESSION}")).status_code == 404
            headers = {"authorization": f"Bearer {TOKEN}"}
            log = await http.get("/api/ai-interactions", headers=headers)
            assert SESSION not in log.text


async def test_a_turn_by_voice_is_one_turn_by_voice_in_the_log(tmp_path: Path) -> None:
    with line(tmp_path, admin_token=TOKEN) as rig:
        async with rig.client() as client:
            await client.say(speech(), silence())
            await client.until("viva_voce.reply")
        await until(lambda: not list(rig.services.talks))
        rows: Sequence[Interaction] = ()
        async with asyncio.timeout(KEPT_S):  # Its last turn is still being kept.
            while not rows:
                await asyncio.sleep(0.05)
                rows = await rig.services.storage.interactions.latest(limit=5)
        assert [row.channel for row in rows] == ["voice"]
        assert rows[0].engines["recognizer"] == "fake"
        assert rows[0].engines["tts"] == "fake-voice"

"""Who may talk where API keys are set: keys, the owner, and whoever has a ticket."""

from __future__ import annotations

import json
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx
from openai import AsyncOpenAI
from websockets.exceptions import InvalidStatus

from tests.realtime.rig import Line, line

SITE, OTHER = "jK83hfH72hfbvkQPzz12", "OIYU786hjgKJHkjh87HJ"
OWNER = "owner-of-a-house-7Qw"
KEYS: dict[str, Any] = {"api_keys": f"site:{SITE},other:{OTHER}", "admin_token": OWNER}
PAGE = "https://a.example"
SUBPROTOCOL = "openai-insecure-api-key."


async def answer(rig: Line, query: str = "", **how: Any) -> tuple[int, str]:
    """101 where a talk is opened, else the status and the error's code."""
    try:
        async with rig.client(query, **how) as client:
            await client.until("session.created")
    except InvalidStatus as refused:
        body = json.loads(refused.response.body or b"{}")
        assert body["error"]["code"] == body["error_code"].lower()
        return refused.response.status_code, body["error_code"]
    return 101, ""


def bearer(key: str) -> dict[str, Any]:
    return {"additional_headers": {"authorization": f"Bearer {key}"}}


def offered(key: str) -> dict[str, Any]:
    return {"subprotocols": ["realtime", SUBPROTOCOL + key]}


async def ticket(rig: Line, key: str = SITE) -> str:
    async with httpx.AsyncClient() as http:
        made = await http.post(
            f"{rig.served.url}/v1/realtime/client_secrets",
            headers={"authorization": f"Bearer {key}"},
        )
    assert made.status_code == 200
    value: str = made.json()["value"]
    return value


async def test_a_key_opens_a_talk_in_every_way_it_may_come(tmp_path: Path) -> None:
    with line(tmp_path, **KEYS) as rig:
        for how in (
            bearer(SITE),
            bearer(OWNER),
            {"additional_headers": {"x-api-key": OTHER}},
            offered(SITE),
            {**offered(SITE), "origin": PAGE},
        ):
            assert await answer(rig, **how) == (101, "")


async def test_without_one_it_is_closed_from_wherever(tmp_path: Path) -> None:
    with line(tmp_path, **KEYS) as rig:
        for how in (
            {},
            {"origin": rig.served.url},
            {"origin": "http://localhost:3000"},
            bearer("sk-wrong"),
            offered("sk-wrong"),
        ):
            assert await answer(rig, **how) == (401, "UNAUTHORIZED")
        assert await answer(rig, "?ticket=ek_made-up") == (401, "UNAUTHORIZED")


async def test_a_ticket_opens_one_without_a_key(tmp_path: Path) -> None:
    with line(tmp_path, **KEYS) as rig:
        async with httpx.AsyncClient() as http:
            url = f"{rig.served.url}/v1/realtime/client_secrets"
            assert (await http.post(url)).status_code == 401
        for way in (
            lambda one: {"query": f"?ticket={one}", "origin": PAGE},
            lambda one: {**offered(one), "origin": rig.served.url},
            bearer,
        ):
            how = way(await ticket(rig))
            assert await answer(rig, **how) == (101, "")
            assert (await answer(rig, **how))[0] == 401, "it opens one talk"


async def test_tickets_are_no_guesses_but_wrong_keys_are(tmp_path: Path) -> None:
    with line(tmp_path, **KEYS) as rig:
        used = [(await answer(rig, **offered(f"ek_{n}")))[0] for n in range(7)]
        assert used == [401] * 7
        tries = [(await answer(rig, **bearer(f"guess {n}")))[0] for n in range(7)]
        assert tries == [401] * 5 + [429] * 2
        assert await answer(rig, **bearer(OWNER)) == (429, "RATE_LIMIT_EXCEEDED")
        assert await answer(rig, **bearer(SITE)) == (101, "")


async def test_a_key_has_its_pages_and_its_day(tmp_path: Path) -> None:
    bounds: dict[str, Any] = {
        "api_key_origins": f"site={PAGE}",
        "api_key_quotas": "site=2",
    }
    with line(tmp_path, **KEYS, **bounds) as rig:
        strange = {**offered(SITE), "origin": "https://b.example"}
        assert await answer(rig, **strange) == (403, "FORBIDDEN")
        here = {**offered(SITE), "origin": PAGE}
        found = [(await answer(rig, **here))[0] for _ in range(3)]
        assert found == [101, 101, 429]
        assert await answer(rig, **bearer(OTHER)) == (101, "")


async def test_a_key_is_a_visitor_of_its_own(tmp_path: Path) -> None:
    """Four talks of one key are no obstacle to another, from the same address."""
    with line(tmp_path, **KEYS) as rig:
        async with AsyncExitStack() as talks:
            for _ in range(4):
                client = await talks.enter_async_context(rig.client(**bearer(SITE)))
                await client.until("session.created")
            fifth = await talks.enter_async_context(rig.client(**bearer(SITE)))
            error = await fifth.until("error")
            assert error["error"]["code"] == "rate_limit_exceeded"
            assert await answer(rig, **bearer(OTHER)) == (101, "")


async def test_the_stock_client_talks_with_a_key_and_with_a_ticket(
    tmp_path: Path,
) -> None:
    with line(tmp_path, **KEYS) as rig:
        for key in (SITE, await ticket(rig)):
            client = AsyncOpenAI(api_key=key, base_url=f"{rig.served.url}/v1")
            async with client.realtime.connect(model="any") as talk:
                assert (await talk.recv()).type == "session.created"
            await client.close()


async def test_with_no_keys_set_any_bearer_is_passed_over(tmp_path: Path) -> None:
    with line(tmp_path, admin_token=OWNER) as rig:
        for number in range(9):
            assert await answer(rig, **bearer(f"sk-{number}")) == (101, "")
        strange = {**offered("sk-1"), "origin": PAGE}
        assert await answer(rig, **strange) == (403, "FORBIDDEN")
        async with httpx.AsyncClient() as http:
            reply = await http.get(
                f"{rig.served.url}/api/usage",
                headers={"authorization": f"Bearer {OWNER}"},
            )
        assert reply.status_code == 200


async def test_a_page_of_here_is_given_a_ticket_without_a_key(tmp_path: Path) -> None:
    with line(tmp_path, **KEYS) as rig:
        address = f"{rig.served.url}/v1/realtime/client_secrets"
        async with httpx.AsyncClient() as http:
            own = await http.post(address, headers={"origin": rig.served.url})
            other = await http.post(address, headers={"origin": PAGE})
        assert (own.status_code, other.status_code) == (200, 401)
        opened = f"?ticket={own.json()['value']}"
        assert await answer(rig, opened, origin=rig.served.url) == (101, "")

"""Who may come in now."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from services.api.middleware.admission import kind_of
from tests.app import Visit, settings_for, visiting
from tests.ids import own_id


def limited(folder: Path, **changes: Any) -> Any:
    return settings_for(folder, rate_limit_enabled=True, **changes)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/process", "audio"),
        ("/test/transcribe", "audio"),
        ("/process/text", "chat"),
        ("/ask", "chat"),
        ("/smart/query", "chat"),
        ("/tts", "speech"),
        ("/content/types", "read"),
        ("/audio/x.wav", "read"),
        ("/nowhere", "read"),
        ("/app", "page"),
        ("/web/js/app.js", "page"),
        ("/openapi.json", "page"),
        ("/health", "page"),
        ("/health/live", None),
        ("/health/ready", None),
    ],
)
def test_requests_have_their_kind(path: str, kind: str | None) -> None:
    assert kind_of(path, "POST") == kind


def test_a_preflight_is_free() -> None:
    assert kind_of("/ask", "OPTIONS") is None


async def test_over_the_allowance_a_visitor_waits(tmp_path: Path) -> None:
    async with visiting(limited(tmp_path)) as visit:
        for left in reversed(range(30)):
            reply = await visit.http.post("/ask", json={"text": "hello"})
            assert reply.headers["ratelimit-remaining"] == str(left)
        refused = await visit.http.post("/ask", json={"text": "hello"})
    assert refused.status_code == 429
    assert refused.json()["error_code"] == "RATE_LIMIT_EXCEEDED"
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert refused.headers["ratelimit-limit"] == "30"


async def test_one_kind_does_not_use_up_another(tmp_path: Path) -> None:
    async with visiting(limited(tmp_path)) as visit:
        for _ in range(31):
            await visit.http.post("/ask", json={"text": "hello"})
        assert (await visit.http.get("/content/types")).status_code == 200


async def test_names_that_a_visitor_invents_do_not_help(tmp_path: Path) -> None:
    async with visiting(limited(tmp_path)) as visit:
        codes = [
            (
                await visit.http.post(
                    "/ask",
                    json={"text": "hello", "session_id": own_id(str(turn))},
                    headers={
                        "x-forwarded-for": f"10.0.0.{turn}",
                        "forwarded": f"for=10.0.0.{turn}",
                        "x-real-ip": f"10.0.0.{turn}",
                        "user-agent": f"agent {turn}",
                    },
                )
            ).status_code
            for turn in range(40)
        ]
    assert codes.count(200) == 30


async def test_a_trusted_proxy_tells_visitors_apart(tmp_path: Path) -> None:
    settings = limited(tmp_path, trusted_proxies=("10.0.0.0/8",))
    async with visiting(settings, client="10.1.1.1") as visit:
        for turn in range(31):
            head = {"x-forwarded-for": f"192.0.2.{turn}"}
            reply = await visit.http.post("/ask", json={"text": "hi"}, headers=head)
            assert reply.status_code == 200


async def test_a_session_is_limited_from_whichever_address(tmp_path: Path) -> None:
    asked = {"text": "hello", "session_id": own_id("the same")}
    async with visiting(limited(tmp_path, trusted_proxies="127.0.0.1")) as visit:
        for number in range(30):
            via = {"x-forwarded-for": f"203.0.113.{number}"}
            reply = await visit.http.post("/ask", json=asked, headers=via)
            assert reply.status_code == 200
        via = {"x-forwarded-for": "198.51.100.7"}
        refused = await visit.http.post("/ask", json=asked, headers=via)
        told = await visit.http.post("/smart/query", json=asked, headers=via)
        another = await visit.http.post("/ask", json={"text": "hello"}, headers=via)
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0
    assert refused.headers["ratelimit-remaining"] == "0"
    assert told.json()["metadata"]["rate_limited"]
    assert another.status_code == 200


async def test_more_requests_than_may_be_at_work_are_told_to_come_back(
    tmp_path: Path,
) -> None:
    async with visiting(settings_for(tmp_path, max_concurrent_requests=1)) as visit:
        visit.ears.recognizer.takes_s = 0.3
        first = asyncio.create_task(visit.say())
        await visit.ears.recognizer.asked.wait()
        second = await visit.http.post("/ask", json={"text": "hello"})
        health = await visit.http.get("/health/live")
        assert second.status_code == 503
        assert second.json()["error_code"] == "OVERLOADED"
        assert int(second.headers["retry-after"]) >= 1
        assert health.status_code == 200
        assert (await first).status_code == 200
        assert (await visit.http.post("/ask", json={"text": "hi"})).status_code == 200


async def test_limits_can_be_switched_off(visit: Visit) -> None:
    for _ in range(40):
        reply = await visit.http.post("/ask", json={"text": "hello"})
        assert reply.status_code == 200
    assert "ratelimit-limit" not in reply.headers

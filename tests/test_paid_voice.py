"""Who may have a voice that costs money speak, over real sockets on both sides."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from api_server import create_app
from services.container import Services
from services.models.conversation import Turn
from tests.app import settings_for
from tests.server import serving
from tests.speech.test_elevenlabs import Service, service

OWNER = {"authorization": "Bearer t0ken-for-owners"}
PRICE_OF_1000 = 0.05


@dataclass
class Visit:
    http: httpx.AsyncClient
    services: Services
    paid: Service

    async def speak(self, text: str, path: str = "/test/tts", **more: Any) -> int:
        """The status; `/test/tts` answers with the sound itself."""
        headers = more.pop("headers", {})
        body = {"text": text, **more}
        answer = await self.http.post(path, json=body, headers=headers)
        return answer.status_code

    async def reply(
        self, question: str = "which projects use python"
    ) -> dict[str, Any]:
        answer = await self.http.post("/smart/query", json={"text": question})
        found: dict[str, Any] = answer.json()
        return found

    @property
    def spoken(self) -> int:
        """Characters that reached the provider."""
        return sum(len(body["text"]) for _, body in self.paid.requests)

    async def usage(self) -> dict[str, Any]:
        answer = await self.http.get("/api/usage", headers=OWNER)
        found: dict[str, Any] = answer.json()["voice"]
        return found


@asynccontextmanager
async def visiting(folder: Path, **settings: Any) -> AsyncIterator[Visit]:
    async with service() as paid:
        keys = {
            "admin_token": "t0ken-for-owners",
            "elevenlabs_api_key": "key",
            "elevenlabs_base_url": paid.url,
        }
        app = create_app(settings_for(folder, **keys, **settings))
        with serving(app) as served:
            async with httpx.AsyncClient(base_url=served.url, timeout=30) as http:
                yield Visit(http, app.state.services, paid)


async def test_what_a_visitor_makes_up_costs_nothing(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        session = (await visit.reply())["session_id"]
        for number in range(3):
            text = f"{number} words of my own. " * 50
            assert await visit.speak(text) == 200
            assert await visit.speak(text, session_id=session) == 200
            assert await visit.speak(text, "/tts", session_id=session) == 200
        assert await visit.speak("Hello.", session_id={"not": "an id"}) == 200
        assert await visit.speak("Hello.", "/tts", voice="21m00Tcm4TlvDq8ikWAM") == 200
        assert visit.spoken == 0
        assert (await visit.usage())["characters"] == 0


@pytest.mark.parametrize("path", ["/test/tts", "/tts"])
async def test_a_reply_is_spoken_and_booked(tmp_path: Path, path: str) -> None:
    async with visiting(tmp_path) as visit:
        reply = await visit.reply()
        said = {"session_id": reply["session_id"]}
        assert await visit.speak(f" {reply['response']}\n", path, **said) == 200
        sent = visit.spoken
        assert sent > 0
        assert await visit.speak(reply["response"], path, **said) == 200
        assert await visit.speak(reply["response"], path) == 200
        other = (await visit.reply("hello"))["session_id"]
        assert await visit.speak(reply["response"], path, session_id=other) == 200
        assert visit.spoken == sent
        usage = await visit.usage()
        metrics = (await visit.http.get("/metrics")).text
    assert (usage["characters"], usage["calls"]) == (sent, 1)
    assert usage["cost_usd"] == pytest.approx(sent * PRICE_OF_1000 / 1000, abs=1e-6)
    assert f"viva_voce_voice_spent_usd {usage['cost_usd']}" in metrics


async def test_a_spoken_turn_is_booked(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        body = {"text": "which projects use python"}
        turn = (await visit.http.post("/process/text", json=body)).json()
        assert turn["metadata"]["engines"]["tts"] == "elevenlabs"
        assert (await visit.usage())["characters"] == visit.spoken > 0


async def test_a_reply_of_long_ago_costs_nothing(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        session = (await visit.reply())["session_id"]
        at = datetime.now(UTC) - timedelta(minutes=11)
        old = Turn("hello", "An old reply.", at, (), "none", "greeting", {}, "")
        store = visit.services.storage.sessions
        await store.append(session, old)
        assert await visit.speak("An old reply.", session_id=session) == 200
        assert visit.spoken == 0


async def test_the_owner_has_anything_said(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        assert await visit.speak("My own words.", headers=OWNER) == 200
        assert await visit.speak("More of them.", "/tts", headers=OWNER) == 200
        assert visit.spoken == len("My own words.More of them.")
        wrong = {"authorization": "Bearer wrong"}
        assert await visit.speak("Mine too?", headers=wrong) == 401


async def test_a_program_with_a_key_pays_from_a_visitors_share(tmp_path: Path) -> None:
    """100 characters a day, 20 a visitor; who has no key is said by the next voice."""
    key = "jK83hfH72hfbvkQPzz12"
    limit = {"voice_daily_limit_usd": PRICE_OF_1000 / 10}
    async with visiting(tmp_path, api_keys=f"site:{key}", **limit) as visit:
        order = {"model": "tts-1", "voice": "alloy", "response_format": "wav"}
        for bearer, spoken in ((key, 14), (key, 14), ("t0ken-for-owners", 28)):
            answer = await visit.http.post(
                "/v1/audio/speech",
                json={**order, "input": f"Words by {bearer[:4]}{spoken}."[:14]},
                headers={"authorization": f"Bearer {bearer}"},
            )
            assert answer.status_code == 200
            assert len(answer.content) > 1000
            assert visit.spoken == spoken


async def test_a_bearer_that_is_no_key_has_no_paid_voice(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        for number in range(7):
            answer = await visit.http.post(
                "/v1/audio/speech",
                json={"model": "tts-1", "voice": "alloy", "input": f"Words {number}."},
                headers={"authorization": f"Bearer sk-{number}"},
            )
            assert answer.status_code == 200
        assert visit.spoken == 0
        assert await visit.speak("My own words.", headers=OWNER) == 200


async def test_a_visitor_has_a_share_and_the_day_a_limit(tmp_path: Path) -> None:
    """100 characters a day, 20 a visitor: a longer reply is said by the next voice."""
    limit = {"voice_daily_limit_usd": PRICE_OF_1000 / 10}
    async with visiting(tmp_path, **limit) as visit:
        reply = await visit.reply()
        assert len(reply["response"]) > 20
        said = {"session_id": reply["session_id"]}
        assert await visit.speak(reply["response"], **said) == 200
        assert visit.spoken == 0
        body = {"text": "which projects use python"}
        turn = (await visit.http.post("/process/text", json=body)).json()
        assert turn["metadata"]["engines"]["tts"] == "espeak-ng"
        assert "tts:elevenlabs:budget" in turn["metadata"]["degraded"]
        for number in range(9):
            await visit.speak(f"{number} " + "x" * 10, headers=OWNER)
        assert 84 < visit.spoken <= 100
        health = (await visit.http.get("/health")).json()
    assert health["components"]["tts"]["status"] == "healthy"


async def test_many_at_once_do_not_pass_the_limit(tmp_path: Path) -> None:
    limit = {"voice_daily_limit_usd": PRICE_OF_1000 / 10}
    async with visiting(tmp_path, **limit) as visit:
        texts = [f"{number:02} " + "x" * 17 for number in range(24)]
        tasks = [visit.speak(text, headers=OWNER) for text in texts]
        found = await asyncio.gather(*tasks)
        assert set(found) <= {200, 503}
        assert 0 < visit.spoken <= 100
        assert (await visit.usage())["characters"] == visit.spoken


async def test_what_was_spent_is_known_after_a_restart(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        await visit.speak("My own words.", headers=OWNER)
        before = await visit.usage()
    async with visiting(tmp_path) as visit:
        after = await visit.usage()
    assert before["characters"] == after["characters"] == len("My own words.")

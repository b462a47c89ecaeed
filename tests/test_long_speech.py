"""A text that takes long to say, over real sockets: its limit, and whom it costs."""

from __future__ import annotations

import asyncio
import io
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from api_server import create_app
from services.container import Services
from services.models.speech import LONGEST_SPOKEN_S
from tests.app import settings_for
from tests.server import serving

SENTENCE = "I led the team for routing at a company that makes maps for four years. "
HONEST = (SENTENCE * 60)[:4000]
ENDLESS = ("$5k " * 1000, "C++ " * 1000, "x%" * 2000)


@asynccontextmanager
async def visitor(
    folder: Path, **settings: Any
) -> AsyncIterator[tuple[httpx.AsyncClient, Services]]:
    app = create_app(settings_for(folder, tts_deadline=60, **settings))
    with serving(app) as served:
        async with httpx.AsyncClient(base_url=served.url, timeout=90) as http:
            yield http, app.state.services


def seconds_of(wav: bytes) -> float:
    with wave.open(io.BytesIO(wav)) as file:
        return float(file.getnframes() / file.getframerate())


@pytest.mark.parametrize("format", ["wav", "mp3", "opus"])
async def test_4000_characters_at_normal_speed_are_spoken_whole(
    tmp_path: Path, format: str
) -> None:
    async with visitor(tmp_path) as (http, _):
        order = {"text": HONEST, "output_format": format}
        answer = await http.post("/tts", json=order)
        assert answer.status_code == 200, answer.text
        assert 200 < answer.json()["audio_duration"] < LONGEST_SPOKEN_S


@pytest.mark.parametrize("text", ENDLESS)
@pytest.mark.parametrize("path", ["/tts", "/test/tts"])
async def test_what_takes_longer_is_refused_and_not_cut(
    tmp_path: Path, path: str, text: str
) -> None:
    async with visitor(tmp_path) as (http, services):
        answer = await http.post(path, json={"text": text})
        slow = {"text": HONEST, "rate": "x-slow"}
        slowly = await http.post("/tts", json=slow)
        assert services.audio_files.listing() == []
    for refused in (answer, slowly):
        assert refused.status_code == 413
        assert refused.json()["error_code"] == "AUDIO_TOO_LONG"
        assert f"{LONGEST_SPOKEN_S} seconds" in refused.json()["message"]


async def test_a_long_sound_is_answered_whole_from_the_disk(tmp_path: Path) -> None:
    async with visitor(tmp_path) as (http, services):
        answer = await http.post("/test/tts", json={"text": HONEST})
        assert answer.headers["content-type"] == "audio/wav"
        assert float(answer.headers["processing_time_ms"]) > 0
        assert seconds_of(answer.content) > 200
        (kept,) = services.audio_files.listing()
        assert kept.stat().st_size == len(answer.content)


async def test_audio_never_takes_more_than_it_may(tmp_path: Path) -> None:
    """Looked at on each save, not at the next clean-up."""
    most = 3_000_000
    async with visitor(tmp_path, audio_max_total_bytes=most) as (http, services):
        names = []
        for number in range(12):
            text = f"Number {number}. " + SENTENCE * 3
            names.append((await http.post("/tts", json={"text": text})).json())
            held = sum(e.stat().st_size for e in services.audio_files.listing())
            assert held <= most
        found = [await http.get(f"/audio/{made['audio_file']}") for made in names]
    statuses = [answer.status_code for answer in found]
    assert statuses == sorted(statuses, reverse=True)
    assert (statuses[0], statuses[-1]) == (404, 200)


async def test_a_flood_loses_its_own_audio(tmp_path: Path) -> None:
    settings = {"audio_max_total_bytes": 3_000_000, "trusted_proxies": ("127.0.0.1",)}
    async with visitor(tmp_path, **settings) as (http, _):

        async def speak(text: str, visitor: str) -> str:
            headers = {"x-forwarded-for": visitor}
            answer = await http.post("/tts", json={"text": text}, headers=headers)
            return str(answer.json()["audio_file"])

        honest = await speak("My answer.", "203.0.113.7")
        flood = [
            await speak(f"Number {n}. {SENTENCE * 4}", "203.0.113.8") for n in range(8)
        ]
        kept = (await http.get(f"/audio/{honest}")).status_code
        lost = (await http.get(f"/audio/{flood[0]}")).status_code
    assert (kept, lost) == (200, 404)


async def test_one_visitor_has_a_share_of_the_voice(tmp_path: Path) -> None:
    """Texts wait behind one another, or get 503 and when to come back.

    Others are served meanwhile.
    """
    settings = {"trusted_proxies": ("127.0.0.1",)}
    async with visitor(tmp_path, **settings) as (http, _):

        async def speak(text: str, visitor: str) -> httpx.Response:
            headers = {"x-forwarded-for": visitor}
            return await http.post("/tts", json={"text": text}, headers=headers)

        await speak("Warm up.", "203.0.113.7")
        flood = [
            asyncio.create_task(speak(f"Number {n}. {HONEST[:3900]}", "203.0.113.8"))
            for n in range(12)
        ]
        await asyncio.wait(flood, return_when=asyncio.FIRST_COMPLETED)
        assert (await speak("Hello.", "203.0.113.7")).status_code == 200
        answers = await asyncio.gather(*flood)
    refused = [one for one in answers if one.status_code != 200]
    assert {one.json()["error_code"] for one in refused} <= {"OVERLOADED"}
    assert all(int(one.headers["retry-after"]) >= 1 for one in refused)

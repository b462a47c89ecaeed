"""One visitor's texts do not take the better voice from others."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from api_server import create_app
from services.models.speech import SpeechRequest, SynthesizedSpeech, Voice
from services.speech.piper import PiperSynthesizer
from services.speech.piper_voices import FoundVoices, PiperVoice
from services.speech.transcode import Pcm
from services.speech.voice_budget import VoiceBudget
from services.tts_service import TtsService
from services.work_queue import WorkQueue
from tests.app import settings_for
from tests.fakes import FakeSynthesizer
from tests.server import Served, serving

JOE = PiperVoice(Voice("joe", "Joe", "Male", "en-US"), Path("joe"), Path("joe.json"))
TEXTS = 6
LETTERS = 120
DEADLINE_S = 20.0


class Spare(FakeSynthesizer):
    available = True


class HeldPiper(PiperSynthesizer):
    """Speaks nothing until it may; `began` tells of each text, `said` their order."""

    def __init__(self, queue: WorkQueue) -> None:
        super().__init__(queue, lambda: FoundVoices((JOE,)), deadline_s=DEADLINE_S)
        self._voices, self._warm = (JOE,), True
        # All that one visitor sends would come too late for another.
        self._pace.character_s = DEADLINE_S / (LETTERS * (TEXTS - 1))
        self.began, self.said = threading.Semaphore(0), list[str]()
        self.may = asyncio.Event()

    async def start(self) -> None:
        self.loop = asyncio.get_running_loop()

    async def synthesize(self, request: SpeechRequest) -> SynthesizedSpeech:
        self.began.release()
        return await super().synthesize(request)

    async def _call(self, text: str, *_: Any) -> Pcm:
        await self.may.wait()
        self.said.append(text[:5])
        return Pcm(bytes(2000), 16_000)


@pytest.fixture
def held(tmp_path: Path) -> Iterator[tuple[HeldPiper, Served]]:
    queue = WorkQueue(workers=2, capacity=50, per_visitor=50)
    app = create_app(settings_for(tmp_path, trusted_proxies=("127.0.0.1",)))
    piper = HeldPiper(queue)
    app.state.services.synthesizer = TtsService(
        [piper, Spare("spare")],
        default_voice="en-US-AriaNeural",
        deadline_s=DEADLINE_S,
        cache_bytes=0,
        budget=VoiceBudget(None, daily_limit_usd=1, usd_per_1000=0.05),
    )
    with serving(app) as served:
        yield piper, served
    queue.close()


def test_a_visitor_s_texts_stand_behind_one_another(
    held: tuple[HeldPiper, Served],
) -> None:
    piper, served = held
    with httpx.Client(base_url=served.url, timeout=30) as http:

        def engine_of(visitor: str, name: str) -> str:
            reply = http.post(
                "/tts",
                json={"text": name.ljust(LETTERS, "x")},
                headers={"x-forwarded-for": visitor},
            )
            return str(reply.json()["engine"])

        with ThreadPoolExecutor(TEXTS + 1) as pool:
            for number in range(TEXTS - 1):
                pool.submit(engine_of, "203.0.113.1", f"many{number}")
            assert piper.began.acquire(timeout=10)
            other = pool.submit(engine_of, "198.51.100.1", "other")
            assert piper.began.acquire(timeout=10)
            piper.loop.call_soon_threadsafe(piper.may.set)
            assert other.result() == "piper"
    assert piper.said.index("other") <= 1

"""The whole application for tests: real parts, the heavy ones replaced by fakes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

from api_server import create_app
from services.container import Services
from services.pipeline.hearing import Hearing
from services.settings import Settings
from tests.fakes import FakeDetector, FakeRecognizer, FakeSynthesizer
from tests.sounds import encode, tone

RESUME = Path(__file__).parent.parent / "resume_data.json"
ORIGIN = "http://localhost:3000"


class GivenSettings(Settings):
    """Reads neither the environment nor a file."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        *_: PydanticBaseSettingsSource,
        **__: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


def settings_for(folder: Path, **changes: Any) -> Settings:
    """A bare machine: no key, no network, no limits unless `changes` say so.

    A model rephrases what is easily asked for, a list, which it would not read for.
    """
    quiet: dict[str, Any] = {
        "llm_mode": "rephrase",
        "data_dir": folder,
        "resume_path": RESUME,
        "whisper_download": "never",
        "recognizer": "pocketsphinx",
        "edge_tts_enabled": False,
        "piper_voice": (),
        "rate_limit_enabled": False,
        "log_level": "ERROR",
    }
    return GivenSettings(**(quiet | changes))


@dataclass
class Ears:
    """The fakes that a test may script."""

    detector: FakeDetector
    recognizer: FakeRecognizer
    synthesizer: FakeSynthesizer


def with_fakes(services: Services) -> Ears:
    ears = Ears(
        FakeDetector("fake-vad"),
        FakeRecognizer("fake-recognizer"),
        FakeSynthesizer("fake-voice"),
    )
    services.turns.hearing = Hearing(ears.detector, ears.recognizer)
    services.jobs.writer.hearing = services.turns.hearing
    services.turns.speaking.synthesizer = ears.synthesizer
    services.synthesizer = ears.synthesizer  # type: ignore[assignment]
    return ears


@dataclass
class Visit:
    """One application and a client that talks to it."""

    app: FastAPI
    services: Services
    ears: Ears
    http: httpx.AsyncClient

    async def ask(self, text: str, **more: Any) -> dict[str, Any]:
        reply = await self.http.post("/ask", json={"text": text, **more})
        assert reply.status_code == 200, reply.text
        found: dict[str, Any] = reply.json()
        return found

    async def say(
        self, path: str = "/process", *, sound: bytes | None = None, **fields: str
    ) -> httpx.Response:
        files = {"audio_file": ("recording.wav", sound or recording(), "audio/wav")}
        return await self.http.post(path, files=files, data=fields)


@asynccontextmanager
async def visiting(
    settings: Settings, *, client: str = "127.0.0.1"
) -> AsyncIterator[Visit]:
    app = create_app(settings)
    services: Services = app.state.services
    ears = with_fakes(services)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=(client, 1))
    try:
        async with httpx.AsyncClient(
            transport=transport, base_url="http://localhost"
        ) as http:
            yield Visit(app, services, ears, http)
    finally:
        await services.stop()


def recording(seconds: float = 0.5) -> bytes:
    """As the browser client uploads it: WAV, 16 kHz, mono, PCM16."""
    return encode(tone(440, seconds), "wav")

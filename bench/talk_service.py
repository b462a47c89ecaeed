"""The service with a recogniser and a voice that take a fixed time, to be talked to."""

from __future__ import annotations

import argparse
import asyncio
import os
from dataclasses import dataclass
from typing import Any

import uvicorn

from api_server import create_app, serving
from services.container import Services
from services.models.audio import Utterance
from services.models.health import PartHealth
from services.models.speech import SpeechRequest, SynthesizedSpeech, Transcript, Voice
from services.pipeline.hearing import Hearing
from services.settings import read_settings
from tests.sounds import encode, tone

SPOKEN_S = 3.0
QUESTION = "which projects use python"


@dataclass
class FixedEar:
    """Writes down the same words, `takes_s` later."""

    takes_s: float
    name: str = "fixed"

    async def recognize(self, utterance: Utterance, **how: Any) -> Transcript:
        await asyncio.sleep(self.takes_s)
        return Transcript(QUESTION, "en", 0.9, self.name)

    async def health(self) -> PartHealth:
        return PartHealth("healthy", self.name)

    async def close(self) -> None:
        """Nothing is open."""


class FixedVoice(FixedEar):
    """Says a tone, `takes_s` later."""

    def __init__(self, takes_s: float) -> None:
        super().__init__(takes_s)
        self.data = encode(tone(440, SPOKEN_S), "wav")

    async def synthesize(self, request: SpeechRequest) -> SynthesizedSpeech:
        await asyncio.sleep(self.takes_s)
        return SynthesizedSpeech(self.data, "wav", SPOKEN_S, "fixed", self.name)

    async def voices(self) -> tuple[Voice, ...]:
        return (Voice("fixed", "Fixed", "Female", "en-GB"),)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--takes-ms", type=float, help="none for the real engines")
    parser.add_argument("--hears", action="store_true", help="by the real recogniser")
    wanted = parser.parse_args()
    takes_ms = wanted.takes_ms
    settings = read_settings()
    app = create_app(settings)
    services: Services = app.state.services
    if takes_ms is not None:
        ear, voice = FixedEar(takes_ms / 1000), FixedVoice(takes_ms / 1000)
        if not wanted.hears:
            services.listening.recognizer = ear
            services.turns.hearing = Hearing(services.detector, ear)
        services.turns.speaking.synthesizer = voice  # type: ignore[assignment]
    uvicorn.run(app, **serving(settings) | {"log_level": "error"})


if __name__ == "__main__":
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    main()

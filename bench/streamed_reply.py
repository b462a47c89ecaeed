"""First audio of a streamed reply against hearing, phrasing and speaking in turn."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

from bench.figure import Figure
from bench.language_model_rig import service
from services.metrics import Stopwatch
from services.models.audio import Utterance
from services.models.speech import SpeechRequest, SynthesizedSpeech
from services.pipeline.reply import Asked
from services.pipeline.streaming import Sound
from tests.app import Visit
from tests.fakes import FakeSynthesizer
from tests.model_server import Behaviour, ModelServer
from tests.sounds import tone

RECOGNITION_S, MODEL_S, SPEECH_S = 0.3, 1.0, 0.4
SENTENCES = (
    "Night Owl helps nurses on the night shift.",
    "River Watch warns small towns of floods.",
    "Paper Trail is a search engine for scientific papers.",
    "Garden Brain waters community greenhouses by soil moisture.",
    "Chess Coach explains every mistake in plain words.",
)
TEXT = " ".join(SENTENCES)
WORDS = len(TEXT.split())


@dataclass
class MeasuredVoice(FakeSynthesizer):
    """Takes as long as the text is, SPEECH_S for the whole reply."""

    async def synthesize(self, request: SpeechRequest) -> SynthesizedSpeech:
        await asyncio.sleep(SPEECH_S * len(request.text.split()) / WORDS)
        return await super().synthesize(request)


async def first_audio_figures() -> AsyncIterator[Figure]:
    behaviour = Behaviour(say=lambda messages: TEXT, gap_s=MODEL_S / WORDS)
    with ModelServer(otherwise=behaviour) as server:
        async with service(server, llm_deadline_ms=5000) as visit:
            voice = MeasuredVoice("measured")
            visit.services.turns.speaking.synthesizer = voice
            visit.ears.recognizer.takes_s = RECOGNITION_S
            visit.ears.recognizer.text = "show me all the projects"
            first_s, spoken, whole = await _streamed(visit)
    total_s = RECOGNITION_S + MODEL_S + SPEECH_S
    note = f"{spoken} sentences spoken, the last after {whole:.2f} s"
    yield Figure("first_audio_over_sequential", first_s / total_s, "", "<= 0.45", note)


async def _streamed(visit: Visit) -> tuple[float, int, float]:
    """Seconds to the first sound, sounds in all, seconds to the last."""
    utterance = Utterance(tone(440, 1.0))
    at: list[float] = []
    watch = Stopwatch()
    start = time.perf_counter()
    heard = await visit.services.turns.hearing.hear(utterance, watch)
    asked = Asked(heard.transcript.text, speak=True)
    async for event in visit.services.streamed.run(asked, watch):
        if isinstance(event, Sound):
            at.append(time.perf_counter() - start)
    return at[0], len(at), at[-1]

"""The embedded voice: how soon it speaks, what a kept answer costs, who it holds up."""

from __future__ import annotations

import asyncio
import os
import statistics
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

import psutil

from bench.figure import Figure
from services.models.speech import AudioFormat, SpeechRequest
from services.settings import Settings
from services.speech.speakable import MAX_CHARACTERS, speakable
from services.tts_service import TtsService, build_synthesizer
from services.work_queue import WorkQueue

SENTENCE = (
    "She led the search team from 2021-23 and cut the latency of every query by 40%"
)
ROUNDS = 30
FORMATS: tuple[AudioFormat, ...] = ("wav", "mp3")
LAG_PROBE_S = 0.001


def figures(data: Path | None) -> Iterable[Figure]:
    yield from asyncio.run(_speaking())
    yield _speakable()


@asynccontextmanager
async def _service() -> AsyncIterator[TtsService]:
    queue = WorkQueue(workers=2, capacity=32, per_visitor=32)
    settings = Settings.model_validate(
        {"edge_tts_enabled": False, "piper_voice": "none"}
    )
    service = build_synthesizer(settings, queue)
    try:
        yield service
    finally:
        await service.close()
        queue.close()


async def _speaking() -> list[Figure]:
    async with _service() as service:
        first_ms, _ = await _timed(service, SpeechRequest(SENTENCE))
        spoken = [
            await _timed(service, SpeechRequest(f"{SENTENCE}, case {number}."))
            for number in range(ROUNDS)
        ]
        kept = [
            (await _timed(service, SpeechRequest(SENTENCE)))[0] for _ in range(ROUNDS)
        ]
        lag_ms = await _lag_while_speaking(service)
        idle_mb = _children_mb()
    spoken_ms = statistics.median(ms for ms, _ in spoken)
    sound_s = statistics.median(seconds for _, seconds in spoken)
    share = statistics.median(kept) / spoken_ms
    return [
        Figure("speaking.first_sentence", first_ms, "ms", note="starts the process"),
        Figure("speaking.sentence", spoken_ms, "ms", note=f"{sound_s:.1f} s of sound"),
        Figure("speaking.real_time_factor", spoken_ms / 1000 / sound_s, "", "<= 0.05"),
        Figure("speaking.kept_answer_share", share, "of a new one", "<= 0.1"),
        Figure("speaking.loop_lag_p99", lag_ms, "ms", "<= 20", "while 4 visitors ask"),
        Figure("speaking.worker_memory", idle_mb, "MB", "<= 30"),
    ]


async def _timed(service: TtsService, request: SpeechRequest) -> tuple[float, float]:
    started = time.perf_counter()
    speech = await service.synthesize(request)
    return (time.perf_counter() - started) * 1000, speech.duration_s


async def _lag_while_speaking(service: TtsService) -> float:
    """How late a timer of the event loop rings, at its 99th percentile."""

    async def visitor(number: int) -> None:
        for turn in range(ROUNDS):
            text = f"{SENTENCE}, visitor {number}, turn {turn}."
            await service.synthesize(SpeechRequest(text, format=FORMATS[number % 2]))

    visitors = asyncio.gather(*(visitor(number) for number in range(4)))
    lags = []
    while not visitors.done():
        started = time.perf_counter()
        await asyncio.sleep(LAG_PROBE_S)
        lags.append((time.perf_counter() - started - LAG_PROBE_S) * 1000)
    await visitors
    return statistics.quantiles(lags, n=100)[98]


def _children_mb() -> float:
    children = psutil.Process(os.getpid()).children()
    used_bytes: int = sum(child.memory_full_info().uss for child in children)
    return used_bytes / 1e6


def _speakable() -> Figure:
    text = (f"{SENTENCE}. " * 100)[:MAX_CHARACTERS]
    started = time.perf_counter()
    for _ in range(ROUNDS):
        speakable(text)
    spent_ms = (time.perf_counter() - started) * 1000 / ROUNDS
    return Figure("speaking.speakable_4000_characters", spent_ms, "ms", "<= 20")

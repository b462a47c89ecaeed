"""Piper's voice: how soon it is heard, what it costs, and whom it holds up."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

import psutil

from bench.figure import Figure
from services.models.speech import SpeechRequest
from services.settings import Settings
from services.speech.piper import PiperSynthesizer
from services.tts_service import TtsService, build_synthesizer
from services.work_queue import WorkQueue

REPLIES = (
    "Since 2021, she has been Data Engineer at Harbor Analytics. She built the pipeline"
    " that reads two million sensors a day.",
    "Three projects use Python: Night Owl, River Watch and Paper Trail. Night Owl helps"
    " nurses on the night shift.",
    "She studied Computer Science at Lakeside University, from 2014 to 2016. Her thesis"
    " was about speech recognition on small machines.",
    "No, Rust is not in the résumé. The closest is C++, which she used for five years.",
)
ROUNDS = 2
LAG_PROBE_S = 0.001


def figures(data: Path | None) -> Iterable[Figure]:
    yield from asyncio.run(_figures())


async def _figures() -> list[Figure]:
    async with _service() as (service, piper):
        began = time.perf_counter()
        await piper.start()
        ready_s = time.perf_counter() - began
        if not piper.available:
            reasons = (await piper.health()).detail["reasons"]
            return [Figure("piper.ready", 0, "voices", ">= 1", str(reasons))]
        heard = [await _streamed(service, number) for number in range(ROUNDS * 4)]
        cost_s, sound_s = await _cost(service, piper)
        lag_ms = await _lag_while_speaking(service)
        memory_mb = _worker(piper).memory_full_info().pss / 1e6
    first_ms = statistics.median(first for first, _ in heard) * 1000
    shares = sum(first for first, _ in heard) / sum(whole for _, whole in heard)
    note = f"{len(heard)} replies of two sentences"
    return [
        Figure("piper.ready", ready_s, "s", note="from the start of the service"),
        Figure("piper.first_sound", first_ms, "ms", "<= 350", note),
        Figure("piper.first_sound_share", shares, "of the whole", "<= 0.35", note),
        Figure("piper.real_time_factor", cost_s / sound_s, "of one core", "<= 0.2"),
        Figure("piper.loop_lag_p99", lag_ms, "ms", "<= 20", "while 4 visitors ask"),
        Figure("piper.worker_memory", memory_mb, "MB", "<= 200", "PSS, after all"),
    ]


@asynccontextmanager
async def _service() -> AsyncIterator[tuple[TtsService, PiperSynthesizer]]:
    queue = WorkQueue(workers=2, capacity=32, per_visitor=32)
    settings = Settings.model_validate({"edge_tts_enabled": False})
    service = build_synthesizer(settings, queue)
    piper = next(e for e in service.engines if isinstance(e, PiperSynthesizer))
    try:
        yield service, piper
    finally:
        await service.close()
        queue.close()


async def _streamed(service: TtsService, number: int) -> tuple[float, float]:
    """Seconds from the text to its first sound, and to its last."""
    text = REPLIES[number % 4].replace("She", f"Person {number // 4}, she")
    began = time.perf_counter()
    at = []
    async for speech in service.stream(SpeechRequest(text)):
        if speech.engine != PiperSynthesizer.name:
            raise RuntimeError(f"{speech.engine} spoke: {speech.degraded}")
        at.append(time.perf_counter() - began)
    return at[0], at[-1]


async def _cost(service: TtsService, piper: PiperSynthesizer) -> tuple[float, float]:
    """Processor seconds of the worker, and seconds of sound."""
    before, sound_s = _spent_s(piper), 0.0
    for reply in REPLIES:
        said = await service.synthesize(SpeechRequest(reply.replace(".", "!")))
        sound_s += said.duration_s
    return _spent_s(piper) - before, sound_s


async def _lag_while_speaking(service: TtsService) -> float:
    """How late a timer of the event loop rings, at its 99th percentile."""
    requests = [SpeechRequest(f"{n}. {text}") for n, text in enumerate(REPLIES)]
    visitors = asyncio.gather(*(service.synthesize(request) for request in requests))
    lags = []
    while not visitors.done():
        started = time.perf_counter()
        await asyncio.sleep(LAG_PROBE_S)
        lags.append((time.perf_counter() - started - LAG_PROBE_S) * 1000)
    await visitors
    return statistics.quantiles(lags, n=100)[98]


def _worker(piper: PiperSynthesizer) -> psutil.Process:
    return psutil.Process(piper.pid)


def _spent_s(piper: PiperSynthesizer) -> float:
    times = _worker(piper).cpu_times()
    spent: float = times.user + times.system
    return spent

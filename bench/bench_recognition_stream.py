"""A stream in real time against the same recording at once: words, and how late."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import numpy as np

from bench.bench_recognition_whisper import MODELS, Whisper, with_whisper
from bench.figure import Figure
from bench.heard_words import edits, spelled
from bench.recordings import english
from services.metrics import Stopwatch
from services.model_files.finding import model_files
from services.models.audio import SAMPLE_RATE_HZ, Samples, Utterance
from services.models.listening import FinalText, PartialText, SpeechStopped
from services.pipeline.listening import Listening
from services.pipeline.pauses import TurnRules
from services.pipeline.recognition_stream import RecognitionStream
from services.turn_end_service import TurnEndService

RECORDINGS = 40
SHORT_S = 8.0
PAUSES_S = (0.15, 0.3, 0.5, 0.8)
"""Put into each recording in turn, at its quietest moment."""
FRAME = SAMPLE_RATE_HZ // 50
QUIET = SAMPLE_RATE_HZ // 20
AFTER_S = 1.3
LATE_MS = 150


@dataclass
class Heard:
    texts: list[str] = field(default_factory=list)
    waits_s: list[float] = field(default_factory=list)
    """From the decision that a turn is over to its words."""
    partials: int = 0


async def listen(stream: RecognitionStream) -> Heard:
    heard, stopped = Heard(), 0.0
    async for event in stream.events():
        if isinstance(event, SpeechStopped):
            stopped = perf_counter()
        elif isinstance(event, PartialText):
            heard.partials += 1
        elif isinstance(event, FinalText):
            heard.waits_s.append(perf_counter() - stopped)
            heard.texts.append(event.transcript.text)
    return heard


async def in_real_time(stream: RecognitionStream, sound: Samples) -> Heard:
    listening = asyncio.create_task(listen(stream))
    started = perf_counter()
    for place in range(0, len(sound), FRAME):
        due = started + place / SAMPLE_RATE_HZ
        await asyncio.sleep(max(0.0, due - perf_counter()))
        stream.push(sound[place : place + FRAME])
    await stream.finish()
    return await listening


def with_a_pause(sound: Samples, pause_s: float) -> Samples:
    """The sound with silence in its quietest moment, and behind it."""
    middle = sound[len(sound) // 4 : -len(sound) // 4]
    moments = middle[: len(middle) // QUIET * QUIET].reshape(-1, QUIET)
    quietest = int(np.argmin(np.square(moments).mean(axis=1))) if len(moments) else 0
    cut = len(sound) // 4 + quietest * QUIET + QUIET // 2
    pause = np.zeros(int(pause_s * SAMPLE_RATE_HZ), np.float32)
    after = np.zeros(int(AFTER_S * SAMPLE_RATE_HZ), np.float32)
    return np.concatenate([sound[:cut], pause, sound[cut:], after])


async def sounds(whisper: Whisper, audio: Path, count: int) -> list[Samples]:
    clips = [
        (await whisper.decoder.decode(clip.path.read_bytes())).samples
        for clip in english(audio)
    ]
    short = [c for c in clips if 1.0 < len(c) / SAMPLE_RATE_HZ < SHORT_S]
    return [
        with_a_pause(short[n % len(short)], PAUSES_S[(n // 2) % len(PAUSES_S)])
        for n in range(count)
    ]


async def measured(whisper: Whisper, data: Path) -> list[Figure]:
    turn_end = TurnEndService(lambda: model_files("smart-turn", MODELS), whisper.queue)
    listening = Listening(
        whisper.detector, whisper.recognizer, turn_end, TurnRules(longest_s=30)
    )
    apart = words = partials = 0
    late_ms: list[float] = []
    spoken_s = 0.0
    for sound in await sounds(whisper, data / "audio", RECORDINGS):
        started = perf_counter()
        batch = await whisper.ears.hearing.hear(
            Utterance(sound), Stopwatch(), language="en"
        )
        once_s = perf_counter() - started
        heard = await in_real_time(await listening.open(language="en"), sound)
        whole = spelled(batch.transcript.text)
        apart += edits(whole, spelled(" ".join(heard.texts)))
        words += len(whole)
        partials += heard.partials
        spoken_s += len(sound) / SAMPLE_RATE_HZ - AFTER_S
        late_ms += [1000 * (wait - once_s) for wait in heard.waits_s]
    note = f"{RECORDINGS} recordings, {words} words"
    wer = apart / words
    p95 = float(np.percentile(late_ms, 95))
    await turn_end.close()
    return [
        Figure("recognition_stream_wer_to_batch", wer, "", "<= 0.02", note),
        Figure("recognition_stream_late_p95", p95, "ms", f"<= {LATE_MS}", note),
        Figure("recognition_stream_partials", partials / spoken_s, "/s", "", note),
    ]


def figures(data: Path | None) -> Iterable[Figure]:
    return with_whisper(data, measured)

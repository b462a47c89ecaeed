"""Questions with a pause inside and without one: answered too early, or too late.

A voice pauses at a comma; its pause is made as long as is wanted. Every second question
was looked at while the rules were made, and the others are measured.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.bench_realtime import FIRST, service
from bench.bench_recognition_whisper import MODELS
from bench.figure import Figure
from bench.recordings import voices
from bench.talker import Talker, audible_end_s, talking
from services.model_files.finding import model_files
from services.models.audio import SAMPLE_RATE_HZ, Samples
from services.models.model_file import FoundModel

QUESTIONS = Path(__file__).parent / "data" / "paused_questions.txt"
SHORTEST_S, LONGEST_S = 0.3, 0.7
QUIET = 0.03
WINDOW = SAMPLE_RATE_HZ // 100
BEFORE_S, AFTER_S = 0.4, 2.0
LATE_S = 0.6
REPLY_S = 5.0
STOPPED = "input_audio_buffer.speech_stopped"


@dataclass(frozen=True, slots=True)
class Paused:
    """A question; `until_s` is where its pause ends."""

    sound: Samples
    pause_s: float
    until_s: float


def with_pause(sound: Samples, pause_s: float) -> Paused:
    """The longest silence in it gets another length."""
    windows = sound[: len(sound) // WINDOW * WINDOW].reshape(-1, WINDOW)
    loud = np.sqrt(np.square(windows).mean(axis=1))
    spoken = np.flatnonzero(loud > QUIET * loud.max())
    longest = int(np.argmax(np.diff(spoken)))
    start, end = (spoken[longest] + 1) * WINDOW, spoken[longest + 1] * WINDOW
    silence = np.zeros(round(pause_s * SAMPLE_RATE_HZ), np.float32)
    whole = np.concatenate([sound[:start], silence, sound[end:]])
    return Paused(whole, pause_s, start / SAMPLE_RATE_HZ + pause_s)


def measured(lines: list[str]) -> list[str]:
    return lines[1::2]


def paused_questions() -> list[Paused]:
    *_, say = voices().values()
    halves = measured(QUESTIONS.read_text("utf-8").splitlines())
    lengths = np.linspace(SHORTEST_S, LONGEST_S, len(halves))
    # Neighbours in the list are not alike in length either.
    mixed = [float(lengths[17 * n % len(lengths)]) for n in range(len(lengths))]
    return [
        with_pause(say(half.replace(" | ", ", ")), pause_s)
        for half, pause_s in zip(halves, mixed, strict=True)
    ]


def whole_questions() -> list[Samples]:
    *_, say = voices().values()
    halves = measured(QUESTIONS.read_text("utf-8").splitlines())
    return [say(half.replace(" | ", " ")) for half in halves]


async def asked(talker: Talker, sound: Samples) -> tuple[float, int]:
    """Say something; return when it began, and how much was heard before."""
    since = len(talker.heard)
    before, after = (
        np.zeros(round(s * SAMPLE_RATE_HZ), np.float32) for s in (BEFORE_S, AFTER_S)
    )
    began = await talker.speak(np.concatenate([before, sound, after]))
    return began + BEFORE_S, since


async def be_quiet(talker: Talker, since: int) -> None:
    """Let the reply begin, so that it is not taken for the next one, and end it."""
    await talker.first(FIRST, since, REPLY_S)
    await talker.send("response.cancel")
    await asyncio.sleep(1.2)


async def too_early(talker: Talker, questions: list[Paused]) -> list[Figure]:
    """A turn that ends there is no fault where nothing is said before the end."""
    ended = answered = 0
    for question in questions:
        began, since = await asked(talker, question.sound)
        events = talker.heard[since:]
        resumes = began + question.until_s
        ended += any(e["type"] == STOPPED and at < resumes for at, e in events)
        over = began + audible_end_s(question.sound)
        answered += any(e["type"] == FIRST and at < over for at, e in events)
        await be_quiet(talker, since)
    note = told(len(questions))
    return [
        Figure("turn_ends_in_pause", ended, "", "", note),
        Figure("turn_ends_answered_before_end", answered, "", "<= 2", note),
    ]


async def too_late(talker: Talker, questions: list[Samples]) -> list[Figure]:
    waits = []
    for sound in questions:
        began, since = await asked(talker, sound)
        ends = [at for at, e in talker.heard[since:] if e["type"] == STOPPED]
        over = began + audible_end_s(sound)
        waits.append(max(ends, default=over + AFTER_S) - over)
        await be_quiet(talker, since)
    note = told(len(questions))
    late = sum(wait > LATE_S for wait in waits)
    p50 = 1000 * float(np.median(waits))
    return [
        Figure("turn_ends_wait_p50", p50, "ms", "", note),
        Figure("turn_ends_wait_over_600", late, "", "<= 2", note),
    ]


def told(count: int) -> str:
    return f"{count} questions, load {os.getloadavg()[0]:.1f}"


async def both() -> list[Figure]:
    paused, whole = paused_questions(), whole_questions()
    async with service(None) as port, talking(port) as talker:
        _, since = await asked(talker, whole[0])
        await be_quiet(talker, since)
        return [*await too_early(talker, paused), *await too_late(talker, whole)]


def figures(data: Path | None) -> Iterable[Figure]:
    needed = ("whisper-base", "smart-turn")
    if all(isinstance(model_files(name, MODELS), FoundModel) for name in needed):
        yield from asyncio.run(both())

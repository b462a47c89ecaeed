"""Long talks and many: every reply right, memory level, modes that come and go."""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from statistics import linear_regression, median
from time import perf_counter
from typing import Any

import httpx
import numpy as np
import psutil

from bench.bench_realtime import FIRST, QUESTIONS, WAIT_S, service
from bench.bench_realtime import spoken_questions as said
from bench.bench_recognition_whisper import MODELS
from bench.figure import Figure
from bench.talker import FRAME, FRAME_S, Talker, audible_end_s, talking
from services.model_files.finding import model_files
from services.models.audio import SAMPLE_RATE_HZ, Samples
from services.models.model_file import FoundModel
from services.realtime.talks import WAITS_S

TALKS, MINUTES, COUNT = 4, 10, 30
SAMPLE_EVERY_S = 10.0
WARM_UP_S = 120.0
AFTER_S = 2.5
LONGEST_REPLY_S = 60.0
SHORT_TALKS, AT_ONCE, SETTLED_S = 5000, 4, WAITS_S + 30.0
"""A talk that is left waits for its client: until the first of them is over, those that
wait grow more. The talks are counted once they are level."""
LOSS, LOST_S, WELL_S = 0.3, 10.0, 12.0
MODE = "viva_voce.mode"
REPLY = "viva_voce.reply"
FAILED = "conversation.item.input_audio_transcription.failed"
"""It asks to say it again."""


@dataclass
class Seen:
    """What came of the turns of all talks."""

    wrong: list[str] = field(default_factory=list)
    asked_back: int = 0
    right: int = 0
    first_ms: list[tuple[float, float]] = field(default_factory=list)
    memory_mb: list[tuple[float, float]] = field(default_factory=list)


def server_of(port: int) -> psutil.Process:
    found = (c.pid for c in psutil.net_connections("tcp") if c.laddr.port == port)
    return psutil.Process(next(pid for pid in found if pid))


def resident_mb(server: psutil.Process) -> float:
    family = [server, *server.children(recursive=True)]
    return float(sum(one.memory_info().rss for one in family) / 1e6)


async def long_talks() -> list[Figure]:
    """Whisper and Piper, four visitors who ask without a rest."""
    texts = QUESTIONS.read_text("utf-8").splitlines()[:COUNT]
    sounds, seen = said(COUNT), Seen()
    async with service(None) as port:
        began = perf_counter()
        watching = asyncio.create_task(watch(server_of(port), seen))
        async with asyncio.TaskGroup() as talks:
            for number in range(TALKS):
                asked = list(zip(texts, sounds, strict=True))
                random.Random(number).shuffle(asked)
                until = began + 60 * MINUTES
                talks.create_task(one_talk(port, number, asked, until, seen))
        watching.cancel()
        await asyncio.wait([watching])
    return judged(seen, began)


class Typist:
    """Asks the same questions in the same order, of which none is misheard."""

    def __init__(self, port: int, address: str) -> None:
        self._url = f"http://127.0.0.1:{port}/ask"
        self._headers = {"x-forwarded-for": address}
        self._session: str | None = None

    async def reply(self, text: str) -> dict[str, Any]:
        asked = {"text": text, "session_id": self._session}
        async with httpx.AsyncClient(timeout=60, headers=self._headers) as http:
            reply: dict[str, Any] = (await http.post(self._url, json=asked)).json()
        self._session = reply["session_id"]
        return reply


async def watch(server: psutil.Process, seen: Seen) -> None:
    while True:
        await asyncio.sleep(SAMPLE_EVERY_S)
        seen.memory_mb.append((perf_counter(), resident_mb(server)))


async def one_talk(
    port: int,
    number: int,
    asked: list[tuple[str, Samples]],
    until: float,
    seen: Seen,
) -> None:
    address = f"10.0.3.{number}"
    typist = Typist(port, address)
    async with talking(port, address) as talker:
        for text, sound in cycle(asked):
            if perf_counter() > until:
                return
            wanted = await typist.reply(text)
            await one_turn(talker, text, sound, wanted, seen)


async def one_turn(
    talker: Talker, text: str, sound: Samples, wanted: dict[str, Any], seen: Seen
) -> None:
    since = len(talker.heard)
    quiet = np.zeros(round(AFTER_S * SAMPLE_RATE_HZ), np.float32)
    began = await talker.speak(np.concatenate([sound, quiet]))
    ended = began + audible_end_s(sound)
    first = await talker.first(FIRST, since, LONGEST_REPLY_S, after=ended)
    await talker.first(REPLY, since, LONGEST_REPLY_S, after=first or ended)
    kinds = [e["type"] for _, e in talker.heard[since:]]
    replies = [e for _, e in talker.heard[since:] if e["type"] == REPLY]
    del talker.heard[:]
    if first is not None:
        seen.first_ms.append((perf_counter(), 1000 * (first - ended)))
    if replies:
        note(replies[-1], text, wanted, seen)
    elif FAILED in kinds:
        seen.asked_back += 1
    else:
        seen.wrong.append(f"{text}: no reply")


def note(reply: dict[str, Any], text: str, wanted: dict[str, Any], seen: Seen) -> None:
    about = reply["metadata"]
    if answers(reply) == answers(wanted):
        seen.right += 1
    elif about.get("needs_confirmation") or about["intent"] == "unclear":
        seen.asked_back += 1
    else:
        seen.wrong.append(f"{text}: {about['original_query']}: {reply['response']}")


def answers(reply: dict[str, Any]) -> tuple[str, list[str]]:
    ids = [str(card.get("id")) for card in reply["items"]]
    return reply["metadata"]["intent"], ids


def judged(seen: Seen, began: float) -> list[Figure]:
    note = f"{MINUTES} min, {TALKS} talks, load {os.getloadavg()[0]:.1f}"
    turns = seen.right + seen.asked_back + len(seen.wrong)
    for line in seen.wrong:
        print(f"# {line}", flush=True)
    first = sorted(seen.first_ms)
    half = len(first) // 2
    early, late = (
        median(ms for _, ms in part) for part in (first[:half], first[half:])
    )
    level = [p for p in seen.memory_mb if p[0] >= began + WARM_UP_S]
    slope = linear_regression(*zip(*level, strict=True)).slope if level else 0.0
    counts = f"{seen.right} right, {seen.asked_back} asked back of {turns}; {note}"
    return [
        Figure("talks_wrong", len(seen.wrong), "turns", "== 0", counts),
        Figure("talks_first_sound_p50", median(ms for _, ms in first), "ms", "", note),
        Figure("talks_second_half_to_first", late / early, "", "<= 1.2", note),
        Figure("talks_memory_slope", 60 * slope, "MB/min", "<= 1", note),
    ]


async def many_talks() -> list[Figure]:
    """Talks of one turn each; memory may not grow once as many end as begin."""
    sound = np.concatenate([said(1)[0], np.zeros(round(1.2 * SAMPLE_RATE_HZ))])
    async with service(40) as port:
        server = server_of(port)
        waiting, began = iter(range(SHORT_TALKS)), perf_counter()
        points: list[tuple[float, float, float]] = []

        async def visitor(name: int) -> None:
            for number in waiting:
                await short_talk(port, f"10.0.4.{name}", sound)
                took = perf_counter() - began
                points.append((took, number, resident_mb(server)))

        async with asyncio.TaskGroup() as visitors:
            for name in range(AT_ONCE):
                visitors.create_task(visitor(name))
        await asyncio.sleep(2)
        held = {"threads": server.num_threads(), "descriptors": server.num_fds()}
    level = [(number, mb) for took, number, mb in points if took >= SETTLED_S]
    slope, _ = linear_regression(*zip(*level, strict=True))
    note = f"{len(level)} of {SHORT_TALKS} talks, {held}"
    return [Figure("talks_memory_of_100", 100 * slope, "MB", "<= 0.5", note)]


async def short_talk(port: int, address: str, sound: Samples) -> None:
    async with talking(port, address) as talker:
        await talker.say_at_once(sound)
        await talker.first(FIRST, 0, WAIT_S)


async def lossy() -> list[Figure]:
    """Three frames of ten are lost for a while: when the mode changes, and back."""
    chance = random.Random(7)
    async with service(40) as port, talking(port) as talker:
        number = await frames(talker, 0, 3.0, lambda: False)
        lost_from = perf_counter()
        number = await frames(talker, number, LOST_S, lambda: chance.random() < LOSS)
        well_from = perf_counter()
        await frames(talker, number, WELL_S, lambda: False)
        modes = [(at, e["mode"]) for at, e in talker.heard if e["type"] == MODE]
    starts = (lost_from, well_from)
    took = [at - start for (at, _), start in zip(modes, starts, strict=False)]
    note = f"{[mode for _, mode in modes]}, load {os.getloadavg()[0]:.1f}"
    return [
        Figure("talks_mode_changes", len(modes), "", "== 2", note),
        Figure(
            "talks_mode_changed_after_max", max(took, default=99), "s", "<= 5", note
        ),
    ]


async def frames(talker: Talker, number: int, seconds: float, is_lost: Any) -> int:
    """Silence as a microphone sends it; return the number of the next frame."""
    began = perf_counter()
    silence = np.zeros(FRAME, np.float32)
    for count in range(round(seconds / FRAME_S)):
        await asyncio.sleep(max(0.0, began + count * FRAME_S - perf_counter()))
        number += 1
        if not is_lost():
            await talker.append(silence, number=number)
    return number


def figures(data: Path | None) -> Iterable[Figure]:
    yield from asyncio.run(lossy())
    yield from asyncio.run(many_talks())
    if isinstance(model_files("whisper-base", MODELS), FoundModel):
        yield from asyncio.run(long_talks())

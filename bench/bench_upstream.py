"""A bridged talk: how much later its sound is heard than the upstream said it.

The upstream is a server on loopback that makes sound `PACE` times as fast as it is
heard, with its words ahead of it or behind it. Marks in the sound tell its sentences
apart. A gap is silence inside a reply because the next sound was not there in time.
"""

from __future__ import annotations

import asyncio
import base64
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter, thread_time

import numpy as np

from bench.figure import Figure
from services.answer_parts import build_answer_parts
from services.llm.citations import Claim
from services.llm.owner import following
from services.llm.prompts import load_prompts
from services.llm_service import guards_of
from services.models.answer import Query
from services.models.upstream import SpokenQuestion
from services.realtime.talk_parts import Pace
from services.steady_clock import SteadyClock
from services.upstream.composing import Composer
from tests.app import settings_for
from tests.realtime.rig import QUESTION, RATE_HZ, Client, silence, speech
from tests.upstream.loopback import Answer, Asked, loopback, sound_of
from tests.upstream.rig import ALSO_TRUE, FALSE, TRUE, bridged

PACE = 3.0
STEP_S = 0.1
TRIES = 3
REPLIES = {"short": (TRUE, ALSO_TRUE), "long": (ALSO_TRUE, TRUE)}
LEADS_S = {"ahead": 1.0, "beside": 0.0, "behind": -0.5}
"""By how much of the sound the words are ahead of it."""
CPU_AIMS = {"check": "<= 40", "prepare_next": "<= 20"}
OWN_AIM = "<= 150"
AIMS = {"ahead": "<= 1500", "beside": "<= 2000", "behind": "<= 2500"}


@dataclass
class Said:
    """When the upstream sent the first sound of each sentence, and when the words of
    the first were known: with the first word of the second.
    """

    at_s: list[float] = field(default_factory=list)
    known_s: list[float] = field(default_factory=list)


def steps(sentences: Iterable[str]) -> Iterator[tuple[int, bytes]]:
    """The sound in the pieces in which it is made, with the place of its sentence."""
    size = 2 * round(STEP_S * RATE_HZ)
    for place, sentence in enumerate(sentences):
        pcm = sound_of(sentence, 1000 * (place + 1))
        for start in range(0, len(pcm), size):
            yield place, pcm[start : start + size]


def made(sentences: tuple[str, ...], lead_s: float, said: Said) -> Answer:
    """A reply that is made as models make them."""

    async def answer(asked: Asked) -> None:
        text = " ".join(sentences)
        words = [w if not i else f" {w}" for i, w in enumerate(text.split())]
        total = len(b"".join(pcm for _, pcm in steps(sentences))) / 2 / RATE_HZ
        await asked.begin()
        made_s, told, known = 0.0, 0, len(sentences[0].split())
        for place, pcm in steps(sentences):
            due = round(len(words) * min(1.0, max(0.0, made_s + lead_s) / total))
            for word in words[told:due]:
                await asked.words(word)
            told = max(told, due)
            if told > known and not said.known_s:
                said.known_s.append(perf_counter())
            if len(said.at_s) == place:
                said.at_s.append(perf_counter())
            await asked.sound(pcm)
            made_s += STEP_S
            await asyncio.sleep(STEP_S / PACE)
        for word in words[told:]:
            await asked.words(word)
        said.known_s.append(perf_counter())
        await asked.end_words(text)
        await asked.end()

    return answer


@dataclass(frozen=True, slots=True)
class Heard:
    """When a sentence was first heard of, and how long the reply was silent."""

    at_s: tuple[float, ...]
    gap_s: float


async def heard(client: Client) -> Heard:
    await client.say(speech(), silence())
    at_s: list[float] = []
    ends_s, gap_s = 0.0, 0.0
    while True:
        event = await client.next()
        now_s = perf_counter()
        if event["type"] == "viva_voce.reply":
            return Heard(tuple(at_s), gap_s)
        if event["type"] != "response.output_audio.delta":
            continue
        pcm = np.frombuffer(base64.b64decode(event["delta"]), "<i2")
        if len(at_s) < 2 and (pcm == 1000 * (len(at_s) + 1)).any():
            at_s.append(now_s)
        if ends_s and now_s > ends_s:
            gap_s += now_s - ends_s
        ends_s = max(ends_s, now_s) + len(pcm) / RATE_HZ


@dataclass(slots=True)
class Times:
    """Milliseconds: from the upstream's first sound to ours, from the first sentence's
    words to its sound, and of silence inside.
    """

    held: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)


async def measured(sentences: tuple[str, ...], lead_s: float) -> Times:
    times, said = Times(), Said()
    async with loopback(made(sentences, lead_s, said)) as server:
        with (
            tempfile.TemporaryDirectory() as folder,
            bridged(Path(folder), server, daily_cost_limit_usd=100.0) as rig,
        ):
            rig.services.talks.pace = Pace()
            for attempt in range(TRIES + 1):
                said.at_s.clear()
                said.known_s.clear()
                async with rig.client() as client:
                    found = await heard(client)
                # The first question loads what all the others find loaded.
                if attempt:
                    times.held.append((found.at_s[0] - said.at_s[0]) * 1000)
                    times.own.append((found.at_s[0] - said.known_s[0]) * 1000)
                    times.gaps.append(found.gap_s * 1000)
    return times


def check_cpu_ms(folder: Path) -> Iterator[tuple[str, float]]:
    """Processor time of a sentence's check, and of the reading of facts before it."""
    settings = settings_for(folder)
    processor = build_answer_parts(settings, SteadyClock()).processor
    query = Query(QUESTION)
    answer = processor.answer(query)
    composer = Composer(
        load_prompts(),
        guards_of(lambda: processor.resume),
        following(lambda: processor.resume, tone="friendly"),
        settings.max_tokens_per_request,
    )
    sheet = asyncio.run(processor.facts(query, answer))
    for name in ("first", "next"):
        began_s = thread_time()
        prepared = composer.prepare(SpokenQuestion(query, answer), sheet)
        yield f"prepare_{name}", (thread_time() - began_s) * 1000
    spent: list[float] = []
    for sentence in (TRUE, ALSO_TRUE, FALSE) * TRIES:
        speech_so_far = prepared.speech()
        began_s = thread_time()
        speech_so_far.take([Claim(sentence)])
        spent.append((thread_time() - began_s) * 1000)
    yield "check", median(spent)


def figures(data: Path | None) -> Iterable[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        for name, spent_ms in check_cpu_ms(Path(folder)):
            aim = CPU_AIMS.get(name, "")
            yield Figure(f"upstream.{name}_cpu_ms", spent_ms, "ms", aim)
    for reply, sentences in REPLIES.items():
        for where, lead_s in LEADS_S.items():
            times = asyncio.run(measured(sentences, lead_s))
            note = f"{len(sentences[0])} characters first, words {where}"
            load = f"load {os.getloadavg()[0]:.1f}"
            for name, value, aim in (
                ("held_ms", median(times.held), AIMS[where]),
                ("own_ms", median(times.own), OWN_AIM),
                ("gap_ms", median(times.gaps), ""),
            ):
                yield Figure(
                    f"upstream.{name}.{reply}.{where}",
                    value,
                    "ms",
                    aim,
                    f"{note}, {load}",
                )

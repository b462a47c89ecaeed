"""Speaking while a reply is heard: it stops, is remembered as heard, or goes on."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable
from pathlib import Path
from statistics import mean
from typing import Any

import httpx
import numpy as np

from bench.bench_realtime import FIRST, WAIT_S, service, spoken_questions
from bench.figure import Figure
from bench.made_noises import made_noises, recorded_noises
from bench.talker import FRAME, Talker, talking
from services.models.audio import SAMPLE_RATE_HZ, Samples

TRIES, QUESTIONS = 40, 20
HEARD_S = 0.6
SPOKEN_S = 1.2
AT_ONCE = 4
STARTED = "input_audio_buffer.speech_started"
QUESTION = "tell me about her education"
QUIET = np.zeros(60 * FRAME, np.float32)


async def interrupting(sounds: list[Samples]) -> list[Figure]:
    """From the first sound of who speaks to the last of the reply."""
    stopped: list[float] = []
    late: list[float] = []
    async with service(40) as port, talking(port) as talker:
        for number in range(TRIES):
            await talker.speak(sounds[0])
            await reply_is_heard(talker)
            over = sounds[number % len(sounds)][: round(SPOKEN_S * SAMPLE_RATE_HZ)]
            since = len(talker.heard)
            began = await talker.speak(over)
            started = await talker.first(STARTED, since, 3.0)
            if started is None:
                late.append(1000 * WAIT_S)
                continue
            stopped.append(1000 * (started - began))
            after = [at for at, e in talker.heard[since:] if e["type"] == FIRST]
            late.append(1000 * (max(after, default=started) - started))
            await talker.speak(QUIET)
            await talker.send("response.cancel")
            await asyncio.sleep(1.2)
        too_much = await remembered_too_much(port, talker)
    note = told(TRIES)
    return [
        Figure("interrupting_noticed_mean", mean(stopped), "ms", "", note),
        Figure("interrupting_sound_after", max(late), "ms", "<= 100", note),
        Figure("interrupting_remembered_unheard", too_much, "turns", "== 0", note),
    ]


async def reply_is_heard(talker: Talker) -> None:
    """Wait until some of a reply was heard, while the microphone goes on."""
    since = len(talker.heard)
    listening = asyncio.create_task(talker.speak(np.tile(QUIET, 10)))
    await talker.first(FIRST, since, WAIT_S)
    await asyncio.sleep(HEARD_S)
    listening.cancel()
    await asyncio.wait([listening])


async def remembered_too_much(port: int, talker: Talker) -> int:
    """Replies of which more is remembered than the words that were sent as played."""
    created = next(e for _, e in talker.heard if e["type"] == "session.created")
    session = created["session"]["viva_voce"]["session_id"]
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http:
        turns = (await http.get(f"/session/{session}")).json()["conversation_history"]
    heard = played_words(talker)
    replies = [" ".join(turn["ai_response"].split()) for turn in turns]
    return sum(not any(h.startswith(reply) for h in heard) for reply in replies)


def played_words(talker: Talker) -> set[str]:
    """What each response told of itself when it was over."""
    done = [e["response"] for _, e in talker.heard if e["type"] == "response.done"]
    parts = [p for r in done for item in r["output"] for p in item.get("content", [])]
    return {part.get("transcript", "") for part in parts}


async def noises(sounds: list[Samples], name: str) -> list[Figure]:
    """After a noise the reply goes on to its end."""
    kept: list[bool] = []
    stopped: list[bool] = []
    shares = [sounds[number::AT_ONCE] for number in range(AT_ONCE)]
    async with service(40, hears=True) as port, asyncio.TaskGroup() as talks:
        for number, share in enumerate(shares):
            address = f"10.0.2.{number}"
            talks.create_task(disturbed(port, address, share, kept, stopped))
    note = f"{sum(stopped)} stopped it for a while, {told(len(kept))}"
    return [Figure(name, kept.count(False), "", "== 0", note)]


async def disturbed(
    port: int,
    address: str,
    sounds: list[Samples],
    kept: list[bool],
    stopped: list[bool],
) -> None:
    async with talking(port, address) as talker:
        for sound in sounds:
            since = len(talker.heard)
            await ask(talker)
            await reply_is_heard(talker)
            listening = asyncio.create_task(talker.speak(after(sound)))
            ends = await endings(talker, since)
            listening.cancel()
            await asyncio.wait([listening])
            kept.append(ends[-1:] == ["completed"])
            stopped.append("cancelled" in ends)


def after(sound: Samples) -> Samples:
    return np.concatenate([sound, np.tile(QUIET, 20)])


async def ask(talker: Talker) -> None:
    content = [{"type": "input_text", "text": QUESTION}]
    item: dict[str, Any] = {"type": "message", "role": "user", "content": content}
    await talker.send("conversation.item.create", item=item)
    await talker.send("response.create")


async def endings(talker: Talker, since: int) -> list[str]:
    """How the responses ended, up to the one that is whole or the last."""
    until = asyncio.get_running_loop().time() + 2 * WAIT_S
    while True:
        ends = [
            e["response"]["status"]
            for _, e in talker.heard[since:]
            if e["type"] == "response.done"
        ]
        late = asyncio.get_running_loop().time() > until
        if ends[-1:] == ["completed"] or late:
            return ends
        await asyncio.sleep(0.05)


def told(count: int) -> str:
    return f"{count} tries, load {os.getloadavg()[0]:.1f}"


def figures(data: Path | None) -> Iterable[Figure]:
    yield from asyncio.run(interrupting(spoken_questions(QUESTIONS)))
    yield from asyncio.run(noises(made_noises(TRIES), "interrupting_ended_by_noise"))
    if data is not None:
        recorded = recorded_noises(data / "audio" / "neg")
        yield from asyncio.run(noises(recorded, "interrupting_ended_by_recording"))

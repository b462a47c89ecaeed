"""Ways in which an upstream fails: no turn is lost, and nothing unchecked is heard."""

from __future__ import annotations

import asyncio
import base64
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

import pytest

from services.llm.wire import estimate_tokens
from services.upstream.openai_realtime import Patience
from tests.realtime.rig import QUESTION, Line
from tests.upstream.loopback import (
    RATE_HZ,
    USAGE,
    USAGE_USD,
    Answer,
    Asked,
    Loopback,
    loopback,
    port_of,
    sound_of,
    telling,
)
from tests.upstream.rig import (
    ALSO_TRUE,
    CALM,
    FALSE,
    PLAIN,
    QUICK,
    TRUE,
    ask,
    bridged,
    marks,
    own_voice_heard,
    spent_usd,
    upstream_of,
)
from tests.waiting import until

TEXT_IN, AUDIO_IN, TEXT_OUT, AUDIO_OUT = 0.6e-6, 10e-6, 2.4e-6, 20e-6
MOST_OUT = 1_500
UNFINISHED = "Before that, she led"
Cost = Callable[[Loopback], float]


def nothing(_: Loopback) -> float:
    return 0.0


def as_told(_: Loopback) -> float:
    return USAGE_USD


def thrice(_: Loopback) -> float:
    return 3 * USAGE_USD


def given_usd(server: Loopback) -> float:
    """What one question takes to be read, as near as we can tell."""
    response = server.of("response.create")[0]["response"]
    (asked,) = response["input"]
    pcm_bytes = len(asked["content"][0]["audio"]) * 3 // 4
    text = f"{response['instructions']}\n{QUESTION}"
    heard = ceil(pcm_bytes / 2 / RATE_HZ * 10)
    return estimate_tokens(text) * TEXT_IN + heard * AUDIO_IN


def whole(server: Loopback) -> float:
    return given_usd(server) + MOST_OUT * AUDIO_OUT


def reckoned(words: str, seconds: float, *, tries: int = 1) -> Cost:
    def cost(server: Loopback) -> float:
        written = estimate_tokens(words) * TEXT_OUT
        return tries * (given_usd(server) + written + ceil(seconds * 20) * AUDIO_OUT)

    return cost


async def for_ever(asked: Asked) -> None:
    await asyncio.Event().wait()


async def hang_up(asked: Asked) -> None:
    """After half a second of sound that nobody may hear yet."""
    await asked.begin()
    await asked.words("Night Owl")
    await asked.sound(sound_of(TRUE, 1000)[:RATE_HZ])
    await asked.socket.close(1011)


async def hang_up_late(asked: Asked) -> None:
    await asked.begin()
    await asked.say(TRUE, ALSO_TRUE)
    await asked.socket.close(1011)


async def stall_early(asked: Asked) -> None:
    await asked.begin()
    await asked.words("Night Owl")
    await asked.sound(sound_of("Night Owl", 1000))
    await for_ever(asked)


async def stall_late(asked: Asked) -> None:
    await asked.begin()
    await asked.say(TRUE, ALSO_TRUE)
    await for_ever(asked)


async def no_json(asked: Asked) -> None:
    await asked.begin()
    await asked.socket.send('{"type": "response.output_audio.delta", ')
    await for_ever(asked)


async def no_base64(asked: Asked) -> None:
    await asked.begin()
    kind = "response.output_audio.delta"
    await asked.send(kind, **asked.place, delta="no base64, this")
    await for_ever(asked)


async def no_fields(asked: Asked) -> None:
    await asked.socket.send('{"type": "response.created", "response": 7}')
    await for_ever(asked)


def error(kind: str, code: str) -> Answer:
    async def answer(asked: Asked) -> None:
        await asked.send("error", error={"type": kind, "code": code, "message": "no"})

    return answer


async def error_late(asked: Asked) -> None:
    await asked.begin()
    await asked.say(TRUE, ALSO_TRUE)
    fault = {"type": "server_error", "message": "no"}
    await asked.send("error", error=fault)
    await for_ever(asked)


async def without_words(asked: Asked) -> None:
    await asked.begin()
    await asked.sound(sound_of(TRUE, 1000))
    await asked.end()


async def without_sound(asked: Asked) -> None:
    await asked.begin()
    await asked.words(TRUE)
    await asked.end_words(TRUE)
    await asked.end()


async def false_words(asked: Asked) -> None:
    await asked.begin()
    await asked.say(FALSE, TRUE, marks=(2000, 3000))
    await for_ever(asked)


async def false_words_at_once(asked: Asked) -> None:
    """Over before anybody could stop it."""
    await telling(FALSE)(asked)


async def false_words_later(asked: Asked) -> None:
    await asked.begin()
    await asked.say(TRUE, FALSE, ALSO_TRUE, marks=(1000, 2000, 3000))
    await for_ever(asked)


async def sound_before_words(asked: Asked) -> None:
    """All of the sound is there before the first word of it is."""
    await asked.begin()
    await asked.sound(sound_of(TRUE, 1000) + sound_of(FALSE, 2000))
    await asked.words(TRUE)
    await asked.words(f" {FALSE}")
    await asked.end_words(f"{TRUE} {FALSE}")
    await asked.end()


async def more_sound_than_words(asked: Asked) -> None:
    await asked.begin()
    await asked.words(TRUE)
    await asked.sound(sound_of(TRUE, 1000) + sound_of(FALSE * 20, 2000))
    await asked.end_words(TRUE)
    await asked.end()


async def other_words(asked: Asked) -> None:
    await asked.begin()
    await asked.words(TRUE)
    await asked.sound(sound_of(FALSE, 2000))
    await asked.end_words(FALSE)
    await asked.end()


async def too_large(asked: Asked) -> None:
    await asked.begin()
    await asked.socket.send("x" * 1_000_001)
    await for_ever(asked)


async def endless_words(asked: Asked) -> None:
    await asked.begin()
    while True:
        await asked.words("and then " * 20)
        await asyncio.sleep(0)


async def endless_sound(asked: Asked) -> None:
    await asked.begin()
    await asked.say(TRUE)
    delta = base64.b64encode(sound_of(FALSE * 4, 2000)).decode()
    while True:
        kind = "response.output_audio.delta"
        await asked.send(kind, **asked.place, delta=delta)
        await asyncio.sleep(0.001)


async def drip(asked: Asked) -> None:
    """Something always comes, and nothing that leads anywhere."""
    await asked.begin()
    await asked.say(TRUE, ALSO_TRUE)
    while True:
        await asked.send("rate_limits.updated", rate_limits=[])
        await asyncio.sleep(0.02)


def ended(status: str, usage: dict[str, Any] | None, *sentences: str) -> Answer:
    async def answer(asked: Asked) -> None:
        await asked.begin()
        await asked.say(*sentences)
        await asked.end(status=status, usage=usage)

    return answer


@dataclass(frozen=True, slots=True)
class Case:
    """`marks` are those of sentences that may be heard before our own voice."""

    answer: Answer
    word: str
    cost: Cost
    marks: frozenset[int] = frozenset()
    patience: Patience = CALM
    tries: int = 1


HEARD = frozenset((1000,))
SILENT = replace(QUICK, settle_s=0.1)
DRY = replace(CALM, whole_s=1.5)
BAD_USAGE = {"input_tokens": -5, "output_tokens": 10**9}
CASES = {
    "closes early": Case(
        hang_up, "failed", reckoned("Night Owl", 0.5, tries=3), tries=3
    ),
    "closes late": Case(
        hang_up_late,
        "failed",
        reckoned(f"{TRUE} {ALSO_TRUE}", len(TRUE + ALSO_TRUE) / 15),
        HEARD,
    ),
    "says nothing": Case(for_ever, "timeout", whole, patience=SILENT),
    "stalls early": Case(stall_early, "timeout", as_told, patience=QUICK),
    "stalls late": Case(stall_late, "timeout", as_told, HEARD, QUICK),
    "no json": Case(no_json, "failed", as_told),
    "no base64": Case(no_base64, "failed", as_told),
    "no fields": Case(no_fields, "failed", nothing),
    "server error": Case(
        error("server_error", "server_error"), "failed", nothing, tries=3
    ),
    "limit": Case(
        error("requests", "rate_limit_exceeded"), "rate_limited", nothing, tries=3
    ),
    "refused": Case(error("invalid_request_error", "invalid_value"), "failed", nothing),
    "error late": Case(error_late, "failed", as_told, HEARD),
    "no words": Case(without_words, "ungrounded", as_told),
    "no sound": Case(without_sound, "failed", as_told),
    "false": Case(false_words, "ungrounded", as_told),
    "false at once": Case(false_words_at_once, "ungrounded", as_told),
    "false later": Case(false_words_later, "ungrounded", as_told, HEARD),
    "sound first": Case(sound_before_words, "ungrounded", as_told, HEARD),
    "more sound": Case(more_sound_than_words, "unexplained_sound", as_told, HEARD),
    "endless words": Case(endless_words, "ungrounded", as_told),
    "endless sound": Case(endless_sound, "too_long", as_told, HEARD),
    "drips": Case(drip, "timeout", as_told, HEARD, DRY),
    "other words": Case(other_words, "failed", as_told),
    "too large": Case(too_large, "failed", whole),
    "failed": Case(ended("failed", USAGE), "failed", thrice, tries=3),
    "cut off": Case(
        ended("incomplete", BAD_USAGE, TRUE, UNFINISHED),
        "cut_off",
        reckoned(f"{TRUE} {UNFINISHED}", len(TRUE + UNFINISHED) / 15),
        HEARD,
    ),
}


@pytest.fixture(scope="module")
def rig(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    """One service for all cases, each of which has a server of its own at its port."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{found.getsockname()[1]}/v1"
    folder = tmp_path_factory.mktemp("failures")
    with bridged(folder, url, daily_cost_limit_usd=100.0) as rig:
        yield rig


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
async def test_whatever_fails_our_own_reply_is_heard(case: Case, rig: Line) -> None:
    upstream = upstream_of(rig)
    assert upstream is not None
    upstream.set_patience(case.patience)
    before_usd = spent_usd(rig)
    async with loopback(case.answer, port=port_of(upstream.address)) as server:
        async with rig.client() as client:
            told = await ask(client)
            assert told["response"].count(PLAIN) == 1
            assert own_voice_heard(client)
            assert marks(client) <= case.marks
            degraded = told["metadata"]["degraded"]
            assert degraded == [f"upstream:openai-realtime:{case.word}"]
            assert len(server.of("response.create")) == case.tries
            cost = case.cost(server)
            assert FALSE not in told["response"]
            assert len(client.of("response.done")) == 1
        await until(lambda: not list(rig.services.talks))
        await rig.end_talks()
    assert spent_usd(rig) - before_usd == pytest.approx(cost, abs=1e-9)

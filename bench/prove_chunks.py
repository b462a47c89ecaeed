"""Recordings in chunks: heard as /process hears them, whatever goes wrong between."""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from bench.attacked import attacked
from bench.figure import Figure
from bench.recordings import recordings
from services.models.audio import SAMPLE_RATE_HZ, Samples
from services.speech.decoder import PyAVDecoder
from services.work_queue import WorkQueue
from tests.sounds import encode

RECORDINGS = 20
SHORTEST_S, LONGEST_S = 0.25, 2.0
LIMIT_S = 120.0
WAYS = ("WAV files", "ogg", "webm", "mp4", "wav")
SERVER = {"RECOGNIZER": "auto", "TRUSTED_PROXIES": "127.0.0.1"}
COMING = ("idle", "locating", "fetching", "loading")
FAULTS = ("repeated", "missing", "from the start", "another's")


def figures(data: Path | None) -> Iterable[Figure]:
    if data is not None:
        yield from asyncio.run(proof(data / "audio"))


@dataclass
class Sent:
    """A recording as it is sent, and what came of it."""

    name: str
    way: str
    whole: bytes
    chunks: list[bytes]
    visitor: str
    session_id: str = ""
    refused: int = 0
    faults: int = 0
    text: str = ""
    at_once: str = ""
    wrong: list[str] = field(default_factory=list)


def cut(sound: Samples, way: str, chance: random.Random) -> tuple[bytes, list[bytes]]:
    """A recording as one file, and in chunks of 250 ms to 2 s."""
    ends = [0]
    while ends[-1] < len(sound):
        seconds = chance.uniform(SHORTEST_S, LONGEST_S)
        ends.append(min(len(sound), ends[-1] + round(seconds * SAMPLE_RATE_HZ)))
    pieces = list(itertools.pairwise(ends))
    if way == "WAV files":
        return encode(sound, "wav"), [encode(sound[a:b], "wav") for a, b in pieces]
    whole = encode(sound, way, live=way == "webm")
    share = len(whole) / len(sound)
    marks = [round(end * share) for end in ends[:-1]] + [len(whole)]
    return whole, [whole[a:b] for a, b in itertools.pairwise(marks)]


async def proof(audio: Path) -> list[Figure]:
    chance = random.Random(7)
    wanted = sorted(recordings(audio), key=lambda one: one.path.stat().st_size)
    queue = WorkQueue(workers=1, capacity=4, per_visitor=4)
    decoder = PyAVDecoder(queue, max_bytes=25_000_000, max_seconds=30)
    sent: list[Sent] = []
    for found in (one for one in wanted if one.kind != "other"):
        sound = (await decoder.decode(found.path.read_bytes())).samples
        if len(sound) < LONGEST_S * SAMPLE_RATE_HZ or len(sent) == RECORDINGS:
            continue
        way, visitor = WAYS[len(sent) % len(WAYS)], f"198.51.100.{len(sent) + 1}"
        sent.append(Sent(found.path.name, way, *cut(sound, way, chance), visitor))
    queue.close()
    async with (
        attacked(**SERVER) as server,
        httpx.AsyncClient(base_url=server.url, timeout=LIMIT_S) as http,
    ):
        await ready(http)
        for pair in zip(sent[::2], sent[1::2], strict=False):
            await mixed(http, pair, chance)
        for one in sent:
            file = {"audio_file": ("a", one.whole)}
            reply = await http.post("/process", files=file, headers=by(one.visitor))
            one.at_once = heard(reply, one)
    return told(sent)


async def ready(http: httpx.AsyncClient) -> None:
    """Return once the recogniser that stays is at work: it may take over meanwhile."""
    async with asyncio.timeout(LIMIT_S):
        while True:
            health = (await http.get("/health")).json()
            whisper = health["components"]["recognizer"].get("whisper", {})
            if whisper.get("state") not in COMING:
                return
            await asyncio.sleep(1.0)


async def mixed(
    http: httpx.AsyncClient, pair: tuple[Sent, Sent], chance: random.Random
) -> None:
    """Two visitors' chunks by turns, each with faults in between."""
    most = max(len(one.chunks) for one in pair)
    for number in range(most):
        for one, other in (pair, pair[::-1]):
            if number >= len(one.chunks):
                continue
            if number:
                await at_fault(http, one, other, number, chance.choice(FAULTS))
            final = number == len(one.chunks) - 1
            reply = await send(http, one, number, number, one.visitor, final=final)
            if final:
                one.text = heard(reply, one)
            else:
                one.session_id = reply.json().get("session_id", "")


async def at_fault(
    http: httpx.AsyncClient, one: Sent, other: Sent, number: int, fault: str
) -> None:
    """A chunk that is refused, and costs the recording nothing."""
    claimed = {"repeated": number - 1, "missing": number + 1, "from the start": 0}
    visitor = other.visitor if fault == "another's" else one.visitor
    number_told = claimed.get(fault, number)
    reply = await send(http, one, number, number_told, visitor)
    one.faults += 1
    body = reply.json()
    clear = reply.status_code == 422 and body["error_code"] == "INVALID_INPUT"
    one.refused += clear and bool(body["message"])


async def send(
    http: httpx.AsyncClient,
    one: Sent,
    number: int,
    told: int,
    visitor: str,
    *,
    final: bool = False,
) -> httpx.Response:
    fields: dict[str, Any] = {"sequence": told, "final": final}
    if one.session_id:
        fields["session_id"] = one.session_id
    file = {"audio_chunk": ("a", one.chunks[number])}
    return await http.post(
        "/stream-process", files=file, data=fields, headers=by(visitor)
    )


def by(visitor: str) -> dict[str, str]:
    return {"x-forwarded-for": visitor}


def heard(reply: httpx.Response, one: Sent) -> str:
    """The words of a whole turn; what no turn comes of is told by its error."""
    body = reply.json()
    if reply.status_code != 200:
        one.wrong.append(f"{one.name}: {body['error_code']}")
        return str(body["error_code"])
    return str(body["transcription"])


def told(sent: list[Sent]) -> list[Figure]:
    same = sum(one.text == one.at_once for one in sent)
    faults = sum(one.faults for one in sent)
    refused = sum(one.refused for one in sent)
    chunks = sum(len(one.chunks) for one in sent)
    wrong = [line for one in sent for line in one.wrong]
    others = ", ".join(one.name for one in sent if one.text != one.at_once)
    return [
        Figure("chunks.recordings", len(sent), "", f"== {RECORDINGS}"),
        Figure("chunks.same_text", same, "", f"== {len(sent)}", others),
        Figure("chunks.faults_refused", refused, "", f"== {faults}", f"of {chunks}"),
        Figure("chunks.no_turn", len(wrong), "", "", "; ".join(wrong)),
    ]

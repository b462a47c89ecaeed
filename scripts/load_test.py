"""Visitors at work on a running server, and how it bore them.

python scripts/load_test.py http://localhost:8000 --visitors 20 --seconds 30
Exits with 1 when anything was neither served nor refused in good order (429, 503).
"""

from __future__ import annotations

import argparse
import asyncio
import math
import random
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx

KINDS = ("text", "voice", "read")
QUESTIONS = (
    "What projects have you built?",
    "Which programming languages do you know?",
    "Where did you study?",
    "Tell me about your experience.",
    "How can I reach you?",
)
READS = ("/", "/app", "/health")
REFUSED = (429, 503)
PATIENCE_S = 60.0


@dataclass(slots=True)
class Tally:
    """What became of the requests of one kind; times are of those served."""

    took_s: list[float] = field(default_factory=list)
    refused: dict[int, int] = field(default_factory=lambda: dict.fromkeys(REFUSED, 0))
    errors: int = 0

    def add(self, status: int | None, took_s: float) -> None:
        """`status` is None when no reply came."""
        if status in self.refused:
            self.refused[status] += 1
        elif status == httpx.codes.OK:
            self.took_s.append(took_s)
        else:
            self.errors += 1

    def line(self, kind: str) -> str:
        times = (f"p{n} {percentile_ms(self.took_s, n):.0f} ms" for n in (50, 95, 99))
        served, refused = len(self.took_s), sum(self.refused.values())
        return "  ".join(
            (
                f"{kind:5} count {served + refused + self.errors}",
                f"served {served}",
                *(f"{status} {count}" for status, count in self.refused.items()),
                *(times if served else ()),
                f"errors {self.errors}",
            )
        )


def percentile_ms(took_s: list[float], percent: int) -> float:
    """By nearest rank."""
    return 1000 * sorted(took_s)[math.ceil(len(took_s) * percent / 100) - 1]


@dataclass(frozen=True, slots=True)
class Load:
    """Who comes, for how long, and for what."""

    visitors: int = 10
    seconds: float = 10.0
    pause_s: float = 0.2
    """Between a reply and the next request of the same visitor."""
    mix: Mapping[str, int] = field(
        default_factory=lambda: dict(zip(KINDS, (6, 1, 3), strict=True))
    )


async def run(url: str, load: Load, audio: bytes | None = None) -> dict[str, Tally]:
    """Raise HTTPError when the server cannot say the question that is to be asked."""
    tallies = {kind: Tally() for kind in KINDS if load.mix.get(kind)}
    boundless = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(
        base_url=url, timeout=PATIENCE_S, limits=boundless
    ) as http:
        if audio is None and "voice" in tallies:
            audio = await said_by_the_server(http)
        ends = time.perf_counter() + load.seconds
        async with asyncio.TaskGroup() as visitors:
            for number in range(load.visitors):
                chance = random.Random(number)
                visitors.create_task(
                    visit(http, tallies, load, chance, audio=audio or b"", ends=ends)
                )
    return tallies


async def said_by_the_server(http: httpx.AsyncClient) -> bytes:
    """A spoken question that needs no speech engine where this script runs."""
    made = await http.post("/tts", json={"text": QUESTIONS[0]})
    made.raise_for_status()
    sound = await http.get(f"/audio/{made.json()['audio_file']}")
    sound.raise_for_status()
    return sound.content


async def visit(
    http: httpx.AsyncClient,
    tallies: Mapping[str, Tally],
    load: Load,
    chance: random.Random,
    *,
    audio: bytes,
    ends: float,
) -> None:
    # Not everybody in the same instant.
    await asyncio.sleep(chance.random() * load.pause_s)
    weights = [load.mix[kind] for kind in tallies]
    while time.perf_counter() < ends:
        (kind,) = chance.choices(list(tallies), weights)
        started = time.perf_counter()
        try:
            status: int | None = (await send(http, kind, chance, audio)).status_code
        except httpx.TransportError:
            status = None
        tallies[kind].add(status, time.perf_counter() - started)
        await asyncio.sleep(load.pause_s)


async def send(
    http: httpx.AsyncClient, kind: str, chance: random.Random, audio: bytes
) -> httpx.Response:
    match kind:
        case "text":
            return await http.post("/ask", json={"text": chance.choice(QUESTIONS)})
        case "voice":
            return await http.post("/process", files={"audio_file": ("a", audio)})
        case _:
            return await http.get(chance.choice(READS))


def mix(text: str) -> dict[str, int]:
    """`text=6,voice=1,read=3`: shares of the requests."""
    shares = {
        kind: int(share)
        for kind, _, share in (part.partition("=") for part in text.split(","))
    }
    if not set(shares) <= set(KINDS) or min(shares.values()) < 0:
        raise ValueError(text)
    if not any(shares.values()):
        raise ValueError(text)
    return shares


def address(text: str) -> str:
    return text if "://" in text else f"http://{text}"


def sound(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise argparse.ArgumentTypeError(f"{path}: {error.strerror}") from error


def arguments() -> argparse.Namespace:
    about, _, _ = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(description=about)
    usual = Load()
    parser.add_argument(
        "url", type=address, help="of the server, such as http://localhost:8000"
    )
    parser.add_argument("--visitors", type=int, default=usual.visitors)
    parser.add_argument("--seconds", type=float, default=usual.seconds)
    parser.add_argument("--pause", type=float, default=usual.pause_s, metavar="SECONDS")
    parser.add_argument("--mix", type=mix, default=usual.mix, help=mix.__doc__)
    parser.add_argument("--audio", type=sound, help="a spoken question to upload")
    return parser.parse_args()


def main() -> int:
    given = arguments()
    load = Load(given.visitors, given.seconds, given.pause, given.mix)
    try:
        tallies = asyncio.run(run(given.url, load, given.audio))
    except httpx.HTTPError as error:
        sys.exit(f"{given.url} does not answer: {error}")
    for kind, tally in tallies.items():
        print(tally.line(kind))
    return int(any(tally.errors for tally in tallies.values()))


if __name__ == "__main__":
    sys.exit(main())

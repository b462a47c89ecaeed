"""Long use, clocks that are set, and health asked for in the thick of it."""

from __future__ import annotations

import asyncio
import json
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from statistics import linear_regression

from bench.attacked import (
    QUESTION,
    Attacked,
    attacked,
    exchange,
    p99,
    request,
    timed,
    upload,
)
from bench.figure import Figure
from tests.ids import own_id

SETTABLE_CLOCK = Path(__file__).parent / "settable_clock.c"
DAY_S = 86_400
WARM_UP = 2000
LAG_BUCKET_S = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1)
LAG = "viva_voce_event_loop_lag_seconds"
HEALTH = request("GET", "/health")
ASK = request("POST", "/ask", {"text": QUESTION})


def figures(data: Path | None) -> Iterable[Figure]:
    for proof in (soak, health_under_load, clocks):
        yield from asyncio.run(proof())


async def soak(requests: int = 20_000) -> list[Figure]:
    """Mixed requests; after the first ones, memory may hardly grow."""
    chance = random.Random(1)
    async with attacked() as server:
        points: list[tuple[float, float]] = []
        at_first: dict[str, int] = {}
        for done in range(0, requests, 250):
            batch = [mixed(chance, done + n) for n in range(250)]
            await in_turn(server.port, batch, at_once=8)
            if done >= WARM_UP:
                at_first = at_first or await held(server)
                points.append((done / 1000, server.process.memory_info().rss / 1e6))
        at_last = await held(server)
    slope, _ = linear_regression(*zip(*points, strict=True))
    grown = {what: at_last[what] - at_first[what] for what in at_first}
    return [
        Figure("10.memory_slope", slope, "MB/1000", "<= 0.1", f"{requests} requests"),
        *(Figure(f"10.{what}_more", grown[what], "", "<= 10") for what in grown),
    ]


async def held(server: Attacked) -> dict[str, int]:
    await asyncio.sleep(1)
    found = server.held()
    tasks = int(await server.gauge("viva_voce_tasks"))
    return {"descriptors": found["descriptors"], "threads": found["threads"]} | {
        "tasks": tasks
    }


def mixed(chance: random.Random, number: int) -> bytes:
    """Mostly questions; now and then pages, speech, errors and hearing."""
    session = own_id(str(number % 500))
    asked = {"text": f"{QUESTION} {number % 97}", "session_id": session}
    kinds = {
        request("POST", "/ask", asked): 40,
        request("POST", "/smart/query", asked): 30,
        request("GET", "/content/types"): 8,
        request("GET", "/health"): 5,
        request("POST", "/session/create"): 5,
        request("GET", f"/session/{session}"): 5,
        request("GET", "/nowhere"): 3,
        request("POST", "/ask", b"{"): 2,
        request("POST", "/process/text", asked): 1.5,
        upload("/vad"): 0.5,
    }
    return chance.choices([*kinds], weights=[*kinds.values()])[0]


async def in_turn(port: int, messages: list[bytes], *, at_once: int) -> None:
    waiting = iter(messages)

    async def visitor() -> None:
        for message in waiting:
            await exchange(port, message)

    await asyncio.gather(*(visitor() for _ in range(at_once)))


async def health_under_load(seconds: float = 20.0) -> list[Figure]:
    """Four visitors speak without a pause while somebody asks how it is."""
    async with attacked(TRUSTED_PROXIES="127.0.0.1") as server:
        for _ in range(5):
            await exchange(server.port, upload(headers=visitor(0)))
        idle = [await asked(server) for _ in range(40)]
        lag_before = await lags(server)
        speaking = [asyncio.create_task(speak(server.port, n)) for n in range(4)]
        until = time.perf_counter() + seconds
        busy = []
        while time.perf_counter() < until:
            busy.append(await asked(server))
        for task in speaking:
            task.cancel()
        await asyncio.gather(*speaking, return_exceptions=True)
        lag_s = lag_p99(lag_before, await lags(server))
    note = f"{p99(idle) * 1000:.1f} ms idle"
    return [
        Figure("13.health_p99_over_idle", p99(busy) / p99(idle), "x", "<= 5", note),
        Figure("13.loop_lag_p99", lag_s * 1000, "ms", "<= 20", "upper edge of bucket"),
    ]


async def asked(server: Attacked) -> float:
    """Health is kept for half a second: ask after that, so that it is asked anew."""
    await asyncio.sleep(0.51)
    return (await timed(server.port, HEALTH))[0]


async def speak(port: int, number: int) -> None:
    message = upload(headers=visitor(number))
    while True:
        await exchange(port, message)


def visitor(number: int) -> dict[str, str]:
    return {"x-forwarded-for": f"10.0.0.{number}"}


async def lags(server: Attacked) -> list[float]:
    """How often the event loop was at most this late, by bucket, then in all."""
    _, _, body = await exchange(server.port, request("GET", "/metrics"))
    lines = [x for x in body.decode().splitlines() if x.startswith(f"{LAG}_bucket")]
    return [float(line.split()[-1]) for line in lines]


def lag_p99(before: list[float], after: list[float]) -> float:
    counts = [late - early for early, late in zip(before, after, strict=True)]
    for edge_s, count in zip((*LAG_BUCKET_S, float("inf")), counts, strict=True):
        if count >= 0.99 * counts[-1]:
            return edge_s
    return float("inf")


async def clocks() -> list[Figure]:
    """The machine's clock is set a day ahead, then an hour back."""
    compiler = shutil.which("cc")
    if compiler is None:
        return []
    with tempfile.TemporaryDirectory() as name:
        library, offset = Path(name) / "clock.so", Path(name) / "offset"
        compile_clock(compiler, library)
        offset.touch()
        set_clock(offset, 0)
        shim = {"LD_PRELOAD": str(library), "CLOCK_OFFSET": str(offset)}
        quick = {"AUDIO_MAX_AGE": "45", "CLEANUP_INTERVAL": "1", "SESSION_TTL": "60"}
        dead = {"ELEVENLABS_API_KEY": "x", "ELEVENLABS_BASE_URL": "http://127.0.0.1:9"}
        async with attacked(**shim, **quick, **dead, RATE_LIMIT_ENABLED="true") as one:
            changed = await clock_changes(one, offset)
    note = ", ".join(changed) or "limits, sessions, audio, breaker"
    return [Figure("11.changed_by_the_clock", len(changed), "", "== 0", note)]


def compile_clock(compiler: str, library: Path) -> None:
    made = [compiler, "-shared", "-fPIC", "-O1", "-o", str(library)]
    subprocess.run([*made, str(SETTABLE_CLOCK), "-ldl"], check=True)


def set_clock(offset: Path, seconds: int) -> None:
    """In place: the server has the file in memory."""
    with offset.open("r+b") as file:
        file.write(seconds.to_bytes(8, "little", signed=True))


async def clock_changes(server: Attacked, offset: Path) -> list[str]:
    """What the clock changed that it should not have."""
    made = await exchange(server.port, request("POST", "/session/create"))
    session = request("GET", f"/session/{json.loads(made[2])['session_id']}")
    spoken = await exchange(server.port, request("POST", "/tts", {"text": "hello"}))
    audio = request("GET", f"/audio/{json.loads(spoken[2])['audio_file']}")
    for _ in range(31):
        await exchange(server.port, ASK)
    started = time.monotonic()
    breaker = await state_of_breaker(server)
    changed = []
    for shift_s in (DAY_S, -3600):
        set_clock(offset, shift_s)
        told = await exchange(server.port, request("GET", "/"))
        assert abs(drift(told[2]) - shift_s) < 60, "the clock was not set"
        await asyncio.sleep(3)
        codes = [(await exchange(server.port, m))[0] for m in (ASK, session, audio)]
        if codes != [429, 200, 200]:
            changed.append(f"at {shift_s} s: limit, session, audio {codes}")
        if await state_of_breaker(server) != breaker:
            changed.append(f"at {shift_s} s: breaker")
    await asyncio.sleep(64 - (time.monotonic() - started))
    codes = [(await exchange(server.port, m))[0] for m in (ASK, session, audio)]
    if codes != [200, 410, 404]:
        changed.append(f"when due: limit, session, audio {codes}")
    return changed


async def state_of_breaker(server: Attacked) -> bool:
    """Whether the voice that cannot be reached is left alone, or on trial by now."""
    _, _, body = await exchange(server.port, HEALTH)
    engines = json.loads(body)["components"]["tts"]["engines"]
    return bool(engines["elevenlabs"] != "closed")


def drift(body: bytes) -> float:
    told = datetime.fromisoformat(json.loads(body)["timestamp"])
    return told.timestamp() - time.time()

"""Everybody else under floods: of guestbook readers, texts, trailers, slow bodies."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
import tempfile
import time
from asyncio.subprocess import PIPE
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from bench.attacked import QUESTION, Attacked, attacked, request, timed, upload
from bench.bench_service import ROOT
from bench.figure import Figure
from services.database_service import FILE_NAME
from services.storage.migrations import migrate
from tests.storage.pictures import noise, url

PROXY = {"TRUSTED_PROXIES": "127.0.0.1"}
LARGEST_SENT = 690_000
FLOODED_AFTER_S = 3.0
FREED_AFTER_S = 10.0
TIMES_IDLE = 5.0
KEPT_MB = 50


def figures(data: Path | None) -> Iterable[Figure]:
    for name, floods in PROOFS.items():
        yield from asyncio.run(under(name, floods))


@dataclass
class Seen:
    """How long others waited, in seconds by path, and what they were answered."""

    waited: dict[str, list[float]] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)

    def p95(self, path: str) -> float:
        values = sorted(self.waited[path])
        return values[min(len(values) - 1, round(0.95 * (len(values) - 1)))]


async def under(name: str, floods: Iterable[str], *, rounds: int = 20) -> list[Figure]:
    """Idle first, then with the floods going on; memory at its peak and after."""
    with tempfile.TemporaryDirectory() as folder:
        fill_book(Path(folder))
        settings = PROXY | {"DATA_DIR": folder}
        async with attacked(**settings) as server:
            await visits(server, 3)
            idle_mb = await settled_mb(server)
            idle = await visits(server, rounds)
            peak = Peak(server)
            flood = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bench.flooding", str(server.port), *floods),
                cwd=ROOT,
                stdout=PIPE,
            )
            await asyncio.sleep(FLOODED_AFTER_S)
            busy = await visits(server, rounds)
            assert flood.returncode is None, "the flood ended by itself"
            flood.terminate()
            told_by_flood, _ = await flood.communicate()
            peak_mb = await peak.ended()
            after_mb = await freed_mb(server, idle_mb + KEPT_MB)
    flooders = {int(k): n for k, n in json.loads(told_by_flood).items()}
    return [
        *told(name, idle, busy, (idle_mb, peak_mb, after_mb)),
        faults(f"{name}.flooders_5xx", flooders, but=(503,)),
    ]


def told(
    name: str, idle: Seen, busy: Seen, memory: tuple[float, float, float]
) -> list[Figure]:
    idle_mb, peak_mb, after_mb = memory
    found = [
        Figure(
            f"{name}.{path.strip('/').replace('/', '_')}_p95",
            busy.p95(path) / idle.p95(path),
            "x idle",
            f"<= {TIMES_IDLE:g}",
            f"{idle.p95(path) * 1000:.0f} ms idle, {busy.p95(path) * 1000:.0f} ms",
        )
        for path in idle.waited
    ]
    return [
        *found,
        faults(f"{name}.others_5xx", busy.statuses),
        Figure(f"{name}.memory", peak_mb - idle_mb, "MB", "<= 150", f"{idle_mb:.0f}"),
        Figure(f"{name}.memory_kept", after_mb - idle_mb, "MB", f"<= {KEPT_MB}"),
    ]


def faults(name: str, statuses: Mapping[int, int], but: Sequence[int] = ()) -> Figure:
    """How many were answered with a fault of the server's, `but` for some."""
    found = sum(n for one, n in statuses.items() if one >= 500 and one not in but)
    return Figure(name, found, "", "== 0", str(dict(statuses)))


def fill_book(folder: Path) -> None:
    """A hundred signatures, each as large as an older version kept them."""
    image = url(noise(400, 430))
    assert len(image) < LARGEST_SENT
    with closing(sqlite3.connect(folder / FILE_NAME, isolation_level=None)) as book:
        migrate(book)
        for number in range(100):
            at = datetime.now(UTC) - timedelta(minutes=number)
            book.execute(
                "INSERT INTO signatures (id, name, emoji, image, created_at,"
                " image_bytes) VALUES (?, 'Ada', '', ?, ?, ?)",
                (str(uuid4()), image, at.isoformat(), len(image)),
            )


async def visits(server: Attacked, rounds: int) -> Seen:
    """Somebody else each time, who does one thing after the other."""
    seen = Seen()
    for number in range(rounds):
        who = {"x-forwarded-for": f"203.0.113.{number}"}
        messages = {
            "/process": upload(headers=who),
            "/ask": request("POST", "/ask", {"text": QUESTION}, who),
            "/api/guestbook": request("GET", "/api/guestbook?limit=20", headers=who),
            "/app": request("GET", "/app", headers=who),
        }
        for path, message in messages.items():
            spent_s, (status, _, _) = await timed(server.port, message)
            seen.waited.setdefault(path, []).append(spent_s)
            seen.statuses[status] += 1
    return seen


async def settled_mb(server: Attacked) -> float:
    """What it takes once everything is loaded that a start loads behind it."""
    seen = [0.0, server.resident_mb()]
    while seen[-1] - seen[-2] > 1 or len(seen) < 10:
        await asyncio.sleep(0.5)
        seen.append(server.resident_mb())
    return seen[-1]


async def freed_mb(server: Attacked, aim_mb: float) -> float:
    """What it takes once it is back, or after the time it has for that."""
    until = time.monotonic() + FREED_AFTER_S
    while (taken := server.resident_mb()) > aim_mb and time.monotonic() < until:  # noqa: ASYNC110
        await asyncio.sleep(0.2)
    return taken


class Peak:
    """The most memory that was seen until it is asked."""

    def __init__(self, server: Attacked) -> None:
        self._server = server
        self._most = 0.0
        self._task = asyncio.create_task(self._watch())

    async def ended(self) -> float:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        return self._most

    async def _watch(self) -> None:
        while True:
            self._most = max(self._most, self._server.resident_mb())
            await asyncio.sleep(0.05)


READERS = ("unread_pages", "pages_without_end")
BODIES = ("slow_bodies", "idle_connections")
PROOFS: dict[str, tuple[str, ...]] = {
    "flood_guestbook": READERS,
    "flood_speech": ("endless_texts",),
    "flood_trailers": ("endless_trailers",),
    "flood_bodies": (*BODIES, "slow_uploads"),
    "floods": (*READERS, "endless_texts", "endless_trailers", *BODIES),
}

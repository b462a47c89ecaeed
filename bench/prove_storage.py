"""Nothing is lost: kills, full disks, damaged files, and a database on bad days."""

from __future__ import annotations

import asyncio
import random
import shutil
import sqlite3
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from uuid import uuid4

import httpx
from pydantic import SecretStr

from api_server import create_app
from bench.figure import Figure
from bench.kills import Acknowledged, kill_once
from services.database_service import build_storage
from services.errors import StorageFull
from services.models.records import Signature
from services.settings import Settings
from services.storage.sqlite_file import SqliteFile
from services.storage.sqlite_guestbook import SqliteGuestbook
from tests.gateway import SECRET_KEY, Answer, Gateway, says, silent
from tests.needs import PRESENT
from tests.postgrest import PostgrestServer

KILLS = 200
KILLS_WHILE_CARRYING = 40
FULL_AT = range(1, 51)
DAMAGED = 20
DISK_BYTES = 4_000_000
REQUESTS = 300
HTML = b"<!doctype html><title>Project paused</title>"
FAULTS: dict[str, Answer | None] = {
    "black_holed": silent(3_600),
    "refusing": None,
    "slow_by_120_s": silent(120),
    "says_401": says(401, b'{"message":"Invalid API key"}'),
    "says_403": says(403, b'{"message":"no"}'),
    "says_500": says(500, b"{}"),
    "says_html": says(200, HTML, "text/html"),
}


def figures(data: Path | None) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        yield from kills(Path(folder) / "kills", KILLS)
        yield from full_disks(Path(folder) / "disk")
        yield from damaged_files(Path(folder) / "damaged")
        if PRESENT["postgres"]() and PRESENT["postgrest"]():
            with hosted_database() as server:
                yield from carried_through_kills(Path(folder) / "carried", server)
                server.empty()
                yield from asyncio.run(bad_days(Path(folder), server))


@contextmanager
def hosted_database() -> Iterator[PostgrestServer]:
    server = PostgrestServer()
    try:
        server.start()
        yield server
    finally:
        server.stop()


def kills(data_dir: Path, count: int, seed: int = 1) -> Iterator[Figure]:
    done, rng = Acknowledged(), random.Random(seed)
    starts = sum(kill_once(data_dir, done, rng, "") for _ in range(count))
    database = sqlite3.connect(data_dir / "viva_voce.sqlite3")
    rows = database.execute("SELECT name, id FROM signatures").fetchall()
    database.close()
    stored = dict(rows)
    lost = sum(stored.get(name) != id_ for name, id_ in done.ids.items())
    note = f"of {len(done.ids)} acknowledged, {count} kills"
    yield Figure("storage_kill_starts", starts, "", f">= {count}")
    yield Figure("storage_kill_lost", lost, "rows", "<= 0", note)
    doubled = len(rows) - len(stored) + done.repeated
    yield Figure("storage_kill_duplicates", doubled, "rows", "<= 0")
    aside = len(list(data_dir.glob("*.damaged-*")))
    yield Figure("storage_kill_files_set_aside", aside, "", "<= 0")


def carried_through_kills(
    data_dir: Path, server: PostgrestServer, count: int = KILLS_WHILE_CARRYING
) -> Iterator[Figure]:
    """What was carried to the hosted database by processes that were killed at it."""
    done, rng = Acknowledged(), random.Random(3)
    with gateway_beside(server) as url:
        for _ in range(count):
            kill_once(data_dir, done, rng, url, longest_s=2.0)
        asyncio.run(empty_outbox(data_dir, url))
    arrived = server.sql("select name from guestbook_signatures").split()
    note = f"of {len(done.ids)} acknowledged, {count} kills"
    missing = len(set(done.ids) - set(arrived))
    yield Figure("storage_kill_carried_missing", missing, "rows", "<= 0", note)
    doubled = len(arrived) - len(set(arrived))
    yield Figure("storage_kill_carried_duplicates", doubled, "rows", "<= 0")


@contextmanager
def gateway_beside(server: PostgrestServer) -> Iterator[str]:
    """A gateway on an event loop of its own, while this thread waits for processes."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    gateway = Gateway(server.rest_port)
    asyncio.run_coroutine_threadsafe(gateway.start(), loop).result()
    try:
        yield gateway.url
    finally:
        asyncio.run_coroutine_threadsafe(gateway.stop(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def empty_outbox(data_dir: Path, url: str) -> None:
    storage = build_storage(hosted_settings(data_dir, url))
    await storage.start()
    await until(lambda: storage.hosted_is_well)
    await storage.health()
    await until(lambda: storage.backlog.depth == 0)
    await storage.close()


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A file system that can be filled; needs root."""
    folder.mkdir(parents=True)
    size = f"size={DISK_BYTES}"
    subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def fill(folder: Path) -> Path:
    """Take every byte that is left."""
    filler = folder / "filler"
    with filler.open("ab", buffering=0) as handle, suppress(OSError):
        while handle.write(b"\0" * 4096):
            pass
    return filler


def signature(name: str) -> Signature:
    return Signature(str(uuid4()), name, "", "x" * 20_000, datetime.now(UTC))


def full_disks(folder: Path) -> Iterator[Figure]:
    try:
        results = [full_at(folder / str(number), number) for number in FULL_AT]
    except (subprocess.CalledProcessError, FileNotFoundError):
        return
    unclear = sum(not clear for clear, _, _ in results)
    lost = sum(lost for _, lost, _ in results)
    slowest_s = max(recovery_s for _, _, recovery_s in results)
    note = f"disk full at write {FULL_AT[0]} to {FULL_AT[-1]}"
    yield Figure("storage_full_lost", lost, "rows", "<= 0", note)
    yield Figure("storage_full_not_said", unclear, "", "<= 0", "anything but 507")
    yield Figure("storage_full_recovery_s", slowest_s, "s", "<= 5")


def full_at(folder: Path, number: int) -> tuple[bool, int, float]:
    """Whether it was said clearly, acknowledged rows lost, seconds to recover."""
    with small_disk(folder) as disk:
        return asyncio.run(_full_at(disk, number))


async def _full_at(disk: Path, number: int) -> tuple[bool, int, float]:
    file = SqliteFile(disk / "viva_voce.sqlite3")
    book = SqliteGuestbook(file)
    kept = [await book.add(signature(str(n))) for n in range(number - 1)]
    filler = fill(disk)
    clear = True
    for attempt in range(3):
        try:
            kept.append(await book.add(signature(f"full {attempt}")))
        except StorageFull:
            continue
        except Exception:  # noqa: BLE001 - anything but a clear answer counts
            clear = False
    if kept:
        readable = {one.id for one in await book.page(limit=100, offset=0)}
        lost = sum(one.id not in readable for one in kept)
    else:
        lost = 0
    filler.unlink()
    started = time.perf_counter()
    while time.perf_counter() - started < 10:
        with suppress(StorageFull):
            kept.append(await book.add(signature("after")))
            break
    recovery_s = time.perf_counter() - started
    await file.close()
    again = SqliteFile(disk / "viva_voce.sqlite3")
    readable = {
        one.id for one in await SqliteGuestbook(again).page(limit=100, offset=0)
    }
    await again.close()
    return clear, lost + sum(one.id not in readable for one in kept), recovery_s


def damaged_files(folder: Path, seed: int = 2) -> Iterator[Figure]:
    folder.mkdir()
    whole = folder / "whole.sqlite3"
    asyncio.run(_fill_book(whole))
    rng = random.Random(seed)
    started = aside = 0
    for number in range(DAMAGED):
        copy = folder / f"copy-{number}.sqlite3"
        shutil.copy(whole, copy)
        damage(copy, rng, number)
        served, kept = asyncio.run(_serves(copy))
        started += served
        aside += kept
    yield Figure("storage_damaged_starts", started, "", f">= {DAMAGED}")
    yield Figure("storage_damaged_kept_aside", aside, "", f">= {DAMAGED}")


async def _fill_book(path: Path) -> None:
    file = SqliteFile(path)
    book = SqliteGuestbook(file)
    for number in range(100):
        await book.add(signature(str(number)))
    await file.close()


def damage(path: Path, rng: random.Random, number: int) -> None:
    size = path.stat().st_size
    with path.open("r+b") as handle:
        if number % 4 == 0:
            handle.truncate(rng.randrange(512, size - 4096))
        elif number % 4 == 1:
            handle.write(rng.randbytes(rng.randrange(100, 4096)))
        else:
            # Whole pages of rubbish or zeros, as a failing disk leaves them.
            page = rng.randrange(1, size // 4096 - 2)
            handle.seek(page * 4096)
            handle.write(rng.randbytes(8192) if number % 4 == 2 else b"\0" * 8192)


async def _serves(path: Path) -> tuple[bool, bool]:
    file = SqliteFile(path)
    book = SqliteGuestbook(file)
    added = await book.add(signature("after"))
    readable = {one.id for one in await book.page(limit=100, offset=0)}
    await file.close()
    return added.id in readable, file.kept_aside is not None


def hosted_settings(data_dir: Path, url: str) -> Settings:
    return Settings(
        data_dir=data_dir,
        rate_limit_enabled=False,
        edge_tts_enabled=False,
        whisper_download="never",
        log_level="ERROR",
        supabase_url=url,
        supabase_service_key=SecretStr(SECRET_KEY),
    )


@asynccontextmanager
async def visiting(data_dir: Path, gateway: Gateway):  # type: ignore[no-untyped-def]
    app = create_app(hosted_settings(data_dir, gateway.url))
    transport = httpx.ASGITransport(app)
    services = app.state.services
    await services.start()
    try:
        async with httpx.AsyncClient(
            transport=transport, base_url="http://localhost"
        ) as client:
            yield client, services.storage
    finally:
        await services.stop()


async def bad_days(folder: Path, server: PostgrestServer) -> list[Figure]:
    gateway = Gateway(server.rest_port)
    await gateway.start()
    found: list[Figure] = []
    names: list[str] = []
    try:
        async with visiting(folder / "days", gateway) as (client, storage):
            await until(lambda: storage.hosted_is_well)
            await traffic(client, names)
            healthy_ms = await traffic(client, names)
            found.append(Figure("storage_healthy_p95_ms", healthy_ms, "ms"))
            for day, fault in FAULTS.items():
                if fault is None:
                    await gateway.stop()
                gateway.fault = fault
                spent_ms = await traffic(client, names)
                ratio = spent_ms / healthy_ms
                found.append(Figure(f"storage_{day}_p95_ratio", ratio, "", "<= 1.2"))
                gateway.fault = None
                if fault is None:
                    await gateway.start()
                await until(lambda: storage.hosted_is_well)
            started = time.perf_counter()
            await storage.health()
            await until(lambda: storage.backlog.depth == 0)
            found.append(
                Figure("storage_caught_up_s", time.perf_counter() - started, "s")
            )
    finally:
        await gateway.stop()
    arrived = server.sql("select name from guestbook_signatures order by ctid").split()
    note = f"{len(names)} signed, {len(FAULTS)} bad days"
    missing = len(set(names) - set(arrived))
    found.append(Figure("storage_days_missing", missing, "rows", "<= 0", note))
    doubled = len(arrived) - len(set(arrived))
    found.append(Figure("storage_days_duplicates", doubled, "rows", "<= 0"))
    swapped = sum(a != b for a, b in zip(arrived, names, strict=False))
    found.append(Figure("storage_days_out_of_order", swapped, "rows", "<= 0"))
    return found


async def traffic(client: httpx.AsyncClient, names: list[str]) -> float:
    """The 95th percentile of reading, signing and asking in turn, in milliseconds."""
    spent_ms = []
    for number in range(REQUESTS):
        kind = number % 3
        started = time.perf_counter()
        if kind == 0:
            answer = await client.get("/api/guestbook?limit=20")
        elif kind == 1:
            names.append(f"n{len(names):05}")
            body = {"name": names[-1], "emoji": "", "image": ""}
            answer = await client.post("/api/guestbook", json=body)
        else:
            answer = await client.post("/ask", json={"text": "which projects?"})
        spent_ms.append((time.perf_counter() - started) * 1000)
        answer.raise_for_status()
    return quantiles(spent_ms, n=20)[-1]


async def until(condition, limit_s: float = 60) -> None:  # type: ignore[no-untyped-def]
    end = time.monotonic() + limit_s
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("the database was not used again")
        await asyncio.sleep(0.05)

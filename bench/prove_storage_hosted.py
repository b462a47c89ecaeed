"""Nothing is lost on the way to Supabase: kills at it, and its own bad days.

Against a real PostgREST, which `make test-deps` brings.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from statistics import quantiles

import httpx
from pydantic import SecretStr

from api_server import create_app
from bench.figure import Figure
from bench.kills import Acknowledged, kill_once
from services.database_service import Storage, build_storage
from services.settings import Settings
from tests.gateway import SECRET_KEY, Answer, Gateway, says, silent
from tests.needs import PRESENT
from tests.postgrest import PostgrestServer

KILLS_WHILE_CARRYING = 40
REQUESTS = 300
SIGNING = 1
"""Every third request."""
NUMBER_ARRIVALS = """
    alter table guestbook_signatures add column if not exists arrival bigserial;
    grant usage on sequence guestbook_signatures_arrival_seq to service_role;
"""
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
    if not (PRESENT["postgres"]() and PRESENT["postgrest"]()):
        return
    with tempfile.TemporaryDirectory() as folder, hosted_database() as server:
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
    await caught_up(storage)
    await storage.close()


def hosted_settings(data_dir: Path, url: str) -> Settings:
    return Settings(
        data_dir=data_dir,
        rate_limit_enabled=False,
        edge_tts_enabled=False,
        whisper_download="never",
        recognizer="pocketsphinx",
        log_level="ERROR",
        supabase_url=url,
        supabase_service_key=SecretStr(SECRET_KEY),
    )


@asynccontextmanager
async def visiting(
    data_dir: Path, gateway: Gateway
) -> AsyncIterator[tuple[httpx.AsyncClient, Storage]]:
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
    """Two services side by side on one machine: the database of one has bad days."""
    server.sql(NUMBER_ARRIVALS)
    good, bad = Gateway(server.rest_port), Gateway(server.rest_port)
    await good.start()
    await bad.start()
    names: list[str] = []
    try:
        async with (
            visiting(folder / "good", good) as (healthy, _),
            visiting(folder / "bad", bad) as (visited, storage),
        ):
            await caught_up(storage)
            await traffic(healthy, visited, names)
            found = [
                await bad_day(day, bad, storage, healthy, visited, names)
                for day in FAULTS
            ]
            started = time.perf_counter()
            await caught_up(storage)
            spent_s = time.perf_counter() - started
            found.append(Figure("storage_caught_up_s", spent_s, "s"))
    finally:
        await good.stop()
        await bad.stop()
    return [*found, *arrival(server, names)]


async def bad_day(
    day: str,
    gateway: Gateway,
    storage: Storage,
    healthy: httpx.AsyncClient,
    visited: httpx.AsyncClient,
    names: list[str],
) -> Figure:
    await caught_up(storage)
    gateway.fault = FAULTS[day]
    if gateway.fault is None:
        await gateway.stop()
    usual_ms, spent_ms = await traffic(healthy, visited, names)
    gateway.fault = None
    if FAULTS[day] is None:
        await gateway.start()
    note = f"{spent_ms:.1f} ms against {usual_ms:.1f} ms beside it"
    ratio = spent_ms / usual_ms
    return Figure(f"storage_{day}_p95_ratio", ratio, "", "<= 1.2", note)


def arrival(server: PostgrestServer, names: list[str]) -> Iterator[Figure]:
    mine = "select name from guestbook_signatures where name like 'bad%' order by "
    arrived = server.sql(mine + "arrival").split()
    note = f"{len(names)} signed, {len(FAULTS)} bad days"
    missing = len(set(names) - set(arrived))
    yield Figure("storage_days_missing", missing, "rows", "<= 0", note)
    doubled = len(arrived) - len(set(arrived))
    yield Figure("storage_days_duplicates", doubled, "rows", "<= 0")
    swapped = sum(a != b for a, b in zip(arrived, names, strict=False))
    yield Figure("storage_days_out_of_order", swapped, "rows", "<= 0")


async def caught_up(storage: Storage) -> None:
    await until(lambda: storage.hosted_is_well)
    await storage.health()
    await until(lambda: storage.backlog.depth == 0)


async def traffic(
    healthy: httpx.AsyncClient, visited: httpx.AsyncClient, names: list[str]
) -> tuple[float, float]:
    """95th percentiles of both, in ms; each request goes to both in turn about."""
    usual_ms: list[float] = []
    spent_ms: list[float] = []
    for number in range(REQUESTS):
        names.append(f"bad{len(names):05}")
        turns = [
            (visited, spent_ms, names[-1]),
            (healthy, usual_ms, f"good{len(names):05}"),
        ]
        for client, taken_ms, name in turns if number % 2 else reversed(turns):
            taken_ms.append(await visit_once(client, number % 3, name))
        if number % 3 != SIGNING:
            names.pop()
    return quantiles(usual_ms, n=20)[-1], quantiles(spent_ms, n=20)[-1]


async def visit_once(client: httpx.AsyncClient, kind: int, name: str) -> float:
    """Read the guestbook, sign it, or ask; milliseconds."""
    started = time.perf_counter()
    if kind == 0:
        answer = await client.get("/api/guestbook?limit=20")
    elif kind == SIGNING:
        body = {"name": name, "emoji": "", "image": ""}
        answer = await client.post("/api/guestbook", json=body)
    else:
        answer = await client.post("/ask", json={"text": "which projects?"})
    answer.raise_for_status()
    return (time.perf_counter() - started) * 1000


async def until(condition: Callable[[], bool], limit_s: float = 60) -> None:
    end = time.monotonic() + limit_s
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("the database was not used again")
        await asyncio.sleep(0.05)

"""Acknowledged writes, what logging costs a turn, and how fast the outbox empties."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from uuid import uuid4

from bench.figure import Figure
from services.ai_session_logger import AISessionLogger
from services.models.records import Interaction
from services.storage.carrier import Carrier
from services.storage.outbox import Outbox
from services.storage.sqlite_file import SqliteFile
from services.storage.sqlite_interactions import SqliteInteractions
from services.storage.supabase_tables import SupabaseTables
from tests.gateway import SECRET_KEY, Gateway
from tests.needs import PRESENT
from tests.postgrest import PostgrestServer

WRITES = 2_000
TURNS = 200
TURN_S = 0.005
"""Between two turns, so that the log works beside the next one."""
ROWS = 2_000
SAID = "write to eve@example.com about the second project, or call +1 555 010 9999"


def turn() -> Interaction:
    return Interaction(
        id=str(uuid4()),
        session_id="session-1",
        created_at=datetime.now(UTC),
        channel="text",
        user_input=SAID,
        response="Two of them use it: one at work, one at home.",
        intent="projects",
        item_type="projects",
    )


def figures(data: Path | None) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        for clients in (1, 8, 64):
            yield from asyncio.run(writes(Path(folder), clients))
        yield from asyncio.run(logging_cost(Path(folder)))
        if PRESENT["postgres"]() and PRESENT["postgrest"]():
            server = PostgrestServer()
            try:
                server.start()
                yield asyncio.run(drain(Path(folder), server))
            finally:
                server.stop()


async def writes(folder: Path, clients: int) -> list[Figure]:
    file = SqliteFile(folder / f"writes-{clients}.sqlite3")
    log = SqliteInteractions(file)
    await log.record(turn())
    spent_ms: list[float] = []

    async def client() -> None:
        for _ in range(WRITES // clients):
            row = turn()
            started = time.perf_counter()
            await log.record(row)
            spent_ms.append((time.perf_counter() - started) * 1000)

    started = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(clients)))
    rate = len(spent_ms) / (time.perf_counter() - started)
    await file.close()
    p95_ms = quantiles(spent_ms, n=20)[-1]
    note = f"{clients} clients, each write on the disk when acknowledged"
    return [
        Figure(f"storage_writes_{clients}", rate, "1/s", "", note),
        Figure(f"storage_writes_{clients}_p95_ms", p95_ms, "ms"),
    ]


async def logging_cost(folder: Path) -> list[Figure]:
    """Turns with and without the log, in turn about; `record` and all it starts."""
    file = SqliteFile(folder / "turns.sqlite3")
    logger = AISessionLogger(SqliteInteractions(file))
    await logger.try_out()
    logger.start()
    with_log: list[float] = []
    without: list[float] = []
    handed_over: list[float] = []
    for number in range(TURNS * 2):
        row = replace(turn(), session_id=f"session-{number}")
        started = time.perf_counter()
        if number % 2:
            logger.record(row)
            handed_over.append((time.perf_counter() - started) * 1000)
        await work()
        spent_ms = (time.perf_counter() - started) * 1000
        (with_log if number % 2 else without).append(spent_ms)
        await asyncio.sleep(TURN_S)
    await logger.close()
    await file.close()
    added_ms = median(with_log) - median(without)
    return [
        Figure("storage_logging_added_ms", added_ms, "ms", "<= 1", "median of a turn"),
        Figure("storage_logging_call_ms", median(handed_over), "ms", "<= 1"),
    ]


async def work() -> None:
    """About what a typed turn does: some reading, and awaiting between."""
    for _ in range(5):
        sum(range(20_000))
        await asyncio.sleep(0)


async def drain(folder: Path, server: PostgrestServer) -> Figure:
    gateway = Gateway(server.rest_port)
    await gateway.start()
    file = SqliteFile(folder / "drain.sqlite3")
    outbox = Outbox(frozenset({"ai_interactions"}))
    log = SqliteInteractions(file, outbox=outbox)
    await asyncio.gather(*(log.record(turn()) for _ in range(ROWS)))
    tables = SupabaseTables(gateway.url, SECRET_KEY, is_secret_key=True)
    await tables.ping()
    carrier = Carrier(file, outbox, tables)
    started = time.perf_counter()
    while await carrier.carry_some():
        pass
    rate = ROWS / (time.perf_counter() - started)
    await tables.close()
    await file.close()
    await gateway.stop()
    arrived = int(server.sql("select count(*) from ai_interactions"))
    return Figure("storage_drain", rate, "rows/s", "", f"{arrived} of {ROWS} arrived")

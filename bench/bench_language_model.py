"""What the service does with a model that is slow, broken, costly or under attack."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any

import psutil

from bench.budget_attack import attack_figures
from bench.figure import Figure
from bench.language_model_rig import (
    FAILURES,
    Lag,
    percentile,
    questions,
    service,
)
from bench.streamed_reply import first_audio_figures
from services.models.answer import Query
from tests.app import Visit
from tests.model_server import SECRET, Behaviour, ModelServer

QUESTIONS = 50
DEADLINE_MS = 300
SLOW_CALLS = 8
LATENCIES_S = (0.1, 1.0, 8.0, None)


def figures(data: Path | None) -> Iterable[Figure]:
    for measure in (
        failure_figures,
        first_answer_figures,
        loop_figures,
        cache_figures,
        attack_figures,
        first_audio_figures,
    ):
        yield from asyncio.run(collected(measure))


async def collected(measure: Callable[[], AsyncIterator[Figure]]) -> list[Figure]:
    return [figure async for figure in measure()]


async def ask(visit: Visit, path: str, text: str) -> tuple[dict[str, Any], str, float]:
    start = time.perf_counter()
    reply = await visit.http.post(path, json={"text": text})
    spent_ms = (time.perf_counter() - start) * 1000
    return (reply.json() if reply.status_code == 200 else {}), reply.text, spent_ms


def ids(reply: dict[str, Any]) -> list[str]:
    return [item["id"] for item in reply.get("items", ["none"])]


async def failure_figures() -> AsyncIterator[Figure]:
    asked = questions(QUESTIONS)
    async with service(None) as visit:
        right = [ids((await ask(visit, "/ask", text))[0]) for text in asked]
    good = leaks = left_tasks = left_sockets = 0
    longest_ms = 0.0
    for behaviour in FAILURES.values():
        before = asyncio.all_tasks()
        with ModelServer(otherwise=behaviour) as server:
            async with service(server, llm_deadline_ms=DEADLINE_MS) as visit:
                for text, cards in zip(asked, right, strict=True):
                    reply, body, _ = await ask(visit, "/ask", text)
                    good += bool(reply.get("response")) and ids(reply) == cards
                    leaks += SECRET in body
                    longest_ms = max(longest_ms, reply["timing"]["llm_ms"])
            left_tasks += await left(lambda b=before: len(asyncio.all_tasks() - b))
            left_sockets += await left(lambda s=server: connected_to(s.port))
    total = len(FAILURES) * len(asked)
    note = f"{len(FAILURES)} ways to fail x {len(asked)} questions"
    yield Figure("llm_failures_answered", good / total, "", ">= 1.0", note)
    yield Figure("llm_error_bytes_leaked", leaks, "", "<= 0")
    bound = DEADLINE_MS + 100
    yield Figure("llm_longest_wait", longest_ms, "ms", f"<= {bound}", "deadline 300")
    yield Figure("llm_tasks_left", left_tasks, "", "<= 0")
    yield Figure("llm_sockets_left", left_sockets, "", "<= 0")


def connected_to(port: int) -> int:
    """Open connections of our own to a port of this machine."""
    return sum(
        bool(link.raddr) and link.raddr.port == port
        for link in psutil.Process().net_connections("tcp4")
        if link.status == psutil.CONN_ESTABLISHED
    )


async def left(count: Callable[..., int]) -> int:
    """What is still there after a grace of half a second."""
    for _ in range(50):
        if not count():
            return 0
        await asyncio.sleep(0.01)
    return count()


async def first_answer_figures() -> AsyncIterator[Figure]:
    """Questions alternate between both, so that both meet the same machine."""
    asked = questions(QUESTIONS)
    for latency_s in LATENCIES_S:
        behaviour = Behaviour(silent=latency_s is None, delay_s=latency_s or 0.0)
        with ModelServer(otherwise=behaviour) as server:
            async with service(server) as visit, service(None) as plain:
                with_ms, without_ms = [], []
                for text in asked * 3:
                    without_ms.append((await ask(plain, "/smart/query", text))[2])
                    with_ms.append((await ask(visit, "/smart/query", text))[2])
        warm = len(asked)
        plain_ms = percentile(without_ms[warm:], 0.95)
        ratio = percentile(with_ms[warm:], 0.95) / plain_ms
        name = "never" if latency_s is None else f"{latency_s:g}s"
        note = f"{plain_ms:.1f} ms without a model"
        yield Figure(f"smart_query_p95_model_{name}", ratio, "x", "<= 2", note)


async def loop_figures() -> AsyncIterator[Figure]:
    """Event-loop lag and /health while slow calls are in flight."""

    async def health_p99_ms(visit: Visit) -> float:
        spent = []
        for _ in range(200):
            start = time.perf_counter()
            await visit.http.get("/health")
            spent.append((time.perf_counter() - start) * 1000)
        return percentile(spent, 0.99)

    text = "show me the projects"
    with ModelServer(otherwise=Behaviour(delay_s=4.0)) as server:
        async with service(server, llm_deadline_ms=5000) as visit:
            idle_ms = await health_p99_ms(visit)
            calls: list[Awaitable[Any]] = [
                asyncio.ensure_future(ask(visit, "/test/llm", text))
                for _ in range(SLOW_CALLS)
            ]
            await asyncio.sleep(0.5)
            lag = Lag()
            async with lag.watched():
                busy_ms = await health_p99_ms(visit)
                await asyncio.sleep(1.5)
            flying = server.open_connections
            await asyncio.gather(*calls)
    yield Figure("slow_calls_in_flight", flying, "", ">= 8")
    yield Figure("loop_lag_p99", percentile(lag.samples_ms, 0.99), "ms", "<= 20")
    yield Figure("health_p99_over_idle", busy_ms / idle_ms, "x", "<= 5")


async def cache_figures() -> AsyncIterator[Figure]:
    with ModelServer() as server:
        async with service(server) as visit:
            text = "show me the projects"
            await ask(visit, "/test/llm", text)
            calls = server.calls
            for _ in range(50):
                await ask(visit, "/test/llm", text)
            repeated = server.calls - calls
            spent_ms = await phrasing_ms(visit, text)
    yield Figure("repeated_question_calls", repeated, "", "<= 0")
    yield Figure("repeated_question_p95", percentile(spent_ms, 0.95), "ms", "<= 2")


async def phrasing_ms(visit: Visit, text: str) -> list[float]:
    """What phrasing adds to the answer of a question that was phrased before."""
    query = Query(text)
    answer = visit.services.processor.answer(query)
    spent = []
    for _ in range(200):
        start = time.perf_counter()
        await visit.services.phraser.phrase(query, answer, deadline_s=1.0)
        spent.append((time.perf_counter() - start) * 1000)
    return spent

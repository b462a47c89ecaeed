"""What one visitor may have of a model, over real sockets: not more at once than in a
row, and not more by leaving early."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from api_server import create_app
from tests.app import settings_for
from tests.model_server import Behaviour, ModelServer
from tests.server import serving

FREE = 3
AT_ONCE = 12
POLLS, POLL_S = 1_000, 0.02
QUESTIONS = [
    f"Which projects use {name}?"
    for name in (
        *("Python", "Rust", "SQL", "PostgreSQL", "Docker", "FastAPI"),
        *("TypeScript", "Redis", "C++", "Go", "Kafka", "PyTorch"),
    )
]


@asynccontextmanager
async def visited(
    folder: Path, behaviour: Behaviour
) -> AsyncIterator[tuple[httpx.AsyncClient, ModelServer]]:
    with ModelServer(otherwise=behaviour) as server:
        settings = settings_for(
            folder,
            llm_base_url=f"{server.url}/v1",
            llm_prices=("llama-3.1-8b-instant=1/1",),
            llm_free_queries=FREE,
            llm_deadline_ms=30_000,
            llm_background_deadline_ms=30_000,
            admin_token="t0ken-of-one-house-0123456789",
        )
        with serving(create_app(settings)) as served:
            async with httpx.AsyncClient(base_url=served.url, timeout=30) as http:
                yield http, server


async def usage(http: httpx.AsyncClient) -> dict[str, float]:
    head = {"authorization": "Bearer t0ken-of-one-house-0123456789"}
    found: dict[str, float] = (await http.get("/api/usage", headers=head)).json()
    return found


async def test_twelve_at_once_are_not_more_than_twelve_in_a_row(
    tmp_path: Path,
) -> None:
    async with visited(tmp_path, Behaviour(delay_s=0.3)) as (http, server):
        asked = [http.post("/test/llm", json={"text": q}) for q in QUESTIONS]
        replies = await asyncio.gather(*asked)
    reasons = [reply.json()["metadata"]["llm"] for reply in replies]
    assert len(reasons) == AT_ONCE
    assert server.calls == FREE
    assert reasons.count("phrased") == FREE
    assert "allowance" in reasons


async def test_whoever_leaves_in_mid_stream_has_had_an_answer_that_is_booked(
    tmp_path: Path,
) -> None:
    async with visited(tmp_path, Behaviour(gap_s=0.5)) as (http, server):
        for question in (*QUESTIONS[:1], *QUESTIONS[2 : FREE + 3]):
            await left_early(http, server, question)
        spent = await usage(http)
        for _ in range(POLLS):
            if spent["calls"] >= FREE:
                break
            await asyncio.sleep(POLL_S)
            spent = await usage(http)
    assert server.calls == FREE
    assert spent["completion_tokens"] >= FREE
    assert spent["cost_usd"] * 1_000_000 > spent["prompt_tokens"]


async def left_early(
    http: httpx.AsyncClient, server: ModelServer, question: str
) -> None:
    """Ask, and hang up once the model has begun to write."""
    before = server.calls
    asked = asyncio.create_task(http.post("/test/llm-stream", json={"text": question}))
    for _ in range(POLLS):
        if asked.done() or server.calls > before:
            break
        await asyncio.sleep(POLL_S)
    asked.cancel()
    await asyncio.gather(asked, return_exceptions=True)


async def test_a_call_that_the_server_refused_is_nobody_s_share(
    tmp_path: Path,
) -> None:
    async with visited(tmp_path, Behaviour(status=400, body="{}")) as (http, server):
        for question in (QUESTIONS[0], QUESTIONS[2]):
            await http.post("/test/llm", json={"text": question})
        server.otherwise = Behaviour()
        for question in QUESTIONS[3 : 3 + FREE]:
            await http.post("/test/llm", json={"text": question})
        spent = await usage(http)
    assert server.calls == 2 + FREE
    assert spent["failed"] == 2

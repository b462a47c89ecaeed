"""What the owner's webhook is told of the day's money, over a real socket."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from services.alerts import SIGNATURE, TRIES, Alerts
from services.models.budget import BudgetAlert
from services.models.feedback import MessageAlert
from tests.app import Visit, settings_for, visiting
from tests.model_server import Behaviour, ModelServer, plain_answer

SECRET = "webhook-secret-0123456789"
ALERT = BudgetAlert("llm", "2026-03-01", 80, 0.81, 1.0)
POLLS, POLL_S = 500, 0.01


@dataclass
class Hook:
    """Keeps what is posted; answers each post with the next status."""

    statuses: Sequence[int] = ()
    bodies: list[bytes] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    url: str = ""

    async def take(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = int(head.split("content-length: ")[1].split("\r\n")[0])
        self.heads.append(head)
        self.bodies.append(await reader.readexactly(length))
        place = len(self.bodies) - 1
        status = self.statuses[place] if place < len(self.statuses) else 204
        writer.write(f"HTTP/1.1 {status} X\r\ncontent-length: 0\r\n\r\n".encode())
        await writer.drain()
        writer.close()

    async def until(self, count: int) -> None:
        for _ in range(POLLS):
            if len(self.bodies) >= count:
                return
            await asyncio.sleep(POLL_S)
        pytest.fail(f"{len(self.bodies)} of {count} alerts came")


@asynccontextmanager
async def hook(*statuses: int) -> AsyncIterator[Hook]:
    found = Hook(statuses)
    server = await asyncio.start_server(found.take, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    found.url = f"http://127.0.0.1:{port}/hook?part=of-the-secret"
    async with server:
        yield found


async def no_pause(seconds: float) -> None:
    await asyncio.sleep(0)


async def test_an_alert_is_signed_and_holds_money_alone() -> None:
    async with hook() as found:
        alerts = Alerts(found.url, SECRET)
        alerts.tell(ALERT)
        await alerts.close()
    (body,), (head,) = found.bodies, found.heads
    digest = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    assert f"{SIGNATURE.lower()}: sha256={digest}" in head
    assert json.loads(body) == {
        "event": "budget",
        "part": "llm",
        "date": "2026-03-01",
        "percent": 80,
        "cost_usd": 0.81,
        "limit_usd": 1.0,
    }
    assert SECRET not in head


async def test_messages_are_told_by_their_number_and_wait_as_one() -> None:
    async with hook() as found:
        alerts = Alerts(found.url, SECRET, pause=no_pause)
        for unread in range(1, 31):
            alerts.tell(MessageAlert(unread, "2026-03-01T09:30:00+00:00"))
        alerts.tell(ALERT)
        await found.until(2)
        await alerts.close()
    told = [json.loads(body) for body in found.bodies]
    first = {"event": "message", "unread": 1, "at": "2026-03-01T09:30:00+00:00"}
    assert told[0] == first
    assert told[1]["event"] == "budget"
    assert alerts.undelivered == 0


async def test_what_was_not_taken_is_posted_again() -> None:
    async with hook(500, 302, 200) as found:
        alerts = Alerts(found.url, SECRET, pause=no_pause)
        alerts.tell(ALERT)
        await alerts.close()
    assert len(found.bodies) == 3
    assert len(set(found.bodies)) == 1
    assert alerts.undelivered == 0


async def test_tries_are_bounded_and_the_address_is_not_logged() -> None:
    with capture_logs() as logs:
        async with hook(*[500] * 20) as found:
            alerts = Alerts(found.url, SECRET, pause=no_pause)
            alerts.tell(ALERT)
            await alerts.close()
        gone = Alerts("http://127.0.0.1:9/of-the-secret", SECRET, pause=no_pause)
        gone.tell(ALERT)
        await gone.close()
    assert len(found.bodies) == TRIES
    assert alerts.undelivered == gone.undelivered == 1
    assert "of-the-secret" not in repr(logs)


async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()
    writer.close()


async def test_a_hook_that_never_answers_holds_nothing_up() -> None:
    async def silent(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        alerts = Alerts(f"http://127.0.0.1:{port}/", SECRET)
        for _ in range(100):
            alerts.tell(ALERT)
        assert alerts.undelivered == 80
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("services.alerts.FLUSH_S", 0.01)
            await alerts.close()


async def test_each_share_is_told_once_a_day_even_after_a_restart(
    tmp_path: Path,
) -> None:
    behaviour = Behaviour(say=lambda messages: plain_answer(messages))
    async with hook() as found:
        with ModelServer(otherwise=behaviour) as server:
            given = {
                "groq_api_key": "key",
                "groq_base_url": server.url,
                "llm_prices": ("llama-3.1-8b-instant=1/1",),
                "daily_cost_limit_usd": 0.0015,
                "alert_webhook_url": found.url,
                "alert_webhook_secret": SECRET,
                "llm_free_queries": 0,
                "llm_deadline_ms": 4_000,
            }
            for run in range(2):
                async with visiting(settings_for(tmp_path, **given)) as visit:
                    await ask_until_spent(visit, run)
                    usage = visit.services.phraser.usage()
                    metrics = visit.services.metrics.text().decode()
                    await found.until(3)
    told = [json.loads(body)["percent"] for body in found.bodies]
    assert told == [80, 95, 100]
    assert usage["alerts"] == [80, 95, 100]
    assert usage["cost_usd"] <= 0.0015
    assert 'viva_voce_budget_alert_percent{part="llm"} 100.0' in metrics
    assert "viva_voce_alerts_undelivered 0.0" in metrics


async def ask_until_spent(visit: Visit, run: int) -> None:
    names = ("Python", "Rust", "SQL", "Docker", "FastAPI", "TypeScript", "Redis", "Go")
    for name in names:
        body = {"text": f"Which projects use {name}? Run {run}."}
        await visit.http.post("/test/llm", json=body)

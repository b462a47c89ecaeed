"""A server that cannot be reached, and what is told of it until it is back."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import pytest
from websockets.http11 import Response

from services.upstream.openai_realtime import Patience
from tests.upstream.loopback import USAGE_USD, loopback, refusal, telling
from tests.upstream.rig import (
    PLAIN,
    QUICK,
    TRUE,
    ask,
    bridged,
    marks,
    own_voice_heard,
    spent_usd,
)
from tests.waiting import until

REFUSED = HTTPStatus.UNAUTHORIZED
BUSY = HTTPStatus.SERVICE_UNAVAILABLE
LIMITED = HTTPStatus.TOO_MANY_REQUESTS
REST = Patience(first_pause_s=0.001, jitter=lambda: 0.0)
SOON = Patience(first_s=20.0, first_pause_s=0.001, rest_s=0.05, jitter=lambda: 0.0)
ELSEWHERE = {"Location": "ws://127.0.0.1:9/elsewhere"}


@contextmanager
def deaf() -> Iterator[str]:
    """An address where connections are taken and nothing is ever said."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/v1"


@contextmanager
def closed() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    yield f"http://127.0.0.1:{port}/v1"


@pytest.mark.parametrize("address", [deaf, closed])
async def test_nobody_there_costs_no_turn(address: type, tmp_path: Path) -> None:
    with address() as url, bridged(tmp_path, url, patience=QUICK) as rig:
        async with rig.client() as client:
            told = await ask(client)
            assert told["response"].startswith(PLAIN)
            assert own_voice_heard(client)
            (gave_way,) = told["metadata"]["degraded"]
            assert gave_way.startswith("upstream:openai-realtime:")
            assert spent_usd(rig) == 0


@pytest.mark.parametrize(
    ("answer", "tries", "reason"),
    [
        (refusal(REFUSED), 1, "key_refused"),
        (refusal(BUSY), 3, "server_error"),
        (refusal(LIMITED), 3, "rate_limited"),
        (refusal(HTTPStatus.FOUND, **ELSEWHERE), 1, "refused"),
    ],
    ids=["401", "503", "429", "redirect"],
)
async def test_a_refusal_costs_no_turn_and_is_told(
    answer: Response, tries: int, reason: str, tmp_path: Path
) -> None:
    async with loopback(telling(TRUE)) as server:
        server.refusal = answer
        with bridged(tmp_path, server, patience=REST) as rig:
            async with rig.client() as client:
                told = await ask(client)
                assert told["response"].startswith(PLAIN)
                assert own_voice_heard(client)
                gave_way = told["metadata"]["degraded"]
                assert gave_way == ["upstream:openai-realtime:resting"]
                assert len(server.paths) == tries
                health = await rig.services.talks.health()
                assert health.status == "degraded"
                assert health.detail["upstream"]["reason"] == reason
                assert health.detail["answers"] == {"own": 1}
                assert spent_usd(rig) == 0


async def test_a_limit_with_a_time_is_kept_to(tmp_path: Path) -> None:
    async with loopback(telling(TRUE)) as server:
        server.refusal = refusal(LIMITED, Retry_After="60")
        with bridged(tmp_path, server, patience=QUICK) as rig:
            async with rig.client() as client:
                for _ in range(2):
                    told = await ask(client)
                    assert told["response"].startswith(PLAIN)
                assert len(server.paths) == 1
                health = await rig.services.talks.health()
                assert health.detail["upstream"]["why"] == "resting"


async def test_the_upstream_comes_back_within_the_talk(tmp_path: Path) -> None:
    async with loopback(telling(TRUE)) as server:
        server.refusal = refusal(BUSY)
        with bridged(tmp_path, server, patience=SOON) as rig:
            async with rig.client() as client:
                created = await client.until("session.created")
                assert created["session"]["viva_voce"]["answers"] == "upstream"
                gone = await client.until("viva_voce.mode")
                assert (gone["answers"], gone["why"]) == ("own", "upstream_resting")
                metrics = rig.served.get("/metrics").decode()
                assert 'viva_voce_talks_answered{by="own"} 1.0' in metrics
                assert (
                    'viva_voce_breaker_state{engine="openai-realtime",part="upstream"}'
                    in metrics
                )
                told = await ask(client)
                assert told["response"].startswith(PLAIN)
                server.refusal = None
                back = await client.until("viva_voce.mode")
                assert (back["answers"], back["why"]) == ("upstream", "recovered")
                told = await ask(client)
                assert told["response"] == TRUE
                assert marks(client) == {1000}
                health = await rig.services.talks.health()
                assert health.status == "healthy"
                assert spent_usd(rig) == pytest.approx(USAGE_USD, abs=1e-9)


async def test_a_line_that_broke_between_two_turns_is_opened_anew(
    tmp_path: Path,
) -> None:
    async with loopback(telling(TRUE)) as server:
        with bridged(tmp_path, server) as rig:
            async with rig.client() as client:
                assert (await ask(client))["response"] == TRUE
                await server.hang_up()
                told = await ask(client)
                assert told["response"] == TRUE
                assert told["metadata"]["degraded"] == []
                assert len(server.paths) == 2
                await until(lambda: spent_usd(rig) == pytest.approx(2 * USAGE_USD))

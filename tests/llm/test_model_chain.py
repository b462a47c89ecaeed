"""Providers in order over real sockets: who gives way, in what time, at what price."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from services.configuration.chain import with_providers
from services.llm.ledger import Ledger
from services.llm.model_chain import ModelChain
from services.llm_providers import build_chain
from services.llm_service import build_phraser
from services.models.answer import Query
from services.models.language import (
    ChatMessage,
    Completion,
    CompletionRequest,
    Phrased,
)
from services.protocols import Phraser
from tests.app import GivenSettings
from tests.llm.test_phrasing import ANSWER, FACTS, QUERY, RESUME, TRUE
from tests.messages_server import MessagesServer
from tests.model_server import (
    BROKEN,
    FORBIDDEN,
    HTML,
    LIMITED,
    RESET,
    SECRET,
    SILENT,
    TRUNCATED,
    WRONG,
    Behaviour,
    ModelServer,
    failing,
    saying,
)

DEADLINE_S = 1.6
LONG_S = 4.0
"""Long enough for two hundred at once, however slow the machine."""
WAYS_TO_DIE = {
    "refuse": None,
    "stall": SILENT,
    "500": BROKEN,
    "reset": RESET,
    "garbage": HTML,
    "half": TRUNCATED,
    "wrong": WRONG,
    "429": LIMITED,
    "403": FORBIDDEN,
}
NAMES = ("a", "b", "c")


def settings_of(folder: Path, servers: dict[str, ModelServer], **more: Any) -> Any:
    given: dict[str, Any] = {"data_dir": folder, "llm_chain": tuple(servers)}
    given["llm_mode"] = "rephrase"
    for name, server in servers.items():
        given[f"llm_{name}_base_url"] = f"{server.url}/v1"
        given[f"llm_{name}_api_key"] = f"key-{name}"
        given[f"llm_{name}_model"] = f"model-{name}"
        given[f"llm_{name}_price"] = "1/1"
    return with_providers(GivenSettings, tuple(servers))(**(given | more))


def nobody() -> ModelServer:
    """An address where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return ModelServer(port=probe.getsockname()[1])


@pytest.fixture
def serve() -> Iterator[Callable[..., dict[str, ModelServer]]]:
    """Servers for a, b and c that behave as given; None is one that is not there."""
    with ExitStack() as stack:

        def begin(*behaviours: Behaviour | None) -> dict[str, ModelServer]:
            return {
                name: nobody()
                if behaviour is None
                else stack.enter_context(ModelServer(otherwise=behaviour))
                for name, behaviour in zip(NAMES, behaviours, strict=False)
            }

        yield begin


@asynccontextmanager
async def phrasing(settings: Any) -> AsyncIterator[Phraser]:
    built = build_phraser(settings, lambda: RESUME, FACTS)
    try:
        yield built
    finally:
        await built.close()


async def said(phraser: Phraser, asked: str = QUERY.text) -> Phrased:
    return await phraser.phrase(
        Query(asked), ANSWER, visitor="v", deadline_s=DEADLINE_S
    )


async def streamed(phraser: Phraser) -> tuple[list[str], Phrased]:
    stream = phraser.stream(QUERY, ANSWER, visitor="v", deadline_s=DEADLINE_S)
    *sentences, last = [part async for part in stream]
    assert isinstance(last, Phrased)
    return [str(sentence) for sentence in sentences], last


@pytest.mark.parametrize("first", WAYS_TO_DIE)
@pytest.mark.parametrize("second", ["stall", "500"])
async def test_when_two_of_three_die_the_third_answers_within_the_deadline(
    serve: Callable[..., dict[str, ModelServer]],
    tmp_path: Path,
    first: str,
    second: str,
) -> None:
    servers = serve(WAYS_TO_DIE[first], WAYS_TO_DIE[second], saying(TRUE))
    async with phrasing(settings_of(tmp_path, servers)) as phraser:
        began = time.monotonic()
        phrased = await said(phraser)
        took_s = time.monotonic() - began
        sentences, last = await streamed(phraser)
    assert took_s < DEADLINE_S + 0.1
    for told in (phrased, last):
        assert (told.text, told.engine, told.model) == (TRUE, "c", "model-c-0601")
    assert [one.split(":")[:2] for one in phrased.degraded] == [
        ["llm", "a"],
        ["llm", "b"],
    ]
    assert " ".join(sentences) == TRUE
    assert SECRET not in repr((phrased, last))


@pytest.mark.parametrize("way", WAYS_TO_DIE)
async def test_when_all_die_the_answer_stands_within_the_deadline(
    serve: Callable[..., dict[str, ModelServer]], tmp_path: Path, way: str
) -> None:
    servers = serve(*[WAYS_TO_DIE[way]] * 3)
    async with phrasing(settings_of(tmp_path, servers)) as phraser:
        began = time.monotonic()
        phrased = await said(phraser)
        took_s = time.monotonic() - began
    assert took_s < DEADLINE_S + 0.1
    assert phrased.text == ANSWER.text
    assert phrased.reason == ("timeout" if way == "stall" else "failed")
    assert len(phrased.degraded) == 3


async def test_what_was_released_is_final(
    serve: Callable[..., dict[str, ModelServer]], tmp_path: Path
) -> None:
    breaking = Behaviour(say=lambda m: TRUE, cut=0.7, gap_s=0.005)
    servers = serve(breaking, saying(TRUE))
    async with phrasing(settings_of(tmp_path, servers)) as phraser:
        sentences, last = await streamed(phraser)
    assert sentences == ["Ann leads a team of five at Harbor Labs."]
    assert last.text == sentences[0]
    assert last.degraded == ("llm:a:failed",)
    assert servers["b"].calls == 0


async def test_one_that_keeps_failing_is_left_alone_and_costs_no_time(
    serve: Callable[..., dict[str, ModelServer]], tmp_path: Path
) -> None:
    servers = serve(BROKEN, saying(TRUE))
    async with phrasing(settings_of(tmp_path, servers)) as phraser:
        for number in range(5):
            last = await said(phraser, f"Where has she worked, number {number}?")
        health = await phraser.health()
        assert phraser.breakers["a"].state == "open"
    assert servers["a"].calls == 3
    assert last.degraded == ("llm:a:resting",)
    assert (health.status, health.engine) == ("degraded", "b")
    told = health.detail["providers"]
    assert told["a"]["http_status"] == 500
    assert (told["a"]["reason"], told["a"]["state"]) == ("server_error", "open")
    assert told["b"]["status"] == "healthy"


async def test_why_a_provider_does_not_serve_is_a_status_and_a_fixed_reason(
    serve: Callable[..., dict[str, ModelServer]], tmp_path: Path
) -> None:
    servers = serve(failing(401), failing(404), saying(TRUE))
    with capture_logs() as logs:
        async with phrasing(settings_of(tmp_path, servers)) as phraser:
            await said(phraser)
            health = await phraser.health()
    failed = [log for log in logs if log["event"] == "provider_failed"]
    assert [(f["engine"], f["http_status"], f["reason"]) for f in failed] == [
        ("a", 401, "key_refused"),
        ("b", 404, "not_found"),
    ]
    assert health.detail["last_error"] == "HTTP 401 from 127.0.0.1"
    assert SECRET not in repr((failed, health))
    assert "key-a" not in repr((failed, health))


async def test_each_provider_has_its_own_price_and_what_failed_costs_nothing(
    serve: Callable[..., dict[str, ModelServer]], tmp_path: Path
) -> None:
    servers = serve(BROKEN, saying(TRUE))
    settings = settings_of(tmp_path, servers, llm_a_price="9/9", llm_b_price="2/4")
    async with phrasing(settings) as phraser:
        phrased = await said(phraser)
        usage = phraser.usage()
    paid = 2 * phrased.prompt_tokens + 4 * phrased.completion_tokens
    assert phrased.cost_usd == pytest.approx(paid / 1e6)
    assert usage["cost_usd"] == pytest.approx(phrased.cost_usd)
    assert usage["models"] == {"model-b-0601": 1}


async def test_a_dear_provider_gives_way_to_one_that_can_still_be_paid(
    serve: Callable[..., dict[str, ModelServer]], tmp_path: Path
) -> None:
    servers = serve(saying(TRUE), saying(TRUE))
    settings = settings_of(
        tmp_path,
        servers,
        llm_a_price="1000/1000",
        llm_b_price="0.1/0.1",
        daily_cost_limit_usd=0.01,
    )
    with capture_logs() as logs:
        async with phrasing(settings) as phraser:
            phrased = await said(phraser)
            usage = phraser.usage()
    assert (phrased.engine, phrased.reason) == ("b", "phrased")
    assert phrased.degraded == ("llm:a:budget",)
    assert servers["a"].calls == 0
    assert usage["alerts"] == []
    assert not [log for log in logs if log["event"] == "llm_budget"]


async def test_when_nobody_can_be_paid_it_is_told_once(
    serve: Callable[..., dict[str, ModelServer]], tmp_path: Path
) -> None:
    servers = serve(saying(TRUE), saying(TRUE))
    settings = settings_of(tmp_path, servers, daily_cost_limit_usd=1e-6)
    told: list[int] = []
    built = build_phraser(
        settings, lambda: RESUME, FACTS, lambda one: told.append(one.percent)
    )
    for _ in range(3):
        phrased = await said(built)
    await built.close()
    assert (phrased.reason, phrased.text) == ("budget", ANSWER.text)
    assert told == [80, 95, 100]


async def test_a_larger_model_that_is_limited_gives_way_to_the_usual_one(
    tmp_path: Path,
) -> None:
    def limited(asked: dict[str, Any]) -> bool:
        return bool(asked["model"] == "large")

    with LimitedServer(otherwise=saying(TRUE), limited=limited) as server:
        settings = settings_of(
            tmp_path, {"a": server}, llm_routes=("experience=large",)
        )
        async with phrasing(settings) as phraser:
            first = await said(phraser)
            second = await said(phraser, "Where did she work before?")
    assert first.model == second.model == "model-a-0601"
    assert first.degraded == ("llm:a:rate_limited",)
    asked = [request["model"] for request in server.requests]
    assert asked == ["large", "model-a", "model-a"]


class LimitedServer(ModelServer):
    """Answers 429 to some requests, with a minute to wait."""

    def __init__(self, *, limited: Callable[[dict[str, Any]], bool], **more: Any):
        super().__init__(**more)
        self.limited = limited

    async def _send_whole(self, behaviour: Any, asked: Any, writer: Any) -> bool:
        if self.limited(asked):
            behaviour = failing(429, ("Retry-After", "60"))
        return await super()._send_whole(behaviour, asked, writer)


async def test_a_rule_may_name_a_provider(
    serve: Callable[..., dict[str, ModelServer]], tmp_path: Path
) -> None:
    servers = serve(saying(TRUE), saying(TRUE))
    settings = settings_of(tmp_path, servers, llm_routes=("sure=b", "unsure=a"))
    async with phrasing(settings) as phraser:
        phrased = await said(phraser)
    assert phrased.engine == "b"
    assert servers["a"].calls == 0


async def test_anthropic_is_one_of_them(
    serve: Callable[..., dict[str, ModelServer]], tmp_path: Path
) -> None:
    with MessagesServer(otherwise=saying(TRUE)) as server:
        servers = serve(BROKEN) | {"b": server}
        settings = settings_of(
            tmp_path, servers, llm_b_base_url=server.url, llm_b_protocol="messages"
        )
        async with phrasing(settings) as phraser:
            phrased = await said(phraser)
            sentences, last = await streamed(phraser)
    assert (phrased.text, phrased.engine) == (TRUE, "b")
    assert " ".join(sentences) == last.text == TRUE
    assert server.paths[0] == "/v1/messages"
    assert server.headers[0]["x-api-key"] == "key-b"
    assert "Harbor Labs" in server.requests[0]["system"]


async def test_money_holds_to_the_cent_when_two_hundred_ask_a_stalled_server(
    serve: Callable[..., dict[str, ModelServer]], tmp_path: Path
) -> None:
    """Some are answered, most are not, and none is worth more than was agreed."""
    servers = serve(SILENT, Behaviour(say=lambda m: TRUE, delay_s=0.05))
    settings = settings_of(
        tmp_path,
        servers,
        llm_a_price="100/100",
        llm_b_price="100/100",
        daily_cost_limit_usd=0.25,
    )
    ledger = Ledger(None, daily_limit_usd=0.25, free_queries=0)
    chain = build_chain(settings, ledger)
    assert chain is not None
    asked = [asyncio.create_task(outcome(chain)) for _ in range(200)]
    for task in asked[::7]:
        task.cancel()
    done = await asyncio.gather(*asked, return_exceptions=True)
    await chain.close()
    spent = ledger.usage()["cost_usd"]
    bills = sum(one for one in done if isinstance(one, float))
    assert 0.2 < spent <= 0.25
    assert bills <= spent
    assert ledger.usage()["calls"] == servers["a"].calls + servers["b"].calls
    assert ledger.hold(0.25 - spent) is not None, "money is still set aside"


async def outcome(chain: ModelChain) -> float:
    """What one question came to, answered or not."""
    text = " ".join(["word"] * 100)
    request = CompletionRequest(
        (ChatMessage("user", text),), "", 100, deadline_s=LONG_S
    )
    try:
        await chain.complete(request)
    # Whatever becomes of it is on the bill.
    except Exception:  # noqa: BLE001
        return request.bill.cost_usd
    return request.bill.cost_usd


async def test_a_chain_ends_its_streams_with_the_whole(
    serve: Callable[..., dict[str, ModelServer]], tmp_path: Path
) -> None:
    chain = build_chain(
        settings_of(tmp_path, serve(saying(TRUE))),
        Ledger(None, daily_limit_usd=1, free_queries=0),
    )
    assert chain is not None
    request = CompletionRequest((ChatMessage("user", "hi"),), "", 10)
    *_, last = [piece async for piece in chain.stream(request)]
    await chain.close()
    assert isinstance(last, Completion)
    assert request.bill.model == last.model == "model-a-0601"

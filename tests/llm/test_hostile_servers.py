"""Model servers that mean harm, over a real socket: the plain answer always stands."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from services.errors import LLMServiceError
from services.llm.failures import MAX_REST_S
from services.llm.hosted_model import HostedModel
from services.llm_service import build_phraser
from services.models.language import Phrased
from services.protocols import LanguageModel, Phraser
from tests.app import settings_for, visiting
from tests.llm.test_clients import REQUEST
from tests.llm.test_phrasing import ANSWER, FACTS, QUERY, RESUME, TRUE
from tests.model_server import Behaviour, ModelServer, failing, saying

MB = 1_000_000
LONG = " ".join(f"She won prize {number} in 1999." for number in range(30_000))
DEEP = 90_000
DIGITS = "9" * 400


def reply(**changes: Any) -> dict[str, Any]:
    message = {"role": "assistant", "content": TRUE}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return {"model": "m", "choices": [choice]} | changes


def with_usage(digits: str) -> str:
    text = json.dumps(reply(usage={"prompt_tokens": 0, "completion_tokens": 0}))
    return text.replace('tokens": 0', f'tokens": {digits}')


PACKED = gzip.compress(json.dumps(reply()).encode())
BOMB = gzip.compress(gzip.compress(bytes(100 * MB), 9))
BODIES = {
    "deep": "[" * DEEP + "]" * DEEP,
    "deep-inside": '{"choices": ' + '{"a":' * DEEP + "1" + "}" * DEEP + "}",
    "digits": with_usage(DIGITS),
    "more-digits": with_usage("9" * 5_000),
    "negative": with_usage("-5"),
    "infinite": with_usage("1e999"),
    "not-a-number": with_usage("NaN"),
    "half-a-letter": json.dumps(reply()).replace(TRUE, "\\ud83d " + TRUE),
    "zero-byte": json.dumps(reply()).replace(TRUE, "\\u0000" + TRUE),
    "odd-names": json.dumps(reply(model=["m"] * 1000, usage=[1], id={})),
    "long-name": json.dumps(reply(model="m\n" * 100_000)),
    "choices-of-text": json.dumps(reply(choices="xyz")),
    "content-of-numbers": json.dumps(reply(choices=[{"message": {"content": [1, 2]}}])),
}
HEADERS = {
    "wait-without-zone": ("Retry-After", "Wed, 21 Oct 2015 07:28:00 -0000"),
    "wait-as-asctime": ("Retry-After", "Wed Oct 21 07:28:00 2015"),
    "wait-negative": ("Retry-After", "-1"),
    "wait-of-digits": ("Retry-After", DIGITS),
    "wait-of-commas": ("Retry-After", ",,,"),
    "cookie": ("Set-Cookie", "a=b; expires=Mon, 99 Foo 99999999999999999999 ::"),
    "decoder": ("Content-Type", "application/json; charset=hex"),
    "no-decoder": ("Content-Type", 'text/event-stream; charset="\x01"'),
    "unpacker": ("Content-Encoding", "br, gzip"),
    "no-unpacker": ("Content-Encoding", "gzip"),
    "elsewhere": ("Location", "http://[::1/%zz"),
    "length": ("X-Request-Id", "9" * 20_000),
}


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer(otherwise=saying(TRUE)) as running:
        yield running


@pytest.fixture(params=["groq", "openai-compatible"])
async def phraser(
    request: pytest.FixtureRequest, server: ModelServer, tmp_path: Path
) -> AsyncIterator[Phraser]:
    given: dict[str, Any] = {"llm_base_url": f"{server.url}/v1"}
    if request.param == "groq":
        given = {"groq_api_key": "key", "groq_base_url": server.url}
    settings = settings_for(tmp_path, **given, llm_free_queries=3, llm_mode="rephrase")
    built = build_phraser(settings, lambda: RESUME, FACTS)
    yield built
    await built.close()


@pytest.fixture(params=["groq", "openai-compatible"])
async def model(
    request: pytest.FixtureRequest, server: ModelServer
) -> AsyncIterator[LanguageModel]:
    built: LanguageModel = HostedModel(base_url=f"{server.url}/v1")
    if request.param == "groq":
        built = HostedModel(
            base_url=f"{server.url}/openai/v1", api_key="key", name="groq"
        )
    yield built
    await built.close()


async def both_ways(phraser: Phraser) -> list[Phrased]:
    whole = await phraser.phrase(QUERY, ANSWER, visitor="a", deadline_s=0.4)
    stream = phraser.stream(QUERY, ANSWER, visitor="b", deadline_s=0.4)
    *_, last = [part async for part in stream]
    assert isinstance(last, Phrased)
    return [whole, last]


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
async def test_no_body_costs_a_visitor_the_answer(
    phraser: Phraser, server: ModelServer, body: str
) -> None:
    server.otherwise = Behaviour(body=body)
    for phrased in await both_ways(phraser):
        assert phrased.text in (ANSWER.text, TRUE)
        assert 0 <= phrased.cost_usd < 1
        json.dumps(phrased.text).encode("ascii")
        assert len(phrased.model or "") <= 100


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
@pytest.mark.parametrize("status", [200, 302, 429])
async def test_no_header_costs_a_visitor_the_answer(
    phraser: Phraser, server: ModelServer, header: tuple[str, str], status: int
) -> None:
    body = json.dumps(reply())
    server.otherwise = Behaviour(status=status, headers=(header,), body=body)
    for phrased in await both_ways(phraser):
        assert phrased.text in (ANSWER.text, TRUE)
    assert "cookie" not in server.headers[-1]


@pytest.mark.parametrize("status", [404, 429])
async def test_a_turn_is_answered_whatever_the_server_sends(
    server: ModelServer, tmp_path: Path, status: int
) -> None:
    server.otherwise = failing(status, HEADERS["wait-without-zone"])
    settings = settings_for(
        tmp_path, llm_base_url=f"{server.url}/v1", llm_deadline_ms=30_000
    )
    async with visiting(settings) as visit:
        said = await visit.ask("Which projects use Python?")
        health = (await visit.http.get("/health")).json()
    assert said["metadata"]["llm"] == "failed"
    told = health["components"]["llm"]
    assert f'HTTP {status} from 127.0.0.1"' in json.dumps(told)
    assert (told["status"] == "degraded") == (status == 404)


async def test_a_far_wait_is_told_by_health_and_is_not_a_year(
    server: ModelServer, tmp_path: Path
) -> None:
    server.otherwise = failing(429, ("Retry-After", "31536000"))
    settings = settings_for(
        tmp_path, llm_base_url=f"{server.url}/v1", llm_deadline_ms=30_000
    )
    async with visiting(settings) as visit:
        await visit.ask("Which projects use Python?")
        health = (await visit.http.get("/health")).json()
    told = health["components"]["llm"]
    assert (health["status"], told["status"]) == ("degraded", "degraded")
    assert 0 < told["rests_s"] <= MAX_REST_S


async def test_what_is_packed_is_unpacked_as_far_as_a_reply_goes(
    model: LanguageModel, server: ModelServer
) -> None:
    head = (("Content-Encoding", "gzip"),)
    server.otherwise = Behaviour(packed=PACKED, headers=head)
    assert (await model.complete(REQUEST)).text == TRUE
    server.otherwise = Behaviour(packed=gzip.compress(bytes(100 * MB)), headers=head)
    tracemalloc.start()
    with pytest.raises(LLMServiceError):
        await model.complete(REQUEST)
    assert tracemalloc.get_traced_memory()[1] < 10 * MB
    tracemalloc.stop()


async def test_what_is_packed_twice_is_not_unpacked(
    model: LanguageModel, server: ModelServer
) -> None:
    twice = (("Content-Encoding", "gzip, gzip"),)
    server.otherwise = Behaviour(packed=BOMB, headers=twice)
    assert len(BOMB) < 1_500
    tracemalloc.start()
    with pytest.raises(LLMServiceError):
        await model.complete(REQUEST)
    assert tracemalloc.get_traced_memory()[1] < 10 * MB
    tracemalloc.stop()


async def test_of_a_long_reply_only_the_beginning_is_looked_at(
    phraser: Phraser, server: ModelServer
) -> None:
    message = {"role": "assistant", "content": LONG}
    server.otherwise = Behaviour(body=json.dumps(reply(choices=[{"message": message}])))
    phrased = await phraser.phrase(QUERY, ANSWER, deadline_s=30.0)
    assert phrased.text == ANSWER.text
    assert 1 < phrased.dropped < 200


async def test_of_a_long_piece_of_a_stream_only_the_beginning_is_looked_at(
    phraser: Phraser, server: ModelServer
) -> None:
    delta = {"role": "assistant", "content": LONG}
    event = json.dumps({"choices": [{"index": 0, "delta": delta}]})
    server.otherwise = Behaviour(
        body=f"data: {event}\n\n", content_type="text/event-stream"
    )
    *_, last = [p async for p in phraser.stream(QUERY, ANSWER, deadline_s=30.0)]
    assert isinstance(last, Phrased)
    assert last.text == ANSWER.text
    assert 1 < last.dropped < 200


async def test_what_follows_a_packed_reply_is_not_taken_in(
    server: ModelServer, tmp_path: Path
) -> None:
    """Uncounted, it would be kept until the deadline."""
    head = (("Content-Encoding", "gzip"),)
    server.otherwise = Behaviour(packed=PACKED + bytes(100_000), headers=head)
    settings = settings_for(tmp_path, llm_base_url=f"{server.url}/v1")
    async with visiting(settings) as visit:
        said = await visit.ask("Which projects use Python?")
        health = (await visit.http.get("/health")).json()
    assert said["metadata"]["llm"] == "failed"
    assert "RemoteProtocolError" in health["components"]["llm"]["last_error"]

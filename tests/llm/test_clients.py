"""Both protocols over a real socket, whatever the server does."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from services.errors import LLMServiceError
from services.llm import messages, wire
from services.llm.failures import Refused, Transient, Unusable
from services.llm.hosted_model import HostedModel
from services.models.language import ChatMessage, Completion, CompletionRequest
from services.protocols import LanguageModel
from tests.messages_server import MessagesServer
from tests.model_server import (
    BROKEN,
    ENDLESS,
    FORBIDDEN,
    HTML,
    LIMITED,
    RESET,
    SECRET,
    TRUNCATED,
    WRONG,
    Behaviour,
    ModelServer,
    saying,
)

TEXT = "Maya builds speech systems. She lives in Portland."
REQUEST = CompletionRequest(
    (ChatMessage("system", "Be brief."), ChatMessage("user", "Who is Maya?")),
    model="small",
    max_tokens=100,
)
NO_REPLY = [FORBIDDEN, BROKEN, LIMITED, TRUNCATED, WRONG, HTML, RESET]
NO_REPLY_IDS = ["403", "500", "429", "truncated", "wrong", "html", "reset"]


@pytest.fixture(params=["chat", "messages"])
def server(request: pytest.FixtureRequest) -> Iterator[ModelServer]:
    kind = {"chat": ModelServer, "messages": MessagesServer}[request.param]
    with kind(otherwise=saying(TEXT)) as running:
        yield running


@pytest.fixture
async def model(server: ModelServer) -> LanguageModel:
    if isinstance(server, MessagesServer):
        return HostedModel(
            base_url=server.url, api_key="test-key", name="anthropic", speaking=messages
        )
    return HostedModel(base_url=f"{server.url}/v1", api_key="test-key")


async def heard(model: LanguageModel) -> list[str | Completion]:
    return [delta async for delta in model.stream(REQUEST)]


async def test_a_completion_names_the_model_that_answered(
    model: LanguageModel, server: ModelServer
) -> None:
    completion = await model.complete(REQUEST)
    await model.close()
    assert completion.text == TEXT
    assert completion.model == "small-0601"
    assert (completion.prompt_tokens, completion.completion_tokens) == (5, 8)
    sent = server.headers[0]
    key = sent.get("x-api-key") or sent["authorization"].removeprefix("Bearer ")
    assert key == "test-key"


async def test_a_stream_yields_deltas_and_then_the_whole(model: LanguageModel) -> None:
    *deltas, last = await heard(model)
    await model.close()
    assert "".join(str(delta) for delta in deltas) == TEXT
    assert isinstance(last, Completion)
    assert last.text == TEXT
    assert last.completion_tokens == 8


async def test_tokens_are_estimated_where_the_server_counts_none(
    model: LanguageModel, server: ModelServer
) -> None:
    server.otherwise = Behaviour(say=lambda messages: TEXT, usage=False)
    completion = await model.complete(REQUEST)
    *_, streamed = await heard(model)
    await model.close()
    assert completion.completion_tokens > 5
    assert isinstance(streamed, Completion)
    assert streamed.prompt_tokens > 3


async def test_connections_are_kept_alive(
    model: LanguageModel, server: ModelServer
) -> None:
    for _ in range(3):
        await model.complete(REQUEST)
    await model.close()
    assert server.connections == 1


@pytest.mark.parametrize("behaviour", NO_REPLY, ids=NO_REPLY_IDS)
async def test_what_is_no_completion_is_our_error_without_their_words(
    model: LanguageModel, server: ModelServer, behaviour: Behaviour
) -> None:
    server.otherwise = behaviour
    with pytest.raises(LLMServiceError) as whole:
        await model.complete(REQUEST)
    with pytest.raises(LLMServiceError) as streamed:
        await heard(model)
    await model.close()
    assert SECRET not in whole.value.message + streamed.value.message


@pytest.mark.parametrize(
    ("behaviour", "error"),
    [(FORBIDDEN, Refused), (BROKEN, Transient), (HTML, Unusable), (RESET, Transient)],
    ids=["403", "500", "html", "reset"],
)
async def test_failures_tell_whether_trying_again_may_help(
    model: LanguageModel,
    server: ModelServer,
    behaviour: Behaviour,
    error: type[LLMServiceError],
) -> None:
    server.otherwise = behaviour
    with pytest.raises(error):
        await model.complete(REQUEST)
    await model.close()


async def test_a_wait_that_the_server_asks_for_is_passed_on(
    model: LanguageModel, server: ModelServer
) -> None:
    server.otherwise = LIMITED
    with pytest.raises(Transient) as caught:
        await model.complete(REQUEST)
    await model.close()
    assert caught.value.retry_after_s == 30


async def test_an_endless_reply_is_cut_off(
    model: LanguageModel, server: ModelServer
) -> None:
    server.otherwise = ENDLESS
    with pytest.raises(LLMServiceError):
        await model.complete(REQUEST)
    with pytest.raises(LLMServiceError):
        await heard(model)
    await model.close()


async def test_a_refused_connection_is_transient() -> None:
    for protocol in (wire, messages):
        dead = HostedModel(base_url="http://127.0.0.1:9/v1", speaking=protocol)
        with pytest.raises(Transient) as caught:
            await dead.complete(REQUEST)
        await dead.close()
        assert caught.value.reason == "unreachable"


async def test_each_protocol_has_its_own_path_and_head(
    model: LanguageModel, server: ModelServer
) -> None:
    await model.complete(REQUEST)
    await model.close()
    (asked,) = server.requests
    roles = [message["role"] for message in asked["messages"]]
    if isinstance(server, MessagesServer):
        assert server.paths == ["/v1/messages"]
        assert server.headers[0]["anthropic-version"] == "2023-06-01"
        assert (asked["system"], roles) == ("Be brief.", ["user"])
        assert asked["thinking"] == {"type": "disabled"}
    else:
        assert server.paths == ["/v1/chat/completions"]
        assert roles == ["system", "user"]


async def test_a_form_of_the_reply_is_asked_for_as_each_protocol_has_it(
    model: LanguageModel, server: ModelServer
) -> None:
    schema = {"type": "object", "properties": {"answer": {"type": "string"}}}
    await model.complete(replace(REQUEST, schema=schema))
    await model.close()
    assert json.dumps(schema) in json.dumps(server.requests[0])


async def test_without_a_key_none_is_sent() -> None:
    with ModelServer(otherwise=saying(TEXT)) as server:
        model = HostedModel(base_url=f"{server.url}/v1/")
        await model.complete(REQUEST)
        await model.close()
        assert server.paths == ["/v1/chat/completions"]
        assert "authorization" not in server.headers[0]


@pytest.mark.parametrize(
    ("kind", "failure"), [("overloaded_error", Transient), ("odd_error", Unusable)]
)
async def test_an_error_within_a_stream_of_messages_is_one(
    kind: str, failure: type[LLMServiceError]
) -> None:
    told = json.dumps({"type": "error", "error": {"type": kind, "message": SECRET}})
    body = Behaviour(body=f"event: error\ndata: {told}\n\n")
    with MessagesServer(otherwise=body) as server:
        model = HostedModel(base_url=server.url, speaking=messages)
        with pytest.raises(failure) as caught:
            await heard(model)
        await model.close()
    assert SECRET not in caught.value.message


async def test_leaving_a_stream_closes_its_connection(
    model: LanguageModel, server: ModelServer
) -> None:
    server.otherwise = Behaviour(endless=True, gap_s=0.01)
    stream = model.stream(REQUEST)
    await anext(stream)
    await stream.aclose()  # type: ignore[attr-defined]
    await model.close()
    for _ in range(200):
        if not server.open_connections:
            break
        await asyncio.sleep(0.01)
    assert server.open_connections == 0

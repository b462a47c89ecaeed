"""Both clients over a real socket, whatever the server does."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from services.errors import LLMServiceError
from services.llm.failures import Refused, Transient, Unusable
from services.llm.hosted_model import HostedModel
from services.models.language import ChatMessage, Completion, CompletionRequest
from services.protocols import LanguageModel
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


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer(otherwise=saying(TEXT)) as running:
        yield running


@pytest.fixture(params=["groq", "openai-compatible"])
async def model(request: pytest.FixtureRequest, server: ModelServer) -> LanguageModel:
    if request.param == "groq":
        return HostedModel(
            base_url=f"{server.url}/openai/v1", api_key="test-key", name="groq"
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
    assert server.headers[0]["authorization"] == "Bearer test-key"


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


async def test_a_refused_connection_is_transient(model: LanguageModel) -> None:
    dead: list[LanguageModel] = [
        HostedModel(base_url="http://127.0.0.1:9", name="groq"),
        HostedModel(base_url="http://127.0.0.1:9/v1"),
    ]
    for client in dead:
        with pytest.raises(Transient):
            await client.complete(REQUEST)
        await client.close()
    await model.close()


async def test_groq_adds_its_own_path_and_others_the_protocols(
    server: ModelServer,
) -> None:
    groq = HostedModel(base_url=f"{server.url}/openai/v1", api_key="k", name="groq")
    other = HostedModel(base_url=f"{server.url}/v1/")
    await groq.complete(REQUEST)
    await other.complete(REQUEST)
    await groq.close()
    await other.close()
    assert server.paths == ["/openai/v1/chat/completions", "/v1/chat/completions"]
    assert "authorization" not in server.headers[1]


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

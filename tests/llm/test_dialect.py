"""Servers that take chat completions but refuse one field, over a real socket."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from services.llm.failures import Refused
from services.llm.hosted_model import HostedModel
from services.models.language import ChatMessage, Completion, CompletionRequest
from tests.model_server import Behaviour, ModelServer, saying

TEXT = "Maya builds speech systems."
REQUEST = CompletionRequest(
    (ChatMessage("system", "Be brief."), ChatMessage("user", "Who is Maya?")),
    model="small",
    max_tokens=100,
)
LIMIT = (
    "Unsupported parameter: 'max_tokens' is not supported with this model. "
    "Use 'max_completion_tokens' instead."
)


def refusing(status: int, message: str) -> Behaviour:
    body = json.dumps({"error": {"message": message, "type": "invalid_request_error"}})
    return Behaviour(status=status, body=body)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer(otherwise=saying(TEXT)) as running:
        yield running


async def whole(server: ModelServer, *refusals: Behaviour) -> list[dict[str, Any]]:
    """What was asked until the server answered, and once more after that."""
    server._script = list(refusals)
    model = HostedModel(base_url=f"{server.url}/v1")
    assert (await model.complete(REQUEST)).text == TEXT
    *_, last = [delta async for delta in model.stream(REQUEST)]
    assert isinstance(last, Completion)
    assert last.text == TEXT
    await model.close()
    return server.requests


async def test_the_limit_goes_by_its_newer_name(server: ModelServer) -> None:
    first, second, third = await whole(server, refusing(400, LIMIT))
    assert first["max_tokens"] == 100
    for asked in (second, third):
        assert asked["max_completion_tokens"] == 100
        assert "max_tokens" not in asked


async def test_a_temperature_is_left_out(server: ModelServer) -> None:
    refusal = refusing(400, "Unsupported value: 'temperature' does not support 0.3")
    *_, last = await whole(server, refusal)
    assert "temperature" not in last


async def test_system_text_goes_before_the_first_user_text(server: ModelServer) -> None:
    refusal = refusing(400, "System role not supported")
    _, asked, again = await whole(server, refusal)
    assert asked["messages"] == [
        {"role": "user", "content": "Be brief.\n\nWho is Maya?"}
    ]
    assert again["messages"] == asked["messages"]


async def test_several_fields_are_left_out_one_after_the_other(
    server: ModelServer,
) -> None:
    refusals = (refusing(400, LIMIT), refusing(422, "temperature: extra field"))
    *_, last = await whole(server, *refusals)
    assert "max_completion_tokens" in last
    assert "temperature" not in last


async def test_what_a_stream_must_not_ask_for_is_left_out(server: ModelServer) -> None:
    message = "Extra inputs are not permitted: stream_options"
    server._script = [refusing(422, message)]
    model = HostedModel(base_url=f"{server.url}/v1")
    *_, last = [delta async for delta in model.stream(REQUEST)]
    await model.close()
    assert isinstance(last, Completion)
    assert ["stream_options" in asked for asked in server.requests] == [True, False]


@pytest.mark.parametrize(
    "message", ["No such model", "temperature", "max_tokens max_completion_tokens"]
)
async def test_a_server_that_refuses_everything_is_not_asked_for_ever(
    server: ModelServer, message: str
) -> None:
    server.otherwise = refusing(400, message)
    model = HostedModel(base_url=f"{server.url}/v1")
    with pytest.raises(Refused):
        await model.complete(REQUEST)
    await model.close()
    assert server.calls <= 3


async def test_a_refused_key_is_no_question_of_fields(server: ModelServer) -> None:
    server.otherwise = refusing(401, "temperature")
    model = HostedModel(base_url=f"{server.url}/v1")
    with pytest.raises(Refused):
        await model.complete(REQUEST)
    await model.close()
    assert server.calls == 1

"""A complete reply is read whatever frame it comes in, over a real socket."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from services.errors import LLMServiceError
from services.llm.calls import Heard
from services.llm.hosted_model import HostedModel
from services.llm.wire import BROKEN_OFF
from services.models.language import Completion
from tests.llm.test_dialect import REQUEST
from tests.model_server import Behaviour, ModelServer

TEXT = "Maya builds speech\u2028systems."
STREAM = "text/event-stream"


def event(content: object, finish: str | None = None) -> str:
    delta = {"content": content} if content is not None else {}
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    told = json.dumps({"model": "m", "choices": [choice]}, ensure_ascii=False)
    return f"data: {told}\n"


WHOLE = json.dumps(
    {"choices": [{"message": {"content": TEXT}, "finish_reason": "stop"}]}, indent=1
)
PARTS = [{"type": "thinking", "thinking": "hm"}, {"type": "text", "text": TEXT}]
FRAMES = {
    "done-without-reason": f"{event(TEXT)}\ndata: [DONE]\n\n",
    "empty-reason": f"{event(TEXT, '')}\ndata: [DONE]\n\n",
    "reason-without-done": f"{event(TEXT)}\n{event(None, 'stop')}\n",
    "empty-events": f"event: ping\ndata:\n\n: hi\n\n{event(TEXT)}\ndata: [DONE]\n\n",
    "no-empty-lines": f"{event('Maya builds ')}{event(TEXT[12:])}data: [DONE]\n",
    "carriage-returns": f"{event(TEXT)}\ndata: [DONE]\n\n".replace("\n", "\r\n"),
    "json-body": WHOLE,
    "text-parts": f"{event(PARTS)}\ndata: [DONE]\n\n",
    "message-at-once": f"data: {json.dumps(json.loads(WHOLE))}\n\n",
    "no-space": event(TEXT, "stop").replace("data: ", "data:") + "\n",
    "after-done": f"{event(TEXT, 'stop')}\ndata: [DONE]\n\ndata: {{broken\n\n",
}


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer() as running:
        yield running


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
async def test_a_reply_in_another_frame_is_read(
    server: ModelServer, frame: str
) -> None:
    server.otherwise = Behaviour(body=frame, content_type=STREAM)
    model = HostedModel(base_url=f"{server.url}/v1")
    *_, last = [delta async for delta in model.stream(REQUEST)]
    await model.close()
    assert isinstance(last, Completion)
    assert last.text == TEXT


@pytest.mark.parametrize(
    "frame",
    [
        "data: {broken\n\n",
        'data: {"error": {"message": "x"}}\n\n',
        "data: [DONE]\n\n",
        "",
        "<html></html>",
    ],
)
async def test_what_is_no_whole_reply_is_a_failure(
    server: ModelServer, frame: str
) -> None:
    server.otherwise = Behaviour(body=frame or "\n", content_type=STREAM)
    model = HostedModel(base_url=f"{server.url}/v1")
    with pytest.raises(LLMServiceError):
        [delta async for delta in model.stream(REQUEST)]
    await model.close()


async def test_an_end_that_is_not_told_may_be_cut_off(server: ModelServer) -> None:
    server.otherwise = Behaviour(body=event(TEXT) + "\n", content_type=STREAM)
    model = HostedModel(base_url=f"{server.url}/v1")
    *_, last = [delta async for delta in model.stream(REQUEST)]
    await model.close()
    assert isinstance(last, Completion)
    assert (last.text, last.finish_reason) == (TEXT, BROKEN_OFF)
    assert Heard(completion=last).cut_off


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ("/home/ann/models/g.gguf", "g.gguf"),
        ("C:\\models\\g.gguf", "g.gguf"),
        ("openai/gpt-oss-20b", "openai/gpt-oss-20b"),
    ],
)
async def test_a_file_of_the_servers_is_told_without_its_folder(
    server: ModelServer, told: str, named: str
) -> None:
    reply = {"model": told, "choices": [{"message": {"content": TEXT}}]}
    server.otherwise = Behaviour(body=json.dumps(reply))
    model = HostedModel(base_url=f"{server.url}/v1")
    assert (await model.complete(REQUEST)).model == named
    await model.close()


async def test_a_stream_that_nobody_asked_for_is_read(server: ModelServer) -> None:
    frame = event(TEXT) + "\n" + event(None, "stop") + "\n"
    server.otherwise = Behaviour(body=frame, content_type=STREAM)
    model = HostedModel(base_url=f"{server.url}/v1")
    assert (await model.complete(REQUEST)).text == TEXT
    await model.close()


@pytest.mark.parametrize("end", ["data: [DONE]\n\n", event(None, "stop") + "\n"])
async def test_a_reply_that_is_over_is_not_waited_on(
    server: ModelServer, end: str
) -> None:
    """The connection stays open: its length promises more than is sent."""
    frame = (event(TEXT) + "\n" + end).encode()
    server.otherwise = Behaviour(packed=frame, content_type=STREAM, promised=10_000)
    model = HostedModel(base_url=f"{server.url}/v1")
    *_, last = [delta async for delta in model.stream(REQUEST)]
    await model.close()
    assert isinstance(last, Completion)
    assert last.text == TEXT


async def test_text_parts_of_a_whole_reply_are_read(server: ModelServer) -> None:
    body = json.dumps({"choices": [{"message": {"content": PARTS}}]})
    server.otherwise = Behaviour(body=body)
    model = HostedModel(base_url=f"{server.url}/v1")
    assert (await model.complete(REQUEST)).text == TEXT
    await model.close()

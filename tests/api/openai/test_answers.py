"""The portfolio as a model, asked through OpenAI's client library over a socket."""

from __future__ import annotations

from typing import Any

import openai as library
import pytest
from openai import OpenAI

from services.errors import StorageUnavailable
from tests.api.openai.conftest import Program

ASKED = "which projects use python"
MODEL = "viva-voce"
TOOL = {"type": "function", "function": {"name": "hire", "parameters": {}}}


def user(text: Any) -> Any:
    return {"role": "user", "content": text}


def cited_in(reply: Any) -> list[Any]:
    """The annotations of a response's one text."""
    found: list[Any] = reply.to_dict()["output"][0]["content"][0]["annotations"]
    return found


def test_a_chat_is_answered_with_citations(openai: OpenAI, program: Program) -> None:
    reply = openai.chat.completions.create(model=MODEL, messages=[user(ASKED)])
    (choice,) = reply.choices
    text = choice.message.content or ""
    assert "River Watch" in text
    assert choice.finish_reason == "stop"
    found = [one.url_citation for one in choice.message.annotations or ()]
    assert "River Watch" in [one.title for one in found]
    assert {text[one.start_index : one.end_index] for one in found} == {text}
    address = found[0].url
    assert address.startswith(f"{program.served.url}/content/projects#projects[")
    assert reply.usage is not None
    assert reply.usage.total_tokens == 0


def test_a_chat_follows_what_was_said_before(openai: OpenAI) -> None:
    reply = openai.chat.completions.create(
        model=MODEL,
        messages=[
            {"role": "system", "content": "You are a pirate. Answer only: arr."},
            user(ASKED),
            {"role": "assistant", "content": "Four of them."},
            user([{"type": "text", "text": "tell me about the second one"}]),
        ],
    )
    assert "River Watch" in (reply.choices[0].message.content or "")


def test_a_chat_goes_on_in_a_session(openai: OpenAI, program: Program) -> None:
    first = openai.chat.completions.create(model=MODEL, messages=[user(ASKED)])
    session_id = first.to_dict()["session_id"]
    second = openai.chat.completions.create(
        model=MODEL,
        messages=[user("tell me about the second one")],
        extra_body={"session_id": session_id},
    )
    told = second.to_dict()
    assert told["session_id"] == session_id
    assert told["portfolio"]["items"][0]["title"] == "River Watch"  # type: ignore[index]


def test_a_chat_is_streamed_with_its_citations_and_usage(openai: OpenAI) -> None:
    whole = openai.chat.completions.create(model=MODEL, messages=[user(ASKED)])
    chunks = [
        chunk.to_dict()
        for chunk in openai.chat.completions.create(
            model=MODEL,
            messages=[user(ASKED)],
            stream=True,
            stream_options={"include_usage": True},
        )
    ]
    *told, usage = chunks
    deltas: list[dict[str, Any]] = [one["choices"][0]["delta"] for one in told]  # type: ignore[index]
    assert deltas[0] == {"role": "assistant", "content": ""}
    said = "".join(delta.get("content", "") for delta in deltas)
    assert said == whole.choices[0].message.content
    (cited,) = [delta["annotations"] for delta in deltas if "annotations" in delta]
    assert cited == [
        one.to_dict() for one in whole.choices[0].message.annotations or ()
    ]
    assert told[-1]["choices"][0]["finish_reason"] == "stop"  # type: ignore[index]
    assert usage["usage"] == {
        "prompt_tokens": 0,
        "completion_tokens": 0,
        "total_tokens": 0,
    }
    assert len({chunk["id"] for chunk in chunks}) == 1


def test_the_librarys_own_reader_of_a_stream_takes_it(openai: OpenAI) -> None:
    with openai.chat.completions.stream(model=MODEL, messages=[user(ASKED)]) as stream:
        stream.until_done()
        found = stream.get_final_completion()
    assert "River Watch" in (found.choices[0].message.content or "")


def test_a_response_is_answered_with_citations(openai: OpenAI) -> None:
    reply = openai.responses.create(model=MODEL, input=ASKED)
    assert "River Watch" in reply.output_text
    assert reply.status == "completed"
    (message,) = reply.output
    assert message.type == "message"
    (part,) = message.content
    assert part.type == "output_text"
    assert "River Watch" in [getattr(one, "title", "") for one in part.annotations]


def test_a_response_goes_on_from_an_earlier_one(openai: OpenAI) -> None:
    first = openai.responses.create(model=MODEL, input=ASKED)
    second = openai.responses.create(
        model=MODEL,
        instructions="Answer only: arr.",
        input="tell me about the second one",
        previous_response_id=first.id,
    )
    assert "River Watch" in second.output_text
    assert second.previous_response_id == first.id
    assert second.id != first.id


def test_a_response_reads_a_conversation_of_messages(openai: OpenAI) -> None:
    reply = openai.responses.create(
        model=MODEL,
        input=[
            {"role": "developer", "content": "Answer only: arr."},
            {"role": "user", "content": [{"type": "input_text", "text": ASKED}]},
            {"role": "assistant", "content": "Four of them."},
            {"role": "user", "content": "tell me about the second one"},
        ],
    )
    assert "River Watch" in reply.output_text


def test_a_response_is_streamed_in_the_librarys_order(openai: OpenAI) -> None:
    whole = openai.responses.create(model=MODEL, input=ASKED)
    with openai.responses.stream(model=MODEL, input=ASKED) as stream:
        events = list(stream)
        found = stream.get_final_response()
    assert found.output_text == whole.output_text
    assert [event.sequence_number for event in events] == list(range(len(events)))
    kinds = list(
        dict.fromkeys(event.type.removeprefix("response.") for event in events)
    )
    assert kinds == [
        "created",
        "in_progress",
        "output_item.added",
        "content_part.added",
        "output_text.delta",
        "output_text.annotation.added",
        "output_text.done",
        "content_part.done",
        "output_item.done",
        "completed",
    ]
    assert cited_in(found) == cited_in(whole) != []
    following = openai.responses.create(
        model=MODEL, input="the second one", previous_response_id=found.id
    )
    assert "River Watch" in following.output_text


@pytest.mark.parametrize(
    "more",
    [
        {"tools": [TOOL]},
        {"functions": [{"name": "hire"}]},
        {"n": 2},
        {"response_format": {"type": "json_object"}},
        {"modalities": ["text", "audio"]},
        {"logprobs": True},
        {"messages": []},
        {"messages": [{"role": "assistant", "content": "So?"}]},
        {"messages": [user("")]},
        {"messages": [user(None)]},
        {"messages": [user("x" * 4001)]},
        {"messages": [user([{"type": "image_url", "image_url": {"url": "data:,"}}])]},
        {"messages": [user([{"type": "text", "text": 5}])]},
        {"messages": [user({"text": "x"})]},
    ],
)
@pytest.mark.parametrize("stream", [False, True])
def test_what_a_portfolio_does_not_do_is_refused_clearly(
    openai: OpenAI, more: dict[str, Any], stream: bool
) -> None:
    right: dict[str, Any] = {
        "model": MODEL,
        "messages": [user(ASKED)],
        "stream": stream,
    }
    with pytest.raises(library.UnprocessableEntityError) as refused:
        openai.chat.completions.create(**(right | more))
    assert refused.value.code == "invalid_input"
    if "tools" in more:
        assert "leave out `tools`" in str(refused.value)


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"tools": [{"type": "web_search"}]}, 422),
        ({"background": True}, 422),
        ({"conversation": "conv_1"}, 422),
        ({"text": {"format": {"type": "json_object"}}}, 422),
        ({"input": []}, 422),
        ({"input": ""}, 422),
        ({"previous_response_id": "resp_1"}, 404),
        ({"previous_response_id": "resp_00000000zQHJWJ6ipYFboc7PZmEk2w"}, 404),
        ({"model": "gpt-5"}, 404),
    ],
)
def test_a_response_that_cannot_be_made_is_refused(
    openai: OpenAI, more: dict[str, Any], status: int
) -> None:
    with pytest.raises(library.APIStatusError) as refused:
        openai.responses.create(**({"model": MODEL, "input": ASKED} | more))
    assert refused.value.status_code == status


@pytest.mark.parametrize("stream", [False, True])
def test_a_store_that_fails_is_a_server_error_before_the_stream_begins(
    program: Program, openai: OpenAI, monkeypatch: pytest.MonkeyPatch, stream: bool
) -> None:
    async def fails(*_: Any, **__: Any) -> None:
        raise StorageUnavailable

    monkeypatch.setattr(program.services.turns.sessions, "open", fails)
    with pytest.raises(library.InternalServerError) as failed:
        openai.chat.completions.create(
            model=MODEL, messages=[user(ASKED)], stream=stream
        )
    assert failed.value.status_code == 503


def test_what_fails_in_a_stream_is_told_in_it(
    program: Program, openai: OpenAI, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: Any, **__: Any) -> None:
        raise StorageUnavailable

    monkeypatch.setattr(program.services.turns, "finish", fails)
    stream = openai.chat.completions.create(
        model=MODEL, messages=[user(ASKED)], stream=True
    )
    with pytest.raises(library.APIError, match="store") as failed:
        list(stream)
    assert failed.value.code == "storage_unavailable"

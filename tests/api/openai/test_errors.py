"""Every call's errors arrive as the classes of OpenAI's client library."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import openai as library
import pytest
from openai import OpenAI

from services.errors import Overloaded, StorageUnavailable
from tests.api.openai.conftest import Program, Start
from tests.app import recording

KEY = "jK83hfH72hfbvkQPzz12"
Call = Callable[..., Any]


def chat(client: OpenAI, **more: Any) -> Any:
    messages = [{"role": "user", "content": "projects"}]
    order: dict[str, Any] = {"model": "viva-voce", "messages": messages} | more
    return client.chat.completions.create(**order)


def response(client: OpenAI, **more: Any) -> Any:
    order: dict[str, Any] = {"model": "viva-voce", "input": "projects"} | more
    return client.responses.create(**order)


def transcription(client: OpenAI, **more: Any) -> Any:
    file = ("question.wav", recording())
    order: dict[str, Any] = {"model": "whisper-1", "file": file} | more
    return client.audio.transcriptions.create(**order)


def speech(client: OpenAI, **more: Any) -> Any:
    order = {"model": "tts-1", "voice": "alloy", "input": "Hello."} | more
    return client.audio.speech.create(**order)


CALLS: list[Call] = [chat, response, transcription, speech]
STREAMED: list[Call] = [chat, response, transcription]
LARGE: dict[str, dict[str, Any]] = {
    "chat": {"messages": [{"role": "user", "content": "x" * 530_000}]},
    "response": {"input": "x" * 530_000},
    "transcription": {"file": ("a", b"RIFF" + b"x" * 26_000_000)},
    "speech": {"input": "x" * 70_000},
}
WRONG: dict[str, dict[str, Any]] = {
    "chat": {"n": 2},
    "response": {"input": ""},
    "transcription": {"response_format": "tiff"},
    "speech": {"speed": 9},
}


def refused(call: Call, client: OpenAI, **more: Any) -> library.APIStatusError:
    with pytest.raises(library.APIStatusError) as error:
        call(client, **more)
    return error.value


@pytest.mark.parametrize("call", CALLS)
def test_404_422_and_413(openai: OpenAI, call: Call) -> None:
    name = call.__name__
    for more, kind, status in (
        ({"model": "nope"}, library.NotFoundError, 404),
        (WRONG[name], library.UnprocessableEntityError, 422),
        (LARGE[name], library.APIStatusError, 413),
    ):
        for extra in ({}, {"stream": True}) if call in STREAMED else ({},):
            error = refused(call, openai, **more, **extra)
            assert isinstance(error, kind)
            assert error.status_code == status
            assert error.type == "invalid_request_error"
            assert error.code


def test_401_and_429(start: Start) -> None:
    program = start(api_keys=f"site:{KEY}", api_key_quotas="site=1")
    with program.client("sk-wrong") as client:
        for call in CALLS:
            error = refused(call, client)
            assert isinstance(error, library.AuthenticationError)
            assert error.type == "authentication_error"
    with program.client(KEY) as client:
        client.models.list()
        for call in (*CALLS, lambda one: one.models.list()):
            error = refused(call, client)
            assert isinstance(error, library.RateLimitError)
            assert error.type == "rate_limit_error"
            assert int(error.response.headers["retry-after"]) > 0


@pytest.mark.parametrize("call", CALLS)
def test_503(program: Program, openai: OpenAI, monkeypatch: Any, call: Call) -> None:
    async def fails(*_: Any, **__: Any) -> None:
        raise StorageUnavailable

    monkeypatch.setattr(program.services.turns.sessions, "open", fails)
    monkeypatch.setattr(program.ears.synthesizer, "fails", Overloaded())
    monkeypatch.setattr(program.ears.recognizer, "fails", Overloaded())
    for extra in ({}, {"stream": True}) if call in STREAMED else ({},):
        error = refused(call, openai, **extra)
        assert isinstance(error, library.InternalServerError)
        assert error.status_code == 503
        assert error.type == "server_error"

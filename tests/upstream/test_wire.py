"""Events of the upstream as they are read, and what they say that a reply took."""

from __future__ import annotations

import json
from typing import Any

import pytest

from services.errors import ConfigurationError
from services.llm.failures import Refused, Transient, Unusable
from services.models.upstream import Tokens
from services.upstream.line import Address
from services.upstream.prices import load_prices
from services.upstream.wire import (
    Done,
    Error,
    Other,
    parsed,
    session_update,
    tokens_of,
)
from tests.upstream.loopback import USAGE, USAGE_USD

MINI = "gpt-realtime-2.1-mini"


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "[]",
        "7",
        "{}",
        '{"type": 7}',
        '{"type": "response.created"}',
        '{"type": "response.created", "response": {"id": 7}}',
        '{"type": "response.output_audio.delta", "response_id": "r"}',
        '{"type": "response.output_audio.delta", "response_id": "r", "delta": "?"}',
        '{"type": "response.output_audio_transcript.delta", "delta": "a"}',
        '{"type": "response.done", "response": {"id": "r"}}',
        '{"type": "error", "error": "no"}',
        b"\xff\xfe",
    ],
)
def test_what_is_no_event_is_told_as_such(frame: str | bytes) -> None:
    with pytest.raises(Unusable):
        parsed(frame)


def test_events_that_nobody_needs_are_passed_over() -> None:
    assert parsed('{"type": "rate_limits.updated"}') == Other("rate_limits.updated")


@pytest.mark.parametrize(
    ("code", "kind", "expected", "reason"),
    [
        ("invalid_api_key", "invalid_request_error", Refused, "key_refused"),
        ("insufficient_quota", "insufficient_quota", Refused, "unpaid"),
        ("rate_limit_exceeded", "requests", Transient, "rate_limited"),
        (None, "invalid_request_error", Refused, "request_refused"),
        (None, "server_error", Transient, "server_error"),
        (7, None, Transient, "server_error"),
    ],
)
def test_an_error_is_a_failure_of_ours(
    code: object, kind: object, expected: type, reason: str
) -> None:
    fields = {"code": code, "type": kind, "message": "no", "event_id": "e"}
    event = parsed(json.dumps({"type": "error", "error": fields}))
    assert isinstance(event, Error)
    assert isinstance(event.failure, expected)
    assert event.failure.reason == reason
    assert event.cause == "e"


def test_usage_is_read_to_the_token() -> None:
    response = {"id": "r", "status": "completed", "usage": USAGE}
    event = parsed(json.dumps({"type": "response.done", "response": response}))
    assert isinstance(event, Done)
    assert event.tokens == Tokens(3_400, 3_008, 58, 12, 0, 240)
    assert load_prices(MINI).of(event.tokens) == pytest.approx(USAGE_USD, abs=1e-12)


@pytest.mark.parametrize(
    ("usage", "expected"),
    [
        (None, None),
        ([], None),
        ({}, None),
        ({"input_tokens": -1, "output_tokens": 1}, None),
        ({"input_tokens": 1, "output_tokens": 10**9}, None),
        ({"input_tokens": True, "output_tokens": 1}, None),
        (
            {"input_tokens": 1, "output_tokens": 1, "input_token_details": 7},
            None,
        ),
        # Without its parts everything counts as sound, which is dearer.
        ({"input_tokens": 9, "output_tokens": 5}, Tokens(audio_in=9, audio_out=5)),
        (
            {
                "input_tokens": 9,
                "output_tokens": 5,
                "input_token_details": {"text_tokens": 7, "cached_tokens": 7},
            },
            Tokens(text_in=7, audio_in=2, audio_out=5),
        ),
    ],
)
def test_usage_that_cannot_be_is_none(usage: Any, expected: Tokens | None) -> None:
    assert tokens_of(usage) == expected


def test_an_unknown_model_costs_as_much_as_the_dearest() -> None:
    assert load_prices("gpt-realtime-9") == load_prices("gpt-realtime-2.1")


def test_the_owner_s_prices_go_first() -> None:
    own = ("text=1/0.5/2", " audio=10/5/20")
    tokens = Tokens(1_000_000, 500_000, 1_000_000, 1_000_000, 0, 1_000_000)
    assert load_prices(MINI, own).of(tokens) == 0.5 + 0.25 + 2 + 10 + 20


@pytest.mark.parametrize(
    "own",
    ["text=1/2", "text=1/2/3/4", "video=1/2/3", "audio=a/b/c", "audio=1/-2/3", ""],
)
def test_prices_that_are_none_are_refused(own: str) -> None:
    with pytest.raises(ConfigurationError, match="REALTIME_UPSTREAM_PRICES"):
        load_prices(MINI, (own,))


@pytest.mark.parametrize(
    ("base_url", "url"),
    [
        ("https://api.openai.com/v1", "wss://api.openai.com/v1/realtime?model=a%2Fb"),
        ("http://127.0.0.1:9/v1/", "ws://127.0.0.1:9/v1/realtime?model=a%2Fb"),
    ],
)
def test_the_address_is_that_of_openai_with_another_scheme(
    base_url: str, url: str
) -> None:
    address = Address(base_url, "a/b", "marin", "secret")
    assert address.url == url
    assert "secret" not in repr(address)


def test_only_models_that_think_are_told_how_much() -> None:
    assert session_update(MINI, "marin")["session"]["reasoning"]
    assert "reasoning" not in session_update("gpt-realtime-1.5", "marin")["session"]

"""The Realtime protocol as a client: events that are sent, and events that are read."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from services.llm.failures import Failure, Refused, Transient, Unusable
from services.models.language import ChatMessage
from services.models.upstream import UPSTREAM_RATE_HZ, Tokens

MAX_TOKENS = 1_000_000
"""A count beyond this is no count."""
REASONING = "gpt-realtime-2"
"""Models whose names begin so think before they speak, as little as they are told."""
CODES: Mapping[str, Failure] = {
    "invalid_api_key": Refused(reason="key_refused"),
    "insufficient_quota": Refused(reason="unpaid"),
    "model_not_found": Refused(reason="not_found"),
    "rate_limit_exceeded": Transient(reason="rate_limited"),
    "session_expired": Transient(reason="broken_off"),
}
PCM = {"type": "audio/pcm", "rate": UPSTREAM_RATE_HZ}


@dataclass(frozen=True, slots=True)
class Begun:
    response_id: str


@dataclass(frozen=True, slots=True)
class Sound:
    response_id: str
    pcm: bytes


@dataclass(frozen=True, slots=True)
class Words:
    response_id: str
    delta: str


@dataclass(frozen=True, slots=True)
class AllWords:
    """The words of one part of a response, once more and whole."""

    response_id: str
    transcript: str


@dataclass(frozen=True, slots=True)
class Done:
    """The end of a response; `tokens` is None where it does not say what it took."""

    response_id: str
    status: str
    why: str
    tokens: Tokens | None


@dataclass(frozen=True, slots=True)
class Error:
    """`cause` is the id of the event that it answers, where it is one of ours."""

    failure: Failure
    cause: str


@dataclass(frozen=True, slots=True)
class Other:
    kind: str


Event = Begun | Sound | Words | AllWords | Done | Error | Other


def parsed(frame: str | bytes) -> Event:
    """Return an event; raise Unusable for what is none."""
    try:
        fields = orjson.loads(frame)
    except orjson.JSONDecodeError:
        raise Unusable("An event that is no JSON.", reason="malformed") from None
    if not isinstance(fields, dict) or not isinstance(fields.get("type"), str):
        raise Unusable("An event without a type.", reason="malformed")
    reader = READERS.get(fields["type"])
    return reader(fields) if reader else Other(fields["type"])


def _begun(fields: Mapping[str, Any]) -> Event:
    return Begun(_text(_mapping(fields.get("response")), "id"))


def _sound(fields: Mapping[str, Any]) -> Event:
    try:
        pcm = base64.b64decode(_text(fields, "delta"), validate=True)
    except (binascii.Error, ValueError):
        raise Unusable("Sound that is no base64.", reason="malformed") from None
    return Sound(_text(fields, "response_id"), pcm)


def _words(fields: Mapping[str, Any]) -> Event:
    return Words(_text(fields, "response_id"), _text(fields, "delta"))


def _all_words(fields: Mapping[str, Any]) -> Event:
    return AllWords(_text(fields, "response_id"), _text(fields, "transcript"))


def _done(fields: Mapping[str, Any]) -> Event:
    response = _mapping(fields.get("response"))
    details = response.get("status_details")
    told = details if isinstance(details, dict) else {}
    error = told.get("error")
    why = error.get("code") if isinstance(error, dict) else told.get("reason")
    return Done(
        _text(response, "id"),
        _text(response, "status"),
        why if isinstance(why, str) else "",
        tokens_of(response.get("usage")),
    )


def _error(fields: Mapping[str, Any]) -> Event:
    told = _mapping(fields.get("error"))
    cause = told.get("event_id")
    return Error(
        failure_named(told.get("code"), told.get("type")),
        cause if isinstance(cause, str) else "",
    )


READERS: Mapping[str, Callable[[Mapping[str, Any]], Event]] = {
    "response.created": _begun,
    "response.output_audio.delta": _sound,
    "response.output_audio_transcript.delta": _words,
    "response.output_audio_transcript.done": _all_words,
    "response.done": _done,
    "error": _error,
}


def failure_named(code: object, kind: object = None) -> Failure:
    """The failure that a code and a type of error mean."""
    if isinstance(code, str) and code in CODES:
        known = CODES[code]
        return type(known)(reason=known.reason)
    if kind == "invalid_request_error":
        return Refused(reason="request_refused")
    return Transient(reason="server_error")


def tokens_of(usage: object) -> Tokens | None:
    """What a response says that it took; None where that cannot be.

    Where only sums are told, all of it counts as sound, which is dearer.
    """
    if not isinstance(usage, dict):
        return None
    try:
        given = _details(usage, "input_tokens", "input_token_details")
        written = _details(usage, "output_tokens", "output_token_details")
        cached = _mapping(given.get("cached_tokens_details") or {})
        return Tokens(
            text_in=_count(given, "text_tokens"),
            text_cached=_count(cached, "text_tokens"),
            text_out=_count(written, "text_tokens"),
            audio_in=_count(given, "audio_tokens"),
            audio_cached=_count(cached, "audio_tokens"),
            audio_out=_count(written, "audio_tokens"),
        )
    except Unusable:
        return None


def _details(usage: Mapping[str, Any], whole: str, parts: str) -> Mapping[str, Any]:
    """The tokens of each kind, none of the whole left out; raise Unusable."""
    if whole not in usage:
        raise Unusable(reason="malformed")
    told = _count(usage, whole)
    details = _mapping(usage.get(parts) or {})
    text = _count(details, "text_tokens")
    sound = max(_count(details, "audio_tokens"), told - text)
    return {**details, "text_tokens": text, "audio_tokens": sound}


def _count(fields: Mapping[str, Any], name: str) -> int:
    found = fields.get(name)
    if found is None:
        return 0
    if type(found) is not int or not 0 <= found <= MAX_TOKENS:
        raise Unusable(reason="malformed")
    return found


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise Unusable("An event without its fields.", reason="malformed")
    return value


def _text(fields: Mapping[str, Any], name: str) -> str:
    found = fields.get(name)
    if not isinstance(found, str):
        raise Unusable(f"An event without `{name}`.", reason="malformed")
    return found


def session_update(model: str, voice: str) -> dict[str, Any]:
    """Whose turn it is is decided here, so the server detects no turns."""
    session: dict[str, Any] = {
        "type": "realtime",
        "output_modalities": ["audio"],
        "tools": [],
        "tool_choice": "none",
        "audio": {
            "input": {"format": PCM, "turn_detection": None, "transcription": None},
            "output": {"format": PCM, "voice": voice},
        },
    }
    if model.startswith(REASONING):
        session["reasoning"] = {"effort": "minimal"}
    return {"type": "session.update", "session": session}


def spoken_item(pcm: bytes) -> dict[str, Any]:
    audio = base64.b64encode(pcm).decode()
    part = {"type": "input_audio", "audio": audio}
    return {"type": "message", "role": "user", "content": [part]}


def response_create(
    instructions: str, items: Sequence[Mapping[str, Any]], max_tokens: int
) -> dict[str, Any]:
    """A reply to `items` alone: the server keeps no conversation."""
    return {
        "type": "response.create",
        "response": {
            "conversation": "none",
            "output_modalities": ["audio"],
            "instructions": instructions,
            "input": list(items),
            "max_output_tokens": max_tokens,
        },
    }


def message_item(message: ChatMessage) -> dict[str, Any]:
    kind = "output_text" if message.role == "assistant" else "input_text"
    part = {"type": kind, "text": message.content}
    return {"type": "message", "role": message.role, "content": [part]}

"""What a client says over the socket: parsed and checked, with no effect yet."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from services.pipeline.page_text import plain_text

LONGEST_ID = 128
LONGEST_SECTION = 64


class BadEvent(Exception):
    """An event that cannot be taken; the socket stays open."""

    def __init__(
        self,
        message: str,
        code: str,
        *,
        param: str | None = None,
        event_id: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.param = param
        self.event_id = event_id


@dataclass(frozen=True, slots=True)
class UpdateSession:
    session: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AppendAudio:
    """`number` counts the client's frames, where it says so: gaps are losses."""

    audio: bytes
    number: int | None = None


@dataclass(frozen=True, slots=True)
class CommitAudio:
    pass


@dataclass(frozen=True, slots=True)
class ClearAudio:
    pass


@dataclass(frozen=True, slots=True)
class CreateItem:
    """`after` is the id of the item before it, `root` for the first place."""

    item: Mapping[str, Any]
    after: str | None = None


@dataclass(frozen=True, slots=True)
class DeleteItem:
    item_id: str


@dataclass(frozen=True, slots=True)
class RetrieveItem:
    item_id: str


@dataclass(frozen=True, slots=True)
class TruncateItem:
    item_id: str
    content_index: int
    audio_end_ms: int


@dataclass(frozen=True, slots=True)
class CreateResponse:
    response: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CancelResponse:
    response_id: str | None = None


@dataclass(frozen=True, slots=True)
class Ping:
    """Our own: it is answered at once, so that a page knows how far away we are.

    `rtt_ms` is what the page measured last.
    """

    number: int
    rtt_ms: float | None = None


@dataclass(frozen=True, slots=True)
class LookAt:
    """Our own: the part of the page around the client that the visitor sees."""

    section: str = ""
    page_text: str = ""


Event = (
    UpdateSession
    | AppendAudio
    | CommitAudio
    | ClearAudio
    | CreateItem
    | DeleteItem
    | RetrieveItem
    | TruncateItem
    | CreateResponse
    | CancelResponse
    | Ping
    | LookAt
)


def parsed(text: str) -> tuple[Event, str | None]:
    """Return the event and the id that the client gave it; raise BadEvent."""
    try:
        fields = orjson.loads(text)
    except (orjson.JSONDecodeError, UnicodeEncodeError):
        raise BadEvent("This is no JSON.", "invalid_json") from None
    if not isinstance(fields, dict):
        raise BadEvent("An event is a JSON object.", "invalid_json")
    given = fields.get("event_id")
    event_id = given if isinstance(given, str) and len(given) <= LONGEST_ID else None
    kind = fields.get("type")
    try:
        if not isinstance(kind, str):
            raise BadEvent("An event has a type.", "missing_type", param="type")
        if kind not in READERS:
            raise BadEvent(
                "There is no such event.", "unknown_event_type", param="type"
            )
        return READERS[kind](fields), event_id
    except BadEvent as bad:
        bad.event_id = event_id
        raise


def _update(fields: Mapping[str, Any]) -> Event:
    return UpdateSession(_object(fields, "session"))


def _append(fields: Mapping[str, Any]) -> Event:
    number = fields.get("number")
    counted = number if type(number) is int and 0 <= number < 2**53 else None
    return AppendAudio(audio_of(fields.get("audio"), "audio"), counted)


def _create_item(fields: Mapping[str, Any]) -> Event:
    after = fields.get("previous_item_id")
    if after is not None:
        after = _text(fields, "previous_item_id")
    return CreateItem(_object(fields, "item"), after)


def _truncate(fields: Mapping[str, Any]) -> Event:
    return TruncateItem(
        _text(fields, "item_id"),
        _count(fields, "content_index"),
        _count(fields, "audio_end_ms"),
    )


def _create_response(fields: Mapping[str, Any]) -> Event:
    if fields.get("response") is None:
        return CreateResponse({})
    return CreateResponse(_object(fields, "response"))


def _cancel(fields: Mapping[str, Any]) -> Event:
    if fields.get("response_id") is None:
        return CancelResponse()
    return CancelResponse(_text(fields, "response_id"))


def _ping(fields: Mapping[str, Any]) -> Event:
    rtt = fields.get("rtt_ms")
    is_time = isinstance(rtt, int | float) and 0 <= rtt < 1e6
    return Ping(_count(fields, "number"), float(rtt) if is_time and rtt else None)


def _look_at(fields: Mapping[str, Any]) -> Event:
    seen = fields.get("page_text")
    if not isinstance(seen, str | None):
        raise BadEvent("`page_text` is a text.", "invalid_type", param="page_text")
    is_named = bool(fields.get("section")) or not seen
    section = _text(fields, "section")[:LONGEST_SECTION] if is_named else ""
    return LookAt(section, plain_text(seen))


READERS: dict[str, Callable[[Mapping[str, Any]], Event]] = {
    "session.update": _update,
    "input_audio_buffer.append": _append,
    "input_audio_buffer.commit": lambda _: CommitAudio(),
    "input_audio_buffer.clear": lambda _: ClearAudio(),
    "conversation.item.create": _create_item,
    "conversation.item.delete": lambda fields: DeleteItem(_text(fields, "item_id")),
    "conversation.item.retrieve": lambda fields: RetrieveItem(_text(fields, "item_id")),
    "conversation.item.truncate": _truncate,
    "response.create": _create_response,
    "response.cancel": _cancel,
    "viva_voce.ping": _ping,
    "viva_voce.section": _look_at,
}


def audio_of(value: Any, param: str) -> bytes:
    """Return sound out of its base64; raise BadEvent where it is none."""
    if not isinstance(value, str) or not value:
        raise BadEvent("Sound is sent as base64.", "invalid_audio", param=param)
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise BadEvent(
            "The sound is no valid base64.", "invalid_audio", param=param
        ) from None


def _object(fields: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = fields.get(name)
    if not isinstance(found, dict):
        raise BadEvent(f"`{name}` is an object.", "invalid_type", param=name)
    return found


def _text(fields: Mapping[str, Any], name: str) -> str:
    found = fields.get(name)
    if not isinstance(found, str) or not 0 < len(found) <= LONGEST_ID:
        raise BadEvent(f"`{name}` is a short text.", "invalid_type", param=name)
    return found


def _count(fields: Mapping[str, Any], name: str) -> int:
    found = fields.get(name)
    if type(found) is not int or not 0 <= found < 2**53:
        raise BadEvent(f"`{name}` is a whole number.", "invalid_type", param=name)
    return found

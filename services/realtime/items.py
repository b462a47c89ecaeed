"""The items of one talk's conversation, in the order in which they stand."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from services.realtime.client_events import BadEvent

MOST_ITEMS = 200
"""The oldest are forgotten; the session has a history of its own."""
MOST_CHARACTERS = 20_000
"""Of one item that a client sends, written as JSON."""
LONGEST_QUESTION = 4_000
ID_BYTES = 8
KINDS = ("message", "function_call", "function_call_output")
ROLES = ("user", "assistant", "system")
PARTS = {
    "user": ("input_text", "input_audio"),
    "assistant": ("output_text",),
    "system": ("input_text",),
}

Status = Literal["in_progress", "completed", "incomplete"]


def new_id(kind: str) -> str:
    return f"{kind}_{secrets.token_hex(ID_BYTES)}"


@dataclass(slots=True)
class Item:
    """`fields` is what it holds, without its id and status, and without sound."""

    fields: dict[str, Any]
    id: str = field(default_factory=lambda: new_id("item"))
    status: Status = "completed"
    answered: bool = False
    """Whether a user's words have been answered, or began to be."""

    @property
    def role(self) -> str:
        return str(self.fields.get("role", ""))

    @property
    def content(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.fields["content"]
        return found

    @property
    def text(self) -> str:
        """The words of it, typed and spoken."""
        parts = self.fields.get("content", [])
        words = (part.get("text") or part.get("transcript") or "" for part in parts)
        return " ".join(word.strip() for word in words if word.strip())

    def wire(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "object": "realtime.item",
            "status": self.status,
            **self.fields,
        }


def spoken_item(item_id: str) -> Item:
    """What a user says, before its words are known."""
    part = {"type": "input_audio", "transcript": None}
    return Item({"type": "message", "role": "user", "content": [part]}, item_id)


def reply_item() -> Item:
    fields = {"type": "message", "role": "assistant", "content": []}
    return Item(fields, status="in_progress")


def given_item(values: Mapping[str, Any]) -> tuple[Item, str | None]:
    """Return a client's item and its sound, still as base64; raise BadEvent."""
    kind = values.get("type", "message")
    if kind not in KINDS:
        raise BadEvent("There is no such item.", "invalid_value", param="item.type")
    fields, sound = _message(values) if kind == "message" else (_call(values), None)
    found = Item(fields)
    if values.get("id") is not None:
        found.id = _id(values["id"])
    return found, sound


def _message(values: Mapping[str, Any]) -> tuple[dict[str, Any], str | None]:
    role, content = values.get("role"), values.get("content")
    if role not in ROLES:
        raise BadEvent(
            "A role is user, assistant or system.", "invalid_value", param="item.role"
        )
    if not isinstance(content, list) or not 1 <= len(content) <= MOST_ITEMS:
        raise BadEvent(
            "The content is a list of parts.", "invalid_type", param="item.content"
        )
    parts = [_part(part, str(role)) for part in content]
    sounds = [part.pop("audio") for part in parts if "audio" in part]
    if len(sounds) > 1:
        raise BadEvent("One sound an item.", "invalid_value", param="item.content")
    _bounded(sum(len(part.get("text") or "") for part in parts))
    message = {"type": "message", "role": role, "content": parts}
    return message, sounds[0] if sounds else None


def _part(values: Any, role: str) -> dict[str, Any]:
    kind = values.get("type") if isinstance(values, dict) else None
    if kind not in PARTS[role]:
        raise BadEvent(
            f"A part of a {role} is {' or '.join(PARTS[role])}.",
            "invalid_value",
            param="item.content",
        )
    if kind == "input_audio":
        return {"type": kind, "transcript": None, "audio": values.get("audio")}
    text = values.get("text")
    if not isinstance(text, str):
        raise BadEvent("A text is needed.", "invalid_type", param="item.content")
    return {"type": kind, "text": text}


def _call(values: Mapping[str, Any]) -> dict[str, Any]:
    """A call of a tool, or its result: kept and shown, it has no effect."""
    names = ("type", "name", "call_id", "arguments", "output")
    fields = {name: values[name] for name in names if name in values}
    if not all(isinstance(value, str) for value in fields.values()):
        raise BadEvent("Calls are written as texts.", "invalid_type", param="item")
    _bounded(sum(map(len, fields.values())))
    return fields


def _bounded(characters: int) -> None:
    if characters > MOST_CHARACTERS:
        raise BadEvent("The item is too long.", "item_too_long", param="item")


def _id(value: Any) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= 64:
        raise BadEvent("An id is a short text.", "invalid_value", param="item.id")
    return value


class Conversation:
    """The items of a talk."""

    def __init__(self) -> None:
        self.id = new_id("conv")
        self._items: list[Item] = []

    @property
    def last_id(self) -> str | None:
        return self._items[-1].id if self._items else None

    def add(self, item: Item, after: str | None = None) -> str | None:
        """Put an item behind another, else at the end; return the id before it."""
        if any(other.id == item.id for other in self._items):
            raise BadEvent("This id is taken.", "item_exists", param="item.id")
        place = len(self._items)
        if after is not None:
            known = after == "root"
            place = 0 if known else self._items.index(self.find(after)) + 1
        self._items.insert(place, item)
        before = self._items[place - 1].id if place else None
        del self._items[:-MOST_ITEMS]
        return before

    def find(self, item_id: str) -> Item:
        """Raise BadEvent where there is none."""
        for item in self._items:
            if item.id == item_id:
                return item
        raise BadEvent("There is no such item.", "item_not_found", param="item_id")

    def remove(self, item_id: str) -> Item:
        item = self.find(item_id)
        self._items.remove(item)
        return item

    def question(self) -> Item | None:
        """The newest of a user's items that is not answered."""
        for item in reversed(self._items):
            if item.role == "user":
                return None if item.answered else item
        return None

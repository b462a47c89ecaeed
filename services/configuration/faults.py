"""What is wrong with a setting, in words: its name, its value and the right form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

from pydantic import SecretStr, ValidationError
from pydantic.fields import FieldInfo

BOUNDS = {"ge": "from", "gt": "above", "le": "to", "lt": "and below"}
SHOWN_CHARS = 60


def told(error: ValidationError, fields: Mapping[str, FieldInfo]) -> str:
    """One line a fault; the value of a key is never in it."""
    return "\n".join(_line(fault, fields) for fault in error.errors())


def form_of(field: FieldInfo) -> str:
    """What may be written: `a whole number from 1 to 65535`."""
    kind = _plain(field.annotation)
    if kind is bool:
        return "true or false"
    if get_origin(kind) is Literal:
        return f"one of: {', '.join(map(str, get_args(kind)))}"
    if kind in (int, float):
        noun = "a whole number" if kind is int else "a number"
        return " ".join([noun, *_bounds(field)])
    if kind is SecretStr:
        return "a key of visible ASCII characters"
    if get_origin(kind) is tuple:
        return "a comma-separated list"
    return ""


def _line(fault: Any, fields: Mapping[str, FieldInfo]) -> str:
    name = str(fault["loc"][0]) if fault["loc"] else ""
    why = str(fault["msg"]).removeprefix("Value error, ")
    if name not in fields:
        return why
    field = fields[name]
    if fault["type"] == "value_error":
        return f"{name.upper()}: {why}"
    form = form_of(field) or why
    if _plain(field.annotation) is SecretStr:
        return f"{name.upper()}: is not {form}"
    return f"{name.upper()}: {_shown(fault['input'])} is not {form}"


def _shown(value: object) -> str:
    words = str(value)
    short = words if len(words) <= SHOWN_CHARS else f"{words[:SHOWN_CHARS]}…"
    return repr(short)


def _bounds(field: FieldInfo) -> Iterator[str]:
    for attribute, word in BOUNDS.items():
        for mark in field.metadata:
            bound = getattr(mark, attribute, None)
            if bound is not None:
                yield f"{word} {bound}"


def _plain(annotation: Any) -> Any:
    """The type of a field that may also be absent."""
    kinds = [kind for kind in get_args(annotation) if kind is not type(None)]
    optional = get_origin(annotation) is not tuple and type(None) in get_args(
        annotation
    )
    return kinds[0] if optional else annotation

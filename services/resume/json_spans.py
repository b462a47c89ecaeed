"""Where each value of JSON text begins and ends, so that a change leaves the rest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from services.resume.json_lines import TOKEN, Pointer


@dataclass(slots=True)
class Span:
    """A value from `start` to before `end`.

    `last` is the end of the last member of an object or a list, None for one without.
    """

    start: int
    end: int = 0
    first: int | None = None
    last: int | None = None


@dataclass(slots=True)
class _Level:
    pointer: Pointer
    is_object: bool
    span: Span
    key: str | int | None = None
    waits: bool = field(default=True)
    """Whether a key comes next, in an object."""


def spans(text: str) -> Mapping[Pointer, Span]:
    """The span of every value of valid JSON; of a key that repeats, the last one's."""
    found: dict[Pointer, Span] = {}
    levels: list[_Level] = []
    for match in TOKEN.finditer(text):
        part, top = match[0], levels[-1] if levels else None
        if part == ",":
            _next(levels[-1])
        elif part in "}]":
            levels.pop().span.end = match.end()
            _ended(levels, match.end())
        elif top is not None and top.is_object and top.waits:
            _named(top, json.loads(part), match.start())
        elif part != ":":
            span = _begun(found, top, match.start(), match.end())
            if part in "{[":
                key = None if part == "{" else 0
                levels.append(_Level(_pointer(top), part == "{", span, key))
            else:
                _ended(levels, match.end())
    return found


def _named(level: _Level, key: str, start: int) -> None:
    level.key, level.waits = key, False
    if level.span.first is None:
        level.span.first = start


def _ended(levels: list[_Level], end: int) -> None:
    if levels:
        levels[-1].span.last = end


def _next(level: _Level) -> None:
    level.waits = True
    if isinstance(level.key, int):
        level.key += 1


def _pointer(level: _Level | None) -> Pointer:
    if level is None or level.key is None:
        return ()
    return (*level.pointer, level.key)


def _begun(
    found: dict[Pointer, Span], level: _Level | None, start: int, end: int
) -> Span:
    span = Span(start, end)
    found[_pointer(level)] = span
    if level is not None and level.span.first is None:
        level.span.first = start
    return span

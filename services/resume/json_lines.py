"""JSON text with the line of every value, so that a problem can say where."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

Pointer = tuple[str | int, ...]

TOKEN = re.compile(
    r'"(?:[^"\\\n]|\\.)*"|[{}\[\],:]|-?\d[\d.eE+-]*|true|false|null', re.ASCII
)
LITERAL = re.compile(r'"(?:[^"\\\n]|\\.)*"|[^\s{}\[\],:"]+')
MAX_DEPTH = 64
MAX_DIGITS = 300


class JsonError(ValueError):
    def __init__(self, message: str, line: int) -> None:
        self.line = line
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Document:
    """Parsed JSON; `lines` maps the pointer of each value to its first line."""

    value: Any
    lines: Mapping[Pointer, int]
    repeated: tuple[Pointer, ...] = ()
    """Keys that an object holds twice; the last one counts, as JSON has it."""

    def line(self, pointer: Pointer) -> int:
        """The line of `pointer`, or of the nearest thing around it."""
        while pointer and pointer not in self.lines:
            pointer = pointer[:-1]
        return self.lines.get(pointer, 1)


def parse(text: str) -> Document:
    """Raise JsonError, with its line, for what is not plain JSON."""
    try:
        value = json.loads(
            text,
            parse_constant=_refuse_constant,
            parse_int=_whole_number,
            parse_float=_number,
        )
    except json.JSONDecodeError as error:
        raise JsonError(*_explained(error, text)) from error
    except RecursionError as error:
        raise JsonError("nested too deeply", _line_of_depth(text)) from error
    except _Unusable as error:
        raise JsonError(error.why, _line_of(text, error.literal)) from error
    lines: dict[Pointer, int] = {}
    repeated: list[Pointer] = []
    for pointer, line in _walk(text):
        if pointer in lines and pointer and not _is_inside(pointer, repeated):
            repeated.append(pointer)
        lines[pointer] = line
    return Document(value, lines, tuple(repeated))


class _Unusable(Exception):
    """A literal that Python's reader takes, and no sentence could hold."""

    def __init__(self, literal: str, why: str) -> None:
        self.literal = literal
        self.why = why
        super().__init__(why)


def _refuse_constant(name: str) -> Any:
    raise _Unusable(name, f"{name} is not JSON")


def _whole_number(literal: str) -> int:
    if len(literal) > MAX_DIGITS:
        raise _Unusable(literal, f"a number of more than {MAX_DIGITS} digits")
    return int(literal)


def _number(literal: str) -> float:
    value = float(literal)
    if not isfinite(value) or len(literal) > MAX_DIGITS:
        raise _Unusable(literal, "a number that is too large")
    return value


def _line_of(text: str, literal: str) -> int:
    """The line of the first such literal that stands in no text."""
    found = (m for m in LITERAL.finditer(text) if m[0] == literal)
    return _line_at(text, next(found).start())


def _line_of_depth(text: str) -> int:
    """The line of the first bracket that is nested too deeply."""
    depth = 0
    for match in TOKEN.finditer(text):
        depth += (match[0] in "{[") - (match[0] in "}]")
        if depth > MAX_DEPTH:
            return _line_at(text, match.start())
    return 1


def _line_at(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _is_inside(pointer: Pointer, others: list[Pointer]) -> bool:
    """Whether a pointer leads into one of the others."""
    return any(pointer[: len(other)] == other for other in others)


def _explained(error: json.JSONDecodeError, text: str) -> tuple[str, int]:
    """What is wrong, and in which line.

    Python 3.13 points at a comma too many, older ones at what comes after it.
    """
    place = error.pos
    if place >= len(text.rstrip()):
        why = "the file ends too early: a bracket or quote is not closed"
        return why, error.lineno
    if text[place] == ",":
        place = len(text) - len(text[place + 1 :].lstrip())
    if text[place : place + 1] in ("}", "]") and text[:place].rstrip().endswith(","):
        return "a comma before a closing bracket", text.count("\n", 0, place) + 1
    return f"not JSON: {error.msg.lower()}", error.lineno


@dataclass(slots=True)
class _Level:
    """An object or list that is being read; `key` is where the next value goes."""

    is_object: bool
    key: str | int | None = None


def _walk(text: str) -> Iterator[tuple[Pointer, int]]:
    """Pointer and line of every value of valid JSON."""
    levels: list[_Level] = []
    line, seen_to = 1, 0
    for match in TOKEN.finditer(text):
        line += text.count("\n", seen_to, match.start())
        seen_to = match.start()
        part = match[0]
        top = levels[-1] if levels else None
        if part in "}]":
            levels.pop()
        elif part == ",":
            _go_on(top)
        elif part == ":":
            continue
        elif top and top.is_object and top.key is None:
            top.key = json.loads(part)
        else:
            yield tuple(level.key for level in levels if level.key is not None), line
            if part in "{[":
                if len(levels) >= MAX_DEPTH:
                    raise JsonError("nested too deeply", line)
                levels.append(_Level(part == "{", None if part == "{" else 0))


def _go_on(level: _Level | None) -> None:
    """Let the next value of an object or a list be the one behind a comma."""
    if level is None:
        return
    place = level.key
    level.key = place + 1 if not level.is_object and isinstance(place, int) else None

"""Something added to a résumé's text, in the hand that wrote the rest of it.

Whatever stands there already keeps every byte: only what is new is written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from services.errors import Outdated
from services.resume.json_lines import Pointer
from services.resume.json_spans import Span, spans

TAKEN = "Something stands at {} already: change the file by hand there."
NO_PLACE = "The résumé has no place for this any more: load the draft again."
INDENT = re.compile(r"^([ \t]+)\S", re.M)
EMPTY: tuple[Any, ...] = (None, "", [], {})
USUAL = "  "


@dataclass(frozen=True, slots=True)
class Step:
    """A value to add: to a list as its next item, to an object under a new key."""

    at: Pointer
    key: str | None
    value: Any


@dataclass(frozen=True, slots=True)
class Hand:
    """How a file is written."""

    indent: str
    newline: str
    ascii_only: bool

    @classmethod
    def of(cls, text: str) -> Hand:
        found = INDENT.search(text)
        newline = "\r\n" if "\r\n" in text else "\n"
        escapes = text.isascii() and "\\u" in text
        return cls(found[1] if found else USUAL, newline, escapes)

    def one_line(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=self.ascii_only)

    def many_lines(self, value: Any, margin: str) -> str:
        """Indented as the file is; lists of plain values stay in one line."""
        if not isinstance(value, dict | list) or not value or _is_plain_list(value):
            return self.one_line(value)
        inner = margin + self.indent
        if isinstance(value, dict):
            marks = "{}"
            parts = [
                f"{self.one_line(key)}: {self.many_lines(one, inner)}"
                for key, one in value.items()
            ]
        else:
            marks = "[]"
            parts = [self.many_lines(one, inner) for one in value]
        between = f",{self.newline}{inner}"
        body = f"{self.newline}{inner}{between.join(parts)}{self.newline}{margin}"
        return f"{marks[0]}{body}{marks[1]}"


def added(text: str, document: Any, steps: Iterable[Step]) -> str:
    """The text with all steps made; raise Outdated where there is no place for one."""
    hand = Hand.of(text)
    wanted = deepcopy(document)
    for step in steps:
        _add_to(wanted, step)
        text = _written(text, step, hand)
    if json.loads(text) != wanted:
        # A hand that is not understood: the content matters more than its form.
        text = hand.many_lines(wanted, "") + hand.newline
    return text


def _add_to(document: Any, step: Step) -> None:
    place = _place(document, step.at)
    if isinstance(place, list) and step.key is None:
        place.append(step.value)
    elif isinstance(place, dict) and step.key is not None:
        if place.get(step.key) not in EMPTY:
            path = ".".join(map(str, (*step.at, step.key)))
            raise Outdated(TAKEN.format(path))
        place[step.key] = step.value
    else:
        raise Outdated(NO_PLACE)


def _place(document: Any, pointer: Pointer) -> Any:
    for step in pointer:
        try:
            document = document[step]
        except (KeyError, IndexError, TypeError):
            raise Outdated(NO_PLACE) from None
    return document


def _written(text: str, step: Step, hand: Hand) -> str:
    found = spans(text)
    container = found[step.at]
    margin = _margin(text, container)
    if step.key is not None and (old := found.get((*step.at, step.key))):
        value = hand.many_lines(step.value, margin + hand.indent)
        return text[: old.start] + value + text[old.end :]
    head = "" if step.key is None else f"{hand.one_line(step.key)}: "
    if container.last is None or container.first is None:
        return _filled(text, container, head, step.value, hand)
    if hand.newline[-1] not in text[container.start : container.first]:
        new = f", {head}{hand.one_line(step.value)}"
    else:
        # As its neighbours stand, which may be otherwise than the file in general.
        own = _margin(text, Span(container.first))
        value = hand.many_lines(step.value, own)
        if _in_one_line(found, step.at, text):
            value = hand.one_line(step.value)
        new = f",{hand.newline}{own}{head}{value}"
    return text[: container.last] + new + text[container.last :]


def _filled(text: str, container: Span, head: str, value: Any, hand: Hand) -> str:
    """The first member of an object or a list that has none."""
    margin = _margin(text, container)
    marks = text[container.start], text[container.end - 1]
    if "\n" not in text:
        body = f"{head}{hand.one_line(value)}"
    else:
        inner = margin + hand.indent
        written = hand.many_lines(value, inner)
        body = f"{hand.newline}{inner}{head}{written}{hand.newline}{margin}"
    return text[: container.start] + marks[0] + body + marks[1] + text[container.end :]


def _margin(text: str, span: Span) -> str:
    """The white space that the line of a value begins with."""
    line = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    return line[: len(line) - len(line.lstrip(" \t"))]


def _in_one_line(found: Mapping[Pointer, Span], at: Pointer, text: str) -> bool:
    """Whether objects or lists stand in a list, each of them in a line of its own."""
    inside = [s for p, s in found.items() if len(p) == len(at) + 1 and p[:-1] == at]
    nested = [text[s.start : s.end] for s in inside if text[s.start] in "{["]
    return bool(nested) and all("\n" not in one for one in nested)


def _is_plain_list(value: Any) -> bool:
    return isinstance(value, list) and not any(
        isinstance(one, dict | list) for one in value
    )

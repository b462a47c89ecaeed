"""A draft's blanks, and the draft once the owner has filled them in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from services.errors import InvalidInput
from services.resume.adding import Step
from services.resume.json_lines import Pointer

BLANK = re.compile(r"<([^<>]+)>")
LONGEST = 2_000
"""Characters of one value."""
LEFT_OUT = object()


def blanks_of(patch: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """What is to be filled in, the one that cannot be left out first."""
    found: dict[str, None] = {}
    for step in patch:
        for text in (*_keys(step["path"]), *_texts(step["value"])):
            if match := BLANK.fullmatch(text):
                found[match[1]] = None
    return tuple(found)


def filled(
    patch: Iterable[Mapping[str, Any]], values: Mapping[str, str]
) -> tuple[Step, ...]:
    """A draft with its blanks filled in; raise InvalidInput where that is not enough.

    A field whose blank stays empty is left out, but for the first.
    """
    steps = tuple(patch)
    known = blanks_of(steps)
    given = {name: " ".join(text.split()) for name, text in values.items()}
    if strange := given.keys() - set(known):
        raise InvalidInput(f"This draft has no such blank: {sorted(strange)[0][:60]}")
    for name, text in given.items():
        if len(text) > LONGEST:
            raise InvalidInput(f"“{name}” is longer than {LONGEST} characters.")
        if BLANK.fullmatch(text):
            raise InvalidInput(f"“{name}” is still a blank: write what is true.")
    if known and not given.get(known[0]):
        raise InvalidInput(f"Fill in “{known[0]}” first.")
    return tuple(_step(step, given) for step in steps)


def _step(step: Mapping[str, Any], given: Mapping[str, str]) -> Step:
    names = [_value(name, given) for name in _keys(step["path"])]
    value = _value(step["value"], given)
    at: Pointer = tuple(names[:-1])
    key = None if names[-1] == "-" else names[-1]
    return Step(at, key, "" if value is LEFT_OUT else value)


def _value(value: Any, given: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        match = BLANK.fullmatch(value)
        return value if match is None else given.get(match[1]) or LEFT_OUT
    if isinstance(value, Mapping):
        told = {name: _value(one, given) for name, one in value.items()}
        return {name: one for name, one in told.items() if one is not LEFT_OUT}
    if isinstance(value, list | tuple):
        items = [_value(one, given) for one in value]
        return [one for one in items if one is not LEFT_OUT]
    return value


def _keys(path: str) -> list[str]:
    names = path.removeprefix("/").split("/")
    return [name.replace("~1", "/").replace("~0", "~") for name in names]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)

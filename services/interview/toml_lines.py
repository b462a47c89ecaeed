"""On which line of a TOML file a value stands; the parser does not say."""

from __future__ import annotations

import re
from collections.abc import Mapping

Pointer = tuple[str | int, ...]

HEADER = re.compile(r"\s*\[(\[?)\s*([\w.-]+)\s*\]")
KEY = re.compile(r"\s*([\w-]+)\s*=")
LONG_QUOTES = re.compile(r'"""|\'\'\'')


def toml_lines(text: str) -> dict[Pointer, int]:
    """Return the line of each table and key, counted from 1.

    Values inside a list have no line of their own: `line_of` names the key's.
    """
    lines: dict[Pointer, int] = {}
    counts: dict[Pointer, int] = {}
    table: Pointer = ()
    inside_text = False
    for number, line in enumerate(text.split("\n"), start=1):
        if not inside_text:
            if header := HEADER.match(line):
                table = _table(header[2], bool(header[1]), counts)
                lines[table] = number
            elif key := KEY.match(line):
                lines[(*table, key[1])] = number
        if len(LONG_QUOTES.findall(line)) % 2:
            inside_text = not inside_text
    return lines


def line_of(lines: Mapping[Pointer, int], pointer: Pointer) -> int:
    """Return the line of a value, or of the nearest thing that holds it."""
    for end in range(len(pointer), 0, -1):
        if pointer[:end] in lines:
            return lines[pointer[:end]]
    return 1


def _table(name: str, repeated: bool, counts: dict[Pointer, int]) -> Pointer:
    """Return the pointer of a table's header; each `[[name]]` is one more."""
    pointer: Pointer = ()
    parts = name.split(".")
    for depth, part in enumerate(parts):
        pointer = (*pointer, part)
        is_last = depth == len(parts) - 1
        if is_last and repeated:
            counts[pointer] = counts.get(pointer, -1) + 1
        if pointer in counts:
            pointer = (*pointer, counts[pointer])
    return pointer

"""A sentence of an advertisement in clauses, each with how firmly it asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from services.fit.sections import Part
from services.fit.statements import REASON, Statement
from services.fit.words import alternatives, phrases, table

BREAK = re.compile(
    r"\s*;\s+|\s+[–—]\s+|\s+-\s+|,?\s+(?:but|although|though|while|whereas|however)\s+"
)
AND = re.compile(r",\s+(?:and\s+)?|\s+and\s+")


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a sentence that asks in one way."""

    text: str
    must: bool
    label: str = ""


def clauses(statement: Statement) -> Iterator[Clause]:
    """The clauses that ask for something; what is not needed is left out."""
    wished = statement.part is Part.WISHED
    if _not_wanted_but_wished(statement.text):
        yield Clause(statement.text, False, statement.label)
        return
    for segment in _segments(REASON.sub("", statement.text)):
        if _not_needed(segment):
            continue
        pieces = (p for part in AND_IS.split(segment) for p in _by_firmness(part))
        for text, must in pieces:
            if cleaned := text.strip(" ,.:;!-–—"):
                yield Clause(cleaned, must and not wished, statement.label)


AND_IS = re.compile(
    r",?\s+and\s+(?=[^,;]{1,40}?\s(?:is|are|would be|will be)\s)", re.IGNORECASE
)
"""Where another thing begins that is asked for in its own way."""


def _segments(text: str) -> Iterator[str]:
    for segment in BREAK.split(text):
        if segment.strip():
            yield segment


def _not_wanted_but_wished(text: str) -> bool:
    return bool(phrases("not_needed", "but_wished").search(text))


NO = re.compile(
    r"\bno\b[^.;,:]{1,50}\b(?:required|needed|necessary|expected|essential|assumed)\b"
    r"|\bwithout (?:a|any)\b[^.;,:]{1,40}\b(?:welcome|fine|considered)\b",
    re.IGNORECASE,
)


def _not_needed(text: str) -> bool:
    return bool(phrases("not_needed", "phrases").search(text) or NO.search(text))


def _by_firmness(text: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a segment, each with whether it is a must."""
    if match := _from_here().search(text):
        if before := text[: match.start()]:
            yield from _by_firmness(before.rstrip(" (,"))
        yield text[match.end() :].rstrip(")"), False
        return
    pieces = AND.split(text)
    told = [piece for piece in pieces if _firm(piece) or _soft(piece)]
    if len(told) > 1 and _soft(text):
        held: list[str] = []
        for piece in pieces:
            held.append(piece)
            if _firm(piece) or _soft(piece):
                yield ", ".join(held), not _soft(piece)
                held = []
        if held:
            yield ", ".join(held), True
        return
    yield text, not _soft(text)


def _soft(text: str) -> bool:
    return bool(phrases("softened", "clause").search(text))


def _firm(text: str) -> bool:
    return bool(phrases("softened", "firm").search(text))


@cache
def _from_here() -> re.Pattern[str]:
    listed = alternatives(table("softened")["from_here"])
    return re.compile(rf"[\s,(]*{listed}[\s:,]*(?=\S)", re.IGNORECASE)

"""The names by which an entry may be called, and the words it is told in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from services.language.stems import stem
from services.models.resume import Entry
from services.resume.reading.text import clean, glued, words

NAME_FIELDS = {"title": 1.0, "organization": 1.0, "role": 0.9}
SIDE_FIELDS = {"location": 0.5, "area": 0.9, "issuer": 0.4, "awarder": 0.5}
GENERIC = frozenset(
    """
    the of and for in at a an to on with by from inc ltd llc gmbh co company group
    senior junior lead head chief assistant first second third new part time full
    """.split()
)
TITLES_MADE = ("experience", "education", "volunteer")
"""Sections whose titles are made of the role and the organisation."""
BRACKETED = re.compile(r"\(([^)]+)\)")


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entry: its stems with their weight."""

    at: int
    field: str
    weight: float
    stems: frozenset[str]


def names_in(at: int, entry: Entry) -> Iterator[Name]:
    """Every name by which the entry at a position may be called."""
    if entry.section == "skills":
        return
    for field, weight in NAME_FIELDS.items():
        yield from _parts(at, field, weight, _named(entry, field))
    for field, weight in SIDE_FIELDS.items():
        value = entry.location if field == "location" else entry.facts.get(field, "")
        if isinstance(value, str):
            yield from _parts(at, field, weight, value)


def _named(entry: Entry, field: str) -> str:
    """What a field names: no title made of others, of referees only the name."""
    text = str(getattr(entry, field))
    if entry.section == "references":
        return text.split(",")[0] if field == "title" else ""
    made = field == "title" and entry.section in TITLES_MADE and entry.organization
    return "" if made else text


def _parts(at: int, field: str, weight: float, text: str) -> Iterator[Name]:
    """The whole name, what it has in brackets, what stands before them, initials."""
    if not text:
        return
    pieces = {text, BRACKETED.sub("", text), *BRACKETED.findall(text)}
    pieces |= set(re.split(r"[:,;/|]| at | - | – ", BRACKETED.sub("", text)))
    seen = set()
    for piece in pieces:
        stems = frozenset(
            stem(w)
            for w in (*words(clean(piece)), *glued(piece))
            if stem(w) not in GENERIC
        )
        if stems and stems not in seen:
            seen.add(stems)
            yield Name(at, field, weight, stems)
    initials = "".join(re.findall(r"\b[A-Z]", BRACKETED.sub("", text))).lower()
    if 3 <= len(initials) <= 6:
        yield Name(at, field, weight * 0.9, frozenset({initials}))


def told_in(entry: Entry) -> set[str]:
    """The stems of what an entry says besides its name."""
    texts = [entry.description, *entry.highlights, *entry.metrics, *entry.keywords]
    texts += [entry.location, *entry.technologies]
    for value in entry.facts.values():
        texts += [value] if isinstance(value, str) else list(value)
    return {
        stem(w)
        for text in texts
        for w in (*words(clean(text)), *glued(text))
        if len(w) > 2 and stem(w) not in GENERIC
    }

"""Sentences of the résumé that tell a number, kept ready for "how many"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from services.language.pieces import sentences
from services.language.stems import stem
from services.models.resume import Entry
from services.resume.reading.text import clean, words
from services.resume.reading.topics import Topics

NUMBER = re.compile(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven"
                    r"|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
                    r"|ninety|hundred"
                    r"|dozen|thousands?|millions?|billions?)\b", re.I)  # fmt: skip
SHARE = re.compile(r"\d ?%|\bper ?cent\b", re.I)
BEHIND = 3
YEAR_ONLY = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Figure:
    """A sentence with a number in it, and what it is about."""

    text: str
    path: str
    stems: frozenset[str]
    topics: frozenset[str]
    counted: frozenset[str]
    """Stems of the words right behind a number: the "hives" of "12 new hives"."""


def figures_of(entry: Entry, topics: Topics) -> tuple[Figure, ...]:
    return tuple(
        _figure(text, path, topics)
        for text, path in told(entry)
        if NUMBER.search(YEAR_ONLY.sub("", text))
    )


def number_asked(question: Iterable[str]) -> re.Pattern[str]:
    """What the number looks like: a share where a percentage is asked for."""
    return SHARE if {"percentage", "percent"} & set(question) else NUMBER


def told(entry: Entry) -> Sequence[tuple[str, str]]:
    """Every sentence of an entry with its path in the résumé."""
    return tuple(_told(entry))


def _told(entry: Entry) -> Iterator[tuple[str, str]]:
    for sentence in sentences(entry.description):
        yield sentence, f"{entry.path}.description"
    for number, text in enumerate(entry.highlights):
        yield text, f"{entry.path}.highlights[{number}]"
    for text in entry.metrics:
        yield text, f"{entry.path}.metrics"
    for key, value in entry.facts.items():
        for text in (value,) if isinstance(value, str) else value:
            for sentence in sentences(text):
                yield sentence, f"{entry.path}.{key}"


def _figure(text: str, path: str, topics: Topics) -> Figure:
    parts = words(clean(text))
    marks = (*topics.shown.marks(parts), *topics.shown_stems.marks(parts))
    stems = [stem(part) for part in parts]
    counted = {
        each
        for at, part in enumerate(parts)
        if NUMBER.fullmatch(part) or part[0].isdigit()
        for each in stems[at + 1 : at + 1 + BEHIND]
    }
    return Figure(
        text,
        path,
        frozenset(stems),
        frozenset(m.value for m in marks),
        frozenset(counted),
    )

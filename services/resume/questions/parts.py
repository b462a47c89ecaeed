"""Parts of the résumé named in a question, and how they are spoken of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from services.language.stems import singular
from services.resume.reading.wordlists import table

LONGEST = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A noun at the words `start` to `end` that names a section."""

    start: int
    end: int
    section: str
    noun: str
    plural: bool


def parts_in(tokens: Sequence[str]) -> tuple[Part, ...]:
    """The longest nouns that name a section, in order."""
    found: list[Part] = []
    at = 0
    while at < len(tokens):
        part = _part_at(tokens, at)
        if part:
            found.append(part)
        at = part.end if part else at + 1
    return tuple(found)


def _part_at(tokens: Sequence[str], at: int) -> Part | None:
    for size in range(min(LONGEST, len(tokens) - at), 0, -1):
        said = tokens[at : at + size]
        phrase = " ".join(said)
        plain = " ".join([*said[:-1], singular(said[-1])])
        section = _nouns().get(phrase) or _nouns().get(plain)
        if section:
            plural = said[-1] != singular(said[-1])
            return Part(at, at + size, section, phrase, plural)
    return None


def one(section: str) -> str:
    """The noun for one entry of a section."""
    body = table("sections").get(section)
    return str(body["one"]) if body else section.rstrip("s").replace("_", " ")


def many(section: str) -> str:
    """The noun for several entries of a section."""
    body = table("sections").get(section)
    return str(body["many"]) if body else section.replace("_", " ")


@cache
def _nouns() -> dict[str, str]:
    return {
        noun: section
        for section, body in table("sections").items()
        for noun in body["nouns"]
    }

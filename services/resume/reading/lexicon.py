"""All the words that the engine knows, and the names it expects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from services.resume.index import Index
from services.resume.reading.given_names import first_name
from services.resume.reading.question_words import stop_words
from services.resume.reading.spoken import HESITATIONS
from services.resume.reading.text import clean, words
from services.resume.reading.wordlists import table
from services.resume.sound_data import read_sound_data

SHORTEST_NAME = 3


def words_of_names(index: Index) -> frozenset[str]:
    found: set[str] = set()
    for entry in index.entries:
        for text in (entry.title, entry.organization, *entry.technologies):
            found.update(words(clean(text)))
    found.update(words(clean(index.resume.profile.name)))
    return frozenset(found)


def known_words(index: Index) -> Iterable[str]:
    yield from index.vocabulary
    yield from words(clean(index.resume.profile.name))
    yield from short_names(index.resume.profile.name)
    for network in index.resume.profile.links:
        yield from words(clean(network))
    yield from stop_words()
    yield from read_sound_data().common_words
    yield from HESITATIONS
    yield from lexicon_words()


def short_names(name: str) -> frozenset[str]:
    """Beginnings of the first name that are no word: "gwen" of Gwenllian."""
    first = words(clean(first_name(name)))[:1]
    everyday = read_sound_data().common_words
    return frozenset(
        part[:end]
        for part in first
        for end in range(SHORTEST_NAME, len(part))
        if part[:end] not in everyday
    )


@cache
def lexicon_words() -> frozenset[str]:
    found: set[str] = set()

    def collect(value: object) -> None:
        if isinstance(value, str):
            found.update(words(clean(value)))
        elif isinstance(value, Mapping):
            for key, inner in value.items():
                found.update(words(clean(str(key))))
                collect(inner)
        elif isinstance(value, list | tuple):
            for inner in value:
                collect(inner)

    for name in ("questions", "technologies", "themes", "dates"):
        collect(table(name))
    return frozenset(found)

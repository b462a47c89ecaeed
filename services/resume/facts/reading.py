"""What is typed in a text of this résumé: amounts, dates, names of every kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from services.models.fact import Value
from services.models.resume import Entry, Resume
from services.resume.facts.amounts import amounts
from services.resume.facts.dates import dates
from services.resume.facts.employers import without_brackets
from services.resume.facts.name_finder import NameFinder, words_of
from services.resume.facts.people import people
from services.resume.facts.residence import NOWHERE
from services.resume.names import SUFFIXES
from services.resume.reading.text import clean, words
from services.resume.reading.topics import NOT_FAMILIES, topic_id
from services.resume.reading.wordlists import table
from services.resume.sound_data import read_sound_data

TECHNICAL = ("skills", "projects", "experience", "publications", "blog")
"""Sections whose lists of technologies are names of such."""
TOWN_BEFORE = re.compile(r"[^\W\da-z][\w’'-]+(?:[ -][^\W\da-z][\w’'-]+)*, $")
"""The town before a country: the "Tromsø, " of "Tromsø, Norway"."""
SHORTEST_PLACE = 4
"""Letters from which a town's name is none of the everyday short words."""


class TextReader:
    """Reads texts of one résumé, whose names it knows."""

    def __init__(self, resume: Resume) -> None:
        entries = [e for section in resume.sections.values() for e in section]
        self._technologies = _technologies(entries)
        self._organisations = _organisations(entries)
        self._places = _places(entries, resume.profile.location)
        self._read: dict[str, tuple[Value, ...]] = {}

    def values(self, text: str) -> tuple[Value, ...]:
        """Everything typed in a text, kind by kind."""
        known = self._read.get(text)
        if known is None:
            known = self._read[text] = tuple(self._values(text))
        return known

    def _values(self, text: str) -> Iterator[Value]:
        yield from amounts(text)
        yield from dates(text)
        yield from people(text)
        spoken = words_of(text)
        for found in self._technologies.find(spoken):
            yield Value("technology", text[found.start : found.end], found.name)
        for found in self._organisations.find(spoken, capital=True):
            yield Value("organisation", text[found.start : found.end], found.name)
        for found in self._places.find(spoken, capital=True):
            town = TOWN_BEFORE.search(text, 0, found.start)
            said = text[town.start() if town else found.start : found.end]
            yield Value("place", said, said if town else found.name)


def _technologies(entries: list[Entry]) -> NameFinder:
    finder = _known_technologies().copy()
    listed = [e.technologies for e in entries if e.section in TECHNICAL]
    for name in dict.fromkeys(name for names in listed for name in names):
        finder.add(name, exact=topic_id(name) in _ambiguous() or _everyday(name))
    return finder


@cache
def _known_technologies() -> NameFinder:
    """Names of technologies, each with what it stands for."""
    finder = NameFinder()
    for family, body in table("technologies").items():
        if family in NOT_FAMILIES:
            continue
        for line in body.get("members", ()):
            name, _, aliases = line.partition(":")
            for alias in (name, *map(str.strip, aliases.split(","))):
                if _certain(alias):
                    finder.add(alias, name, exact=_everyday(alias))
    return finder


def _certain(name: str) -> bool:
    """Whether a name in running text is a technology, if the résumé lists it or not."""
    return bool(name) and topic_id(name) not in _ambiguous()


@cache
def _ambiguous() -> frozenset[str]:
    both = table("technologies")["ambiguous"]
    return frozenset(topic_id(n) for n in (*both["names"], *both["words"]))


def _everyday(name: str) -> bool:
    """Whether a name is one word that people also say otherwise."""
    parts = words(clean(name))
    return len(parts) == 1 and parts[0] in read_sound_data().common_words


def _organisations(entries: list[Entry]) -> NameFinder:
    finder = NameFinder()
    for name in dict.fromkeys(e.organization for e in entries if e.organization):
        bare = without_brackets(name)
        for form in (name, bare, SUFFIXES.sub("", bare)):
            if form:
                finder.add(form, name, exact=_everyday(form))
    return finder


def _places(entries: list[Entry], home: str) -> NameFinder:
    finder = _known_places().copy()
    for location in dict.fromkeys((home, *(e.location for e in entries))):
        for part in (location, *location.split(",")):
            if len(part.strip()) >= SHORTEST_PLACE and part.lower() not in NOWHERE:
                finder.add(part.strip())
    return finder


@cache
def _known_places() -> NameFinder:
    """Towns, regions and countries."""
    finder = NameFinder()
    for body in table("places").values():
        for name in (body["title"], *body["words"]):
            if len(name) >= SHORTEST_PLACE:
                finder.add(name, name if name[0].isupper() else name.title())
    for name in table("countries")["names"]:
        finder.add(name)
    return finder

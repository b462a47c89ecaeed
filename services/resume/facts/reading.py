"""What is typed in a text of this résumé: amounts, dates, names of every kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from services.models.fact import Value
from services.models.resume import Entry, Resume
from services.resume.facts.amounts import amounts
from services.resume.facts.dates import dates
from services.resume.facts.employers import BRACKET
from services.resume.facts.name_finder import NameFinder
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

    def values(self, text: str) -> tuple[Value, ...]:
        """Everything typed in a text, kind by kind."""
        return tuple(self._values(text))

    def technologies(self, text: str) -> tuple[Value, ...]:
        found = self._technologies.find(text)
        return tuple(Value("technology", text[p.start : p.end], p.name) for p in found)

    def _values(self, text: str) -> Iterator[Value]:
        yield from amounts(text)
        yield from dates(text)
        yield from people(text)
        yield from self.technologies(text)
        for place in self._organisations.find(text, capital=True):
            yield Value("organisation", text[place.start : place.end], place.name)
        for place in self._places.find(text, capital=True):
            town = TOWN_BEFORE.search(text, 0, place.start)
            said = text[town.start() if town else place.start : place.end]
            yield Value("place", said, said if town else place.name)


def _technologies(entries: list[Entry]) -> NameFinder:
    finder = NameFinder()
    known, ambiguous = _known_technologies()
    for entry in entries:
        if entry.section in TECHNICAL:
            for name in entry.technologies:
                everyday = topic_id(name) in ambiguous or _everyday(name)
                finder.add(name, exact=everyday)
    for alias, name in known:
        if topic_id(alias) not in ambiguous:
            finder.add(alias, name, exact=_everyday(alias))
    return finder


@cache
def _known_technologies() -> tuple[tuple[tuple[str, str], ...], frozenset[str]]:
    """Names and other names with what they stand for; those that are also words."""
    found: list[tuple[str, str]] = []
    for family, body in table("technologies").items():
        if family in NOT_FAMILIES:
            continue
        for line in body.get("members", ()):
            name, _, aliases = line.partition(":")
            every = (name, *(alias.strip() for alias in aliases.split(",")))
            found += [(alias, name) for alias in every if alias]
    both = table("technologies")["ambiguous"]
    ambiguous = frozenset(topic_id(n) for n in (*both["names"], *both["words"]))
    return tuple(found), ambiguous


def _everyday(name: str) -> bool:
    """Whether a name is one word that people also say otherwise."""
    parts = words(clean(name))
    return len(parts) == 1 and parts[0] in read_sound_data().common_words


def _organisations(entries: list[Entry]) -> NameFinder:
    finder = NameFinder()
    for name in dict.fromkeys(e.organization for e in entries if e.organization):
        bare = BRACKET.sub(" ", name).strip()
        for form in (name, bare, SUFFIXES.sub("", bare)):
            if form:
                finder.add(form, name, exact=_everyday(form))
    return finder


def _places(entries: list[Entry], home: str) -> NameFinder:
    finder = NameFinder()
    for location in dict.fromkeys((home, *(e.location for e in entries))):
        for part in (location, *location.split(",")):
            if len(part.strip()) >= SHORTEST_PLACE and part.lower() not in NOWHERE:
                finder.add(part.strip())
    for name, country in _known_places():
        finder.add(name, country)
    return finder


@cache
def _known_places() -> tuple[tuple[str, str], ...]:
    """Towns, regions and countries, each with itself as the plain name."""
    found = []
    for body in table("places").values():
        for name in (body["title"], *body["words"]):
            if len(name) >= SHORTEST_PLACE:
                found.append((name, name if name[0].isupper() else name.title()))
    found += [(name, name) for name in table("countries")["names"]]
    return tuple(dict.fromkeys(found))

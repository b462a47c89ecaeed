"""A résumé prepared for being compared: which facts state which words."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from services.fit.rarity import telling_share
from services.fit.words import phrases, table
from services.language.english import Token, akin, telling, tokens
from services.models.fact import Fact, Kind
from services.models.resume import Entry, Resume
from services.resume.facts.career import Career, career_of
from services.resume.facts.extraction import facts_of
from services.resume.index import Index, build_index

NO_STATEMENT = (Kind.DATE, Kind.LINK, Kind.CONTACT, Kind.COUNT)
NAMING = (Kind.TITLE, Kind.ORGANIZATION)
WORDS_KEPT = 4096
"""Words of advertisements whose facts are kept: they ask for the same things."""
BY_MEANING = 0.6
"""What a fact counts that has a word of the same meaning, and not the word."""
JOINT = re.compile(r"[\s-]+")
NAME = re.compile(
    r"[A-Z][\w-]*(?:\s+(?:and|of|in|for|&)\s+[A-Z][\w-]*|\s+[A-Z][\w-]*){2,6}"
)
"""A name of three words or more, written with capitals."""
FEWEST_LETTERS = 3
"""Of a name's first letters: ATP is of the holder of an Airline Transport Pilot …."""
START = 5
"""Letters that kin begin with alike."""
OTHERS = ("references",)
"""Sections in which others speak: what they say is no fact of the person's own."""


@dataclass(frozen=True, slots=True)
class Cover:
    """How much of some words one entry states, and by which facts.

    `share` is of the words' weight in 0..1 for the best single fact with its entry's
    name, `together` for the whole entry.
    """

    share: float
    together: float
    facts: tuple[Fact, ...]
    entry: str = ""


class Stated:
    """One résumé's facts by the words that they state. Holds nothing of an advert."""

    def __init__(self, resume: Resume, today: date) -> None:
        self.resume = resume
        self.career: Career = career_of(resume, today)
        self.index: Index = build_index(resume)
        entries = [e for section in resume.sections.values() for e in section]
        self.entries: dict[str, Entry] = {e.id: e for e in entries}
        found = facts_of(resume, today)
        self.derived = tuple(f for f in found.all if f.derived)
        self.facts = tuple(f for f in found.all if not f.derived and _states(f))
        self.by_entry: dict[str, list[int]] = defaultdict(list)
        self._holders: dict[str, set[int]] = defaultdict(set)
        for at, fact in enumerate(self.facts):
            self.by_entry[fact.entry].append(at)
            for token in tokens(as_compounds(fact.text)):
                for key in token.keys:
                    self._holders[key].add(at)
            for short in (*acronyms(fact.text), *short_forms(fact.text)):
                self._holders[short].add(at)
        self._by_start: dict[str, list[str]] = defaultdict(list)
        for key in self._holders:
            self._by_start[key[:START]].append(key)
        self._bearing = lru_cache(WORDS_KEPT)(self._bearers_of)
        self.topics_by_fact: dict[str, frozenset[str]] = {}

    def bearers(self, token: Token) -> Mapping[int, float]:
        """The positions of the facts that have a word, its kin or its meaning.

        Each with what it counts: a word of the same meaning is not the word itself.
        """
        by_kin = not (token.named and len(token.text) < START)
        return self._bearing(token.stem, token.keys, by_kin)

    def _bearers_of(
        self, stem: str, keys: frozenset[str], by_kin: bool
    ) -> Mapping[int, float]:
        """As `bearers`, by what of a word counts."""
        found = {
            at: BY_MEANING for key in keys - {stem} for at in self._holders.get(key, ())
        }
        kin = {stem}
        if by_kin:
            start = self._by_start.get(stem[:START], ())
            kin |= {other for other in start if akin(stem, other)}
        for key in kin:
            found |= dict.fromkeys(self._holders.get(key, ()), 1.0)
        # Facts that fit alike are told in the order of the résumé.
        return dict(sorted(found.items()))

    def weight(self, token: Token) -> float:
        """How much a word tells: the rarer in this résumé, the more."""
        rare = math.log(2 + len(self.facts) / (1 + len(self.bearers(token))))
        return rare * telling_share(token.lower, token.stem)

    def covers(
        self,
        wanted: Iterable[Token],
        *sections: str,
        worth: Mapping[str, float] | None = None,
    ) -> list[Cover]:
        """The entries that state some of the words, the best first.

        `worth` is what a stem counts, where that is not 1.
        """
        words = list(wanted)
        weights = [self.weight(t) * (worth or {}).get(t.stem, 1.0) for t in words]
        whole = sum(weights)
        if not whole:
            return []
        shares: dict[int, float] = defaultdict(float)
        entries: dict[str, float] = defaultdict(float)
        for token, weight in zip(words, weights, strict=True):
            self._add(self.bearers(token), weight / whole, shares, entries)
        return self._sorted(shares, entries, sections)

    def _add(
        self,
        bearers: Mapping[int, float],
        share: float,
        shares: dict[int, float],
        entries: dict[str, float],
    ) -> None:
        """Add one word: to the facts that have it, and to all of what it names."""
        own: dict[str, float] = {}
        named: dict[str, float] = {}
        for at, counts in bearers.items():
            fact = self.facts[at]
            entry = fact.entry or f"#{at}"
            own[entry] = max(own.get(entry, 0.0), counts)
            if fact.kind in NAMING and fact.entry:
                named[entry] = max(named.get(entry, 0.0), counts)
            shares[at] += counts * share
        for entry, counts in own.items():
            entries[entry] += counts * share
        for entry, counts in named.items():
            for at in self.by_entry[entry]:
                shares[at] += max(0.0, counts - bearers.get(at, 0.0)) * share

    def _sorted(
        self,
        shares: dict[int, float],
        per_entry: dict[str, float],
        sections: tuple[str, ...],
    ) -> list[Cover]:
        best: dict[str, list[int]] = defaultdict(list)
        for at in shares:
            fact = self.facts[at]
            if not sections or fact.about in sections:
                best[fact.entry or f"#{at}"].append(at)
        found = []
        for entry, positions in best.items():
            ordered = sorted(positions, key=lambda at: (-shares[at], at))
            facts = tuple(self.facts[at] for at in ordered[:2])
            top = shares[ordered[0]]
            own = entry if not entry.startswith("#") else ""
            found.append(Cover(top, max(top, per_entry.get(entry, top)), facts, own))
        return sorted(found, key=lambda c: (-c.share, -c.together))


def acronyms(text: str) -> list[str]:
    """The first letters of names in several words: "cka" of a certified … …."""
    runs = [run[0].split() for run in NAME.finditer(text)]
    whole = [
        "".join(word[0] for word in run if word[0].isupper()).lower() for run in runs
    ]
    return [
        name[:end] for name in whole for end in range(FEWEST_LETTERS, len(name) + 1)
    ]


def short_forms(text: str) -> list[str]:
    """The letters that names in a text are as often written with: "rn"."""
    return [short for short in table("short_forms") if _spelled(short).search(text)]


def shortened(text: str) -> str:
    """The text with such names as their letters."""
    for short in table("short_forms"):
        text = _spelled(short).sub(short.upper(), text)
    return text


def _spelled(short: str) -> re.Pattern[str]:
    return phrases("short_forms", short)


def _states(fact: Fact) -> bool:
    """Whether a fact states something of the person: no wish, no other's word."""
    if fact.kind in NO_STATEMENT or fact.about in OTHERS:
        return False
    return not phrases("facts", "wishes").search(fact.text)


def as_compounds(text: str) -> str:
    """The text with "on call" and the like as one word."""
    return phrases("compounds", "phrases").sub(lambda m: JOINT.sub("", m[0]), text)


def content(text: str) -> list[Token]:
    """The words of an advertisement that tell what is asked for, each once."""
    light = light_words()
    found: dict[str, Token] = {}
    for token in tokens(as_compounds(shortened(text))):
        said = token.lower
        if said in light or token.stem in found or not telling(token):
            continue
        if not (said.isdigit() or "'" in said or "’" in said):
            found[token.stem] = token
    return list(found.values())


def light_words() -> frozenset[str]:
    return frozenset(table("light")["words"].split())

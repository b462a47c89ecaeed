"""Makes evidence of the facts that a model was given, each with its entry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from services.grounding.claim import Claim, claim_of
from services.grounding.denial import OF_WHICH
from services.grounding.evidence import (
    LISTED,
    PROSE,
    Evidence,
    Person,
    names_of,
    text_of,
)
from services.grounding.times import months_between, times_of
from services.language.english import keys_of, table
from services.language.quantities import Number
from services.models.fact import Amount, Fact, Kind
from services.models.resume import Entry, Profile

CURRENCIES = frozenset(("dollar", "euro", "pound"))
OBJECTS = {"he": "him", "she": "her"}
SUMMED = (Kind.ORDER, Kind.COUNT, Kind.TOTAL)
"""Kinds of facts that are computed from several entries."""
SHARED = 2
"""Other entries that may share a word which is still theirs; more, and it is common."""
MOST_CITED = 8
TO_THE_MONTH = re.compile(r"[A-Za-z]{3}|\d-\d\d\b")


def person_of(profile: Profile, facts: Sequence[Fact]) -> Person:
    """The owner's pronouns, from what others say of the owner if nowhere else."""
    subject = profile.pronouns[0]
    if subject not in OBJECTS:
        quotes = " ".join(f.text.lower() for f in facts if f.kind is Kind.QUOTE)
        counts = {
            one: len(re.findall(rf"\b(?:{words})\b", quotes))
            for one, words in (("he", "he|him|his"), ("she", "she|her"))
        }
        subject = (
            max(counts, key=lambda one: counts[one]) if any(counts.values()) else ""
        )
    names = frozenset(profile.name.lower().split())
    if subject in OBJECTS:
        subjects, objects = frozenset((subject,)), frozenset((OBJECTS[subject],))
        return Person(subject, subjects, objects, names)
    everybody = frozenset((*OBJECTS, "they"))
    return Person("he", everybody, frozenset(("him", "her", "them")), names)


class EvidenceReader:
    """Reads facts as evidence, by their positions."""

    def __init__(
        self,
        facts: Sequence[Fact],
        entries: Mapping[str, Entry],
        profile: Profile,
        today: date,
    ) -> None:
        self._facts = facts
        self._entries = entries
        self.person = person_of(profile, facts)
        self._profile = keys_of(f"{profile.headline} {profile.location}")
        self._today = today
        self._told: dict[str, set[str]] = {}
        for fact in facts:
            if not fact.derived:
                stems = {word.stem for word in claim_of(fact.text).words}
                self._told.setdefault(fact.entry, set()).update(stems)

    def read(self, place: int, places: Sequence[int]) -> Evidence:
        """A fact as evidence, with those of the `places` that go along with it."""
        fact = self._facts[place]
        entry = self._entries.get(fact.entry)
        beside = [self._facts[p] for p in places if p != place]
        few = len(places) <= MOST_CITED
        beside = [other for other in beside if self._goes_along(other, fact, few=few)]
        told = claim_of(text_of(fact))
        if not fact.derived:  # a title may deny: "Alerts Nobody Ignores"
            told = replace(told, denials=claim_of(fact.text).denials)
        others = tuple(claim_of(text_of(other)) for other in beside)
        names = keys_of(names_of(entry)) if entry else frozenset()
        own = _own(fact)
        keys = own | names | told.denied
        if fact.kind in PROSE or not fact.entry:
            keys |= self._profile
        keys = keys.union(*map(_own, beside), *(other.denied for other in others))
        if entry:
            keys |= keys_of(_around(entry))
        if any(number.unit in CURRENCIES for number in told.numbers):
            keys |= keys_of("money")
        counted = [n for claim in (told, *others) for n in claim.numbers]
        counted += [*_computed((fact, *beside)), *_share(told), *self._length(entry)]
        return Evidence(
            position=place,
            fact=fact,
            entry=entry,
            person=self.person,
            told=told,
            beside=others,
            keys=keys,
            own=own,
            names=names,
            headline=self._profile,
            elsewhere=self._elsewhere(place, places) - keys,
            times=times_of(fact, entry),
            numbers=tuple(counted),
            near=self._near(fact, places) if few else frozenset(),
            cited=tuple(claim_of(text_of(self._facts[p])) for p in places)
            if few
            else (),
            apart=self._apart(places) if few else (),
        )

    def _near(self, fact: Fact, places: Sequence[int]) -> frozenset[str]:
        """Words of what the chosen facts say of a highlight's entry as a whole."""
        facts = [self._facts[p] for p in places if fact.kind is Kind.HIGHLIGHT]
        of_it = (f for f in facts if f.entry == fact.entry and f.kind is Kind.SUMMARY)
        return frozenset[str]().union(*map(_own, of_it))

    def _apart(self, places: Sequence[int]) -> tuple[int, ...]:
        """The months between any two beginnings or ends of the facts' entries."""
        entries = {self._facts[p].entry: None for p in places}
        periods = [
            e.period for i in entries if (e := self._entries.get(i)) and e.period
        ]
        ends = [d for p in periods for d in (p.start, p.end) if d]
        return tuple(
            months_between(min(two), max(two)) - 1 for two in combinations(ends, 2)
        )

    def _elsewhere(self, place: int, places: Sequence[int]) -> frozenset[str]:
        """What is told of other entries, and what others of a few facts tell."""
        entry = self._facts[place].entry
        others = Counter(
            stem
            for other, told in self._told.items()
            if other != entry
            for stem in told
        )
        found = frozenset(stem for stem, times in others.items() if times <= SHARED)
        found -= self._told.get(entry, set())
        if len(places) > MOST_CITED:
            return found
        beside = [claim_of(text_of(self._facts[p])) for p in places if p != place]
        return found.union(word.stem for claim in beside for word in claim.words)

    def _goes_along(self, other: Fact, fact: Fact, *, few: bool) -> bool:
        """Whether a listed fact is told along with one of its entry.

        With a computed fact, which may name several, only where `few` are cited.
        """
        if other.derived and few and not fact.derived:
            return self._names(other, fact)
        if other.kind not in LISTED or not fact.entry:
            return False
        entry = self._entries.get(other.entry)
        organization = entry.organization if entry else ""
        names = bool(organization) and organization in fact.text
        if fact.derived and fact.kind is not Kind.TENURE:
            return few and (names or other.entry == fact.entry)
        return other.entry == fact.entry

    def _names(self, other: Fact, fact: Fact) -> bool:
        """Whether what is computed tells of a fact's entry by name."""
        entry = self._entries.get(fact.entry)
        name = (entry.organization or entry.title) if entry else ""
        return bool(name) and name in other.text and other.kind in SUMMED

    def _length(self, entry: Entry | None) -> list[Number]:
        """How many months an entry lasted, or lasts until today."""
        period = entry.period if entry else None
        if period is None or period.start is None:
            return []
        end = self._today if period.ongoing else period.end
        if end is None or not TO_THE_MONTH.search(period.text):
            return []
        return [Number(0, 0, months_between(period.start, end), "months")]


def _own(fact: Fact) -> frozenset[str]:
    if fact.derived:
        return keys_of(fact.sentence.replace("ran at the same time", ""))
    return keys_of(f"{fact.text} {fact.sentence}")


def _around(entry: Entry) -> str:
    """What may be said of an entry beside its names: its section, place and time."""
    section = table("section").get(entry.section, entry.section)
    time = entry.period.text if entry.period else ""
    return f"{section} {entry.location} {time}"


def _computed(facts: Iterable[Fact]) -> Iterable[Number]:
    """Lengths, counts, shares in percent, and the points between two percentages."""
    for fact in facts:
        for amount in (value.data for value in fact.values):
            if not isinstance(amount, Amount):
                continue
            if fact.derived:
                unit = "months" if amount.unit == "month" else ""
                yield Number(0, 0, amount.number, unit)
            if amount.other and amount.relation == "share":
                yield Number(0, 0, 100 * amount.number / amount.other, "%")
            if amount.other and amount.relation == "change" and amount.unit == "%":
                yield Number(0, 0, abs(amount.number - amount.other), "points")


def _share(claim: Claim) -> list[Number]:
    """The share in percent of "22 dogs, of which 19"."""
    plain = [number for number in claim.numbers if not number.unit]
    if len(plain) != 2 or not OF_WHICH.search(claim.text):
        return []
    less, more = sorted(number.value for number in plain)
    return [Number(0, 0, 100 * less / more, "%")] if more else []

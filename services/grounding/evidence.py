"""A fact as claims are read against it: its text, and what its entry adds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from services.grounding.claim import Claim, claim_of
from services.grounding.dates import Times, months_between, times_of
from services.grounding.numbers import Number
from services.grounding.words import keys_of, load_words
from services.models.fact import Amount, Fact, Kind
from services.models.resume import Entry

LISTED = frozenset(
    (
        Kind.TITLE,
        Kind.ORGANIZATION,
        Kind.DATE,
        Kind.PLACE,
        Kind.KEYWORD,
        Kind.COURSE,
        Kind.LEVEL,
        Kind.SCORE,
        Kind.FIELD,
        Kind.TENURE,
        Kind.LINK,
    )
)
"""Facts that may be told in one breath with any other of their entry."""


CURRENCIES = frozenset(("dollar", "euro", "pound"))
OF_WHICH = re.compile(r"\bof (?:which|whom|them|these)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Person:
    """The owner's pronouns."""

    subject: str
    object: str
    possessive: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact with all that may be said along with it.

    `keys` are the words of the fact and of its entry's name, role, place and time;
    `own` those of the fact alone. `told` is the fact's text, read as a claim, and
    `beside` the texts of the cited facts that may be told with it.
    """

    position: int
    fact: Fact
    entry: Entry | None
    told: Claim
    beside: tuple[Claim, ...]
    keys: frozenset[str]
    own: frozenset[str]
    names: frozenset[str]
    """Words of the entry's title, organisation and role."""
    times: Times
    numbers: tuple[Number, ...]
    person: Person

    @property
    def listed(self) -> bool:
        return self.fact.kind in LISTED

    @property
    def texts(self) -> tuple[Claim, ...]:
        return (self.told, *self.beside)


def evidence_of(
    position: int,
    fact: Fact,
    entries: Mapping[str, Entry],
    beside: Sequence[Fact],
    today_months: Mapping[str, int],
    profile: str,
    person: Person,
) -> Evidence:
    entry = entries.get(fact.entry)
    told = claim_of(_joined(fact))
    others = tuple(claim_of(_joined(other)) for other in beside)
    names = keys_of(names_of(entry)) if entry else frozenset()
    own = keys_of(f"{fact.text} {fact.sentence}")
    keys = own | names | keys_of(profile)
    keys = keys.union(*(keys_of(f"{o.text} {o.sentence}") for o in beside))
    if entry:
        keys |= keys_of(_around(entry))
    if any(number.unit in CURRENCIES for number in told.numbers):
        keys |= keys_of("money")
    keys = keys.union(told.denied, *(other.denied for other in others))
    counted = [n for claim in (told, *others) for n in claim.numbers]
    counted += _lengths((fact, *beside))
    counted += _shares((fact, *beside))
    counted += _of_which(told)
    if entry and entry.id in today_months:
        counted.append(Number(0, 0, today_months[entry.id], "months"))
    return Evidence(
        position,
        fact,
        entry,
        told,
        others,
        keys,
        own,
        names,
        times_of(fact, entry),
        tuple(counted),
        person,
    )


def _joined(fact: Fact) -> str:
    """The text of a fact; of what is computed and of a bare name, its sentence."""
    return fact.sentence if fact.derived or fact.kind in LISTED else fact.text


def names_of(entry: Entry) -> str:
    return f"{entry.title}. {entry.organization}. {entry.role}"


def _around(entry: Entry) -> str:
    """What may be said of an entry beside its names: its section, place and time."""
    sections = load_words().sections
    time = entry.period.text if entry.period else ""
    return f"{sections.get(entry.section, entry.section)} {entry.location} {time}"


def _lengths(facts: Iterable[Fact]) -> list[Number]:
    """Numbers of computed facts, in months where they are lengths of time."""
    found: list[Number] = []
    for fact in facts:
        for value in fact.values:
            if fact.derived and isinstance(value.data, Amount):
                unit = "months" if value.data.unit == "month" else ""
                found.append(Number(0, 0, value.data.number, unit))
    return found


def _shares(facts: Iterable[Fact]) -> list[Number]:
    """Shares in percent, and the points between two percentages."""
    found: list[Number] = []
    for fact in facts:
        for value in fact.values:
            amount = value.data
            if not isinstance(amount, Amount) or not amount.other:
                continue
            if amount.relation == "share":
                found.append(Number(0, 0, 100 * amount.number / amount.other, "%"))
            elif amount.relation == "change" and amount.unit == "%":
                step = abs(amount.number - amount.other)
                found.append(Number(0, 0, step, "points"))
    return found


def _of_which(claim: Claim) -> list[Number]:
    """The share in percent of "22 dogs, of which 19"."""
    plain = [n for n in claim.numbers if not n.unit]
    if len(plain) != 2 or not OF_WHICH.search(claim.text):
        return []
    less, more = sorted(n.value for n in plain)
    return [Number(0, 0, 100 * less / more, "%")] if more else []


def lengths_of(entries: Mapping[str, Entry], today: object) -> dict[str, int]:
    """How many months each entry lasted, or lasts until `today`."""
    found: dict[str, int] = {}
    for entry in entries.values():
        period = entry.period
        if period is None or period.start is None:
            continue
        end = today if period.ongoing else period.end
        if end and re.search(r"[A-Za-z]{3}|\d-\d\d\b", period.text):
            found[entry.id] = months_between(period.start, end)  # type: ignore[arg-type]
    return found

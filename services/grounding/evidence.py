"""A fact as claims are read against it: its text, and what its entry adds."""

from __future__ import annotations

from dataclasses import dataclass

from services.grounding.claim import Claim
from services.grounding.times import Times
from services.language.quantities import Number
from services.models.fact import Fact, Kind
from services.models.resume import Entry

LISTED = frozenset(
    (
        Kind.TITLE,
        Kind.ORGANIZATION,
        Kind.DATE,
        Kind.PLACE,
        Kind.AMOUNT,
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
PROSE = frozenset((Kind.HIGHLIGHT, Kind.SUMMARY, Kind.PROFILE, Kind.QUOTE))
"""Facts that are sentences, and may be told in other words."""
SPANS = ("experience", "volunteer", "education")
"""Sections whose entries last."""


@dataclass(frozen=True, slots=True)
class Person:
    """The words for the owner; where no pronouns are known, all of them."""

    pronoun: str
    subjects: frozenset[str]
    objects: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact with all that may be said along with it.

    `told` is the fact's text, read as a claim, and `beside` the texts of the cited
    facts that may be told with it.
    """

    position: int
    fact: Fact
    entry: Entry | None
    person: Person
    told: Claim
    beside: tuple[Claim, ...]
    keys: frozenset[str]
    """Words of the fact, those beside it, and of its entry's name, place and time."""
    own: frozenset[str]
    """Words of the fact alone."""
    names: frozenset[str]
    """Words of the entry's title, organisation and role."""
    headline: frozenset[str]
    """Words of the profile's headline and place."""
    elsewhere: frozenset[str]
    """Stems of what is told of other entries, and not of this one."""
    times: Times
    numbers: tuple[Number, ...]
    near: frozenset[str] = frozenset()
    """Words of what is cited of its entry as a whole, if it is a highlight."""
    cited: tuple[Claim, ...] = ()
    """The texts of all the facts that are cited, if they are few."""
    apart: tuple[int, ...] = ()
    """Months between the beginnings or ends of the cited facts' entries."""

    @property
    def listed(self) -> bool:
        return self.fact.kind in LISTED

    @property
    def texts(self) -> tuple[Claim, ...]:
        return (self.told, *self.beside)

    @property
    def denied(self) -> frozenset[str]:
        """Stems of what the fact denies."""
        return frozenset(key for text in self.texts for key in text.denied)


def names_of(entry: Entry) -> str:
    return f"{entry.title}. {entry.organization}. {entry.role}"


def text_of(fact: Fact) -> str:
    """The text of a fact; of what is computed and of a bare name, its sentence."""
    return fact.sentence if fact.derived or fact.kind in LISTED else fact.text

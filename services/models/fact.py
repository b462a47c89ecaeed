"""What a résumé says, one thing at a time, with what is typed in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

ValueKind = Literal[
    "date",
    "span",
    "amount",
    "place",
    "person",
    "organisation",
    "technology",
    "degree",
    "level",
]
Relation = Literal["", "range", "change", "share"]


class Kind(StrEnum):
    """What a fact is; the kinds from TENURE on are computed, not written."""

    PROFILE = "profile"
    """A sentence that the owner says about himself or herself."""
    SUMMARY = "summary"
    HIGHLIGHT = "highlight"
    KEYWORD = "keyword"
    COURSE = "course"
    QUOTE = "quote"
    """A sentence that somebody else says, in a reference."""
    LINK = "link"
    CONTACT = "contact"
    TITLE = "title"
    """A role at an employer, or the name of a project, an award, a language."""
    ORGANIZATION = "organization"
    """Who awarded, issued, published or ordered it."""
    DATE = "date"
    PLACE = "place"
    AMOUNT = "amount"
    SCORE = "score"
    LEVEL = "level"
    FIELD = "field"
    """Anything else that the owner wrote, under a name of its own."""
    TENURE = "tenure"
    EMPLOYER = "employer"
    PROMOTION = "promotion"
    OVERLAP = "overlap"
    GAP = "gap"
    ORDER = "order"
    TOTAL = "total"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what it counts: 4.1 million euros a year, 9 of 11 cases.

    `other` is the lower end of a `range`, what it was before a `change`, or the
    whole of a `share`. `bound` is the word before it: "more than", "about", "up to".
    """

    number: float
    unit: str = ""
    """`%`, `euro`, `ms`, or the words counted: "cardiac patients"."""
    per: str = ""
    """ "year" of "a year"."""
    bound: str = ""
    other: float | None = None
    relation: Relation = ""


@dataclass(frozen=True, slots=True)
class Level:
    """How well somebody does a thing: `rank` grows, within its `scale` only."""

    scale: Literal["language", "skill"]
    rank: float


@dataclass(frozen=True, slots=True)
class Value:
    """Something typed in a fact's text.

    `data` is a pair of first and last day for a date or span (None where it is open),
    an Amount, a Level, the name of the study level for a degree ("master"), and the
    plain name for the others.
    """

    kind: ValueKind
    text: str
    data: object = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that can be said."""

    id: str
    """The same after a restart, whatever other entries there are."""
    entry: str
    """The id of the entry that it belongs to; empty for the person."""
    path: str
    """Where it stands in the résumé: `work[0].highlights[2]`."""
    text: str
    """As the résumé has it."""
    sentence: str
    """As it is said aloud."""
    kind: Kind
    values: tuple[Value, ...] = ()
    derived: bool = False
    about: str = ""
    """The section of its entry; `profile` for the person."""

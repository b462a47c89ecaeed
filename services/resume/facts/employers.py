"""Employers: all roles at one of them joined, and the promotions among them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from services.models.resume import Entry, Resume
from services.resume.entries import slug
from services.resume.facts.months import Months, total
from services.resume.facts.stints import Stint, stint
from services.resume.reading.text import clean, words

JOBS = "experience"
LEGAL_FORMS = frozenset(
    """inc incorporated llc llp lp ltd limited gmbh mbh ag ab as asa oy plc corp
    corporation co company sa sas sarl srl spa bv nv kg ug se pty pvt
    """.split()
)
SAME_WORD = {"saint": "st", "sankt": "st", "and": ""}
POSSESSIVE = re.compile(r"['’`]s\b")
BRACKET = re.compile(r"\s*\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Promotion:
    """A later role at the same employer."""

    before: Stint
    after: Stint


@dataclass(frozen=True, slots=True)
class Employer:
    """One employer with every role held there, in the order they began."""

    key: str
    """The name as a part of an id: `ferrum-motive`."""
    name: str
    """As the newest role writes it."""
    roles: tuple[Entry, ...]
    """The undated ones last."""
    stints: tuple[Stint, ...]
    promotions: tuple[Promotion, ...]

    @property
    def months(self) -> int:
        """Months in any of the roles, each counted once."""
        return total(s.span for s in self.stints)

    @property
    def ongoing(self) -> bool:
        return any(s.ongoing for s in self.stints)

    @property
    def approximate(self) -> bool:
        return any(s.approximate for s in self.stints)

    @property
    def bounds(self) -> Months | None:
        """From the first month to the last; None where no role is dated."""
        if not self.stints:
            return None
        return Months(
            min(s.bounds.first for s in self.stints),
            max(s.bounds.last for s in self.stints),
        )

    @property
    def first(self) -> date | None:
        """The first day at the employer."""
        return self.bounds.start if self.bounds else None

    @property
    def last(self) -> date | None:
        """The last day; None while it goes on or where no role is dated."""
        return self.bounds.end if self.bounds and not self.ongoing else None


def employers(resume: Resume, today: date, section: str = JOBS) -> tuple[Employer, ...]:
    """The employers, the one that somebody came to first standing first."""
    groups: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in resume.sections.get(section, ()):
        groups[employer_key(entry.organization) or f"#{entry.id}"].append(entry)
    found = [_employer(key, roles, today) for key, roles in groups.items()]
    return tuple(sorted(found, key=_by_start))


@lru_cache(maxsize=4096)
def employer_key(name: str) -> str:
    """What is the same for one employer however it is written.

    "St. Brendan's Hospital", "Saint Brendans Hospital" and "St Brendan's Hospital
    (Cardiology)" are one; so are "Acme, Inc." and "ACME".
    """
    plain = POSSESSIVE.sub("s", clean(without_brackets(name)))
    parts = [SAME_WORD.get(word, word) for word in words(plain)]
    if parts[:1] == ["the"]:
        parts = parts[1:]
    while len(parts) > 1 and parts[-1] in LEGAL_FORMS:
        parts.pop()
    return slug(" ".join(filter(None, parts)))


def without_brackets(name: str) -> str:
    """A name without what is in brackets: "Rye & Sons" of "Rye & Sons (Pastry)"."""
    return BRACKET.sub("", name).strip() or name


def _by_start(employer: Employer) -> tuple[bool, int]:
    bounds = employer.bounds
    return bounds is None, bounds.first if bounds else 0


def _employer(key: str, roles: Iterable[Entry], today: date) -> Employer:
    roles = list(roles)
    dated = [s for entry in roles if (s := stint(entry, today))]
    dated.sort(key=lambda s: (s.bounds.first, s.bounds.last))
    known = {s.entry.id for s in dated}
    undated = [entry for entry in roles if entry.id not in known]
    newest = dated[-1].entry if dated else roles[0]
    return Employer(
        key=key.removeprefix("#"),
        name=without_brackets(newest.organization),
        roles=(*(s.entry for s in dated), *undated),
        stints=tuple(dated),
        promotions=tuple(_promotions(dated)),
    )


def _promotions(stints: list[Stint]) -> Iterable[Promotion]:
    for before, after in pairwise(stints):
        renamed = clean(before.entry.role) != clean(after.entry.role)
        named = before.entry.role and after.entry.role
        later = after.bounds.first > before.bounds.first
        inside = after.bounds.last <= before.bounds.last and not after.ongoing
        if named and renamed and later and not inside:
            yield Promotion(before, after)

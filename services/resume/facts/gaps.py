"""What ran at the same time in a career, and the months when no job did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from services.models.resume import Entry
from services.resume.facts.employers import employer_key
from services.resume.facts.months import (
    Months,
    between,
    common,
    month_number,
    union,
)
from services.resume.facts.stints import Stint

LEAST_MONTHS = 2
"""One shared month is a handover, one free month a holiday."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two entries that ran at the same time; `first` began first."""

    first: Stint
    second: Stint
    span: Months

    @property
    def approximate(self) -> bool:
        return self.first.approximate or self.second.approximate

    @property
    def ongoing(self) -> bool:
        return self.first.ongoing and self.second.ongoing


@dataclass(frozen=True, slots=True)
class Gap:
    """Months without a job, and what else ran then."""

    span: Months
    before: Stint
    """The job that ended last before it."""
    after: Stint | None
    """The job that ended it; None where it lasts until today."""
    filled_by: tuple[Entry, ...]
    approximate: bool


def overlaps(stints: Sequence[Stint], others: Sequence[Stint]) -> tuple[Overlap, ...]:
    """Pairs of a stint and another one that share at least two months, in order."""
    own = {s.entry.id for s in stints}
    every = {s.entry.id: s for s in (*stints, *others)}
    line = sorted(every.values(), key=lambda s: (s.span.first, s.bounds.first))
    found: list[Overlap] = []
    for at, one in enumerate(line):
        for other in islice(line, at + 1, None):
            first, last = other.span.first, min(one.span.last, other.span.last)
            if first + LEAST_MONTHS - 1 > one.span.last:
                break
            enough = last - first + 1 >= LEAST_MONTHS
            if enough and (one.entry.id in own or other.entry.id in own):
                found.append(Overlap(one, other, Months(first, last)))
    return tuple(sorted(found, key=lambda o: (o.span.first, -len(o.span))))


def same_employer(overlap: Overlap) -> bool:
    one, other = overlap.first.entry, overlap.second.entry
    return employer_key(one.organization) == employer_key(other.organization) != ""


def gaps(
    jobs: Sequence[Stint], others: Iterable[Stint], today: date
) -> tuple[Gap, ...]:
    """The months between jobs, and after the last one, at least two of them."""
    if not jobs:
        return ()
    others = tuple(others)
    stretches = list(between((s.bounds for s in jobs), LEAST_MONTHS))
    end = union(s.bounds for s in jobs)[-1].last
    since = Months(end + 1, month_number(today))
    if len(since) >= LEAST_MONTHS:
        stretches.append(since)
    return tuple(_gap(each, jobs, others) for each in stretches)


def _gap(span: Months, jobs: Sequence[Stint], others: Sequence[Stint]) -> Gap:
    earlier = [s for s in jobs if s.bounds.last < span.first]
    before = max(earlier, key=lambda s: s.bounds.last)
    later = [s for s in jobs if s.bounds.first > span.last]
    after = min(later, key=lambda s: s.bounds.first, default=None)
    filled = tuple(s.entry for s in others if common(s.bounds, span))
    rough = before.approximate or (after is not None and after.approximate)
    return Gap(span, before, after, filled, rough)

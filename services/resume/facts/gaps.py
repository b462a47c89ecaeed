"""What ran at the same time in a career, and the months when no job did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

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
    """Pairs of a stint and another one that share at least two months, in order.

    With `others` the same as `stints`, each pair comes once.
    """
    found: dict[frozenset[str], Overlap] = {}
    for one in stints:
        for other in others:
            pair = frozenset((one.entry.id, other.entry.id))
            both = common(one.span, other.span)
            if len(pair) < 2 or pair in found or both is None:
                continue
            if len(both) >= LEAST_MONTHS:
                first, second = sorted((one, other), key=lambda s: s.bounds.first)
                found[pair] = Overlap(first, second, both)
    return tuple(sorted(found.values(), key=lambda o: (o.span.first, -len(o.span))))


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

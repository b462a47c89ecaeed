"""How long one entry of the résumé lasted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.models.resume import Entry, Period
from services.resume.facts.dates import is_single
from services.resume.facts.months import Months, month_number
from services.resume.periods import ATOM

MIDDLE_OF_YEAR = 6
"""July: the month that a bare year is taken to mean where a span starts."""


@dataclass(frozen=True, slots=True)
class Stint:
    """One entry's time.

    `span` is what a person would count: 2012 to 2016 is about four years, so a bare
    year stands for its middle. `bounds` goes from the first January to the last
    December that the words allow.
    """

    entry: Entry
    span: Months
    bounds: Months
    ongoing: bool
    approximate: bool
    """Whether a date is only a year or a part of one."""
    single: bool = False
    """Whether only one date is known, so that it has no length."""

    @property
    def months(self) -> int:
        return len(self.span)


def stint(entry: Entry, today: date) -> Stint | None:
    """The entry's time until `today`; None where it has no start.

    An end that is still to come ("2024 – 2027") counts until today, and what has not
    begun has no month yet.
    """
    period = entry.period
    if period is None or period.start is None:
        return None
    now = month_number(today)
    first = month_number(period.start)
    last = now if period.ongoing else month_number(period.end or period.start)
    starts_rough, ends_rough = _rough(period)
    span = _counted(Months(first, max(first, last)), starts_rough, ends_rough)
    ahead = last > now and not (ends_rough and last // 12 == now // 12)
    return Stint(
        entry,
        span=Months(span.first, min(span.last, now)),
        bounds=Months(first, max(first, min(last, now))),
        ongoing=period.ongoing or ahead,
        approximate=starts_rough or ends_rough,
        single=is_single(period),
    )


def stints(entries: Iterable[Entry], today: date) -> tuple[Stint, ...]:
    """The stints of the entries that have one, in the order in which they began."""
    found = [s for entry in entries if (s := stint(entry, today))]
    return tuple(sorted(found, key=lambda s: (s.bounds.first, s.bounds.last)))


def _counted(bounds: Months, starts_rough: bool, ends_rough: bool) -> Months:
    if bounds.first // 12 == bounds.last // 12:
        return bounds
    first, last = bounds.first, bounds.last
    if starts_rough and first % 12 == 0:
        first += MIDDLE_OF_YEAR
    if ends_rough and last % 12 == 11:
        last -= MIDDLE_OF_YEAR
    return Months(first, max(first, last))


def is_rough(period: Period) -> bool:
    """Whether one of its dates is known to no month."""
    return any(_rough(period))


def _rough(period: Period) -> tuple[bool, bool]:
    """Whether the start and the end are known to no month."""
    dates = [m for m in ATOM.finditer(period.text) if not m["now"]]
    if not dates:
        return False, False
    first, last = dates[0], dates[-1]
    return _no_month(first), not period.ongoing and _no_month(last)


def _no_month(atom: re.Match[str]) -> bool:
    return any(atom[group] for group in ("year", "from", "span", "year_q"))

"""When a fact was, and whether a date that a sentence names is one of its."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from services.language.days import Said, dates
from services.models.fact import Fact, Kind
from services.models.resume import Entry

SPANS = ("experience", "volunteer", "education", "projects")
TIMELESS = frozenset(
    (Kind.TITLE, Kind.DATE, Kind.TENURE, Kind.PLACE, Kind.ORGANIZATION, Kind.EMPLOYER)
)
"""Facts of which any time within their entry is true."""


@dataclass(frozen=True, slots=True)
class Times:
    """When a fact was: the dates in its own text, and the time of its entry."""

    own: tuple[Said, ...]
    start: date | None
    end: date | None
    ongoing: bool
    exact: bool
    """Whether the entry's time names months."""
    known: bool
    spans: bool
    """Whether it is something that lasts, and not the day of an award."""
    timeless: bool

    @property
    def single(self) -> bool:
        return bool(
            self.start and self.end and self.start.year == self.end.year and self.known
        )


def times_of(fact: Fact, entry: Entry | None) -> Times:
    mixed = fact.derived and fact.kind not in (Kind.TENURE, Kind.EMPLOYER)
    period = entry.period if entry and not mixed else None
    own = () if fact.kind is Kind.DATE else dates(fact.text)
    text = period.text if period else ""
    exact = bool(re.search(r"[A-Za-z]{3}(?<!ent)|\d{4}[-./]\d\d?\b", _no_now(text)))
    return Times(
        own,
        period.start if period else None,
        period.end if period else None,
        bool(period and period.ongoing),
        exact,
        period is not None,
        bool(entry and entry.section in SPANS),
        fact.kind in TIMELESS or (fact.derived and not own),
    )


def _no_now(text: str) -> str:
    return re.sub(r"(?i)present|now|current|today|ongoing|since|until|from", "", text)


def wrong_date(mention: Said, times: Times) -> str:
    """Why a date is not one of a fact's, or nothing."""
    own = times.own
    if mention.end_of == "since":
        if times.known and not times.ongoing and times.spans:
            return "is over"
        own = tuple(held for held in own if held.end_of == "since")
    if any(_same(mention, held) for held in own):
        return ""
    if times.own and not times.timeless:
        return "another date"
    if not times.known:
        return "no date is known"
    fits = _fits(mention, times)
    return "" if fits else f"not its {mention.end_of or 'time'}"


def _fits(mention: Said, times: Times) -> bool:
    """Whether a date is where it says in the time of the entry: its start, its end."""
    match mention.end_of:
        case "since":
            return _starts(mention, times) and (times.ongoing or not times.spans)
        case "start":
            return _starts(mention, times)
        case "end":
            return _ends(mention, times)
        case "before":
            return bool(times.start and times.start < mention.first)
        case "after":
            return bool(times.end and times.end > mention.last) or times.ongoing
        case _:
            return _at(mention, times)


def _same(mention: Said, own: Said) -> bool:
    inside = mention.first <= own.first and own.last <= mention.last
    ends = {mention.end_of, own.end_of} & {"start", "end", "since"}
    opposite = "end" in ends and len(ends) > 1
    return (inside and not opposite and mention.end_of not in ("before", "after")) or (
        inside and mention.end_of == own.end_of
    )


def _starts(mention: Said, times: Times) -> bool:
    fine = times.exact or mention.days > 300
    return bool(times.start and mention.first <= times.start <= mention.last and fine)


def _ends(mention: Said, times: Times) -> bool:
    fine = times.exact or mention.days > 300
    return bool(times.end and mention.first <= times.end <= mention.last and fine)


def _at(mention: Said, times: Times) -> bool:
    if _starts(mention, times) or _ends(mention, times):
        return times.timeless or times.single
    if not times.timeless or times.start is None:
        return False
    if not times.exact and mention.days < 300:
        return False
    last = times.end or (date.max if times.ongoing else times.start)
    return times.start <= mention.first and mention.last <= last


def months_between(start: date, end: date) -> int:
    """Months that a time lasts, the first and the last included."""
    return (end.year - start.year) * 12 + end.month - start.month + 1

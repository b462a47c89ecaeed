"""Dates of a sentence, and whether they are those of what it tells of."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from services.models.fact import Fact, Kind
from services.models.resume import Entry

MONTHS = (
    "january february march april may june july august september october november "
    "december"
).split()
SPANS = ("experience", "volunteer", "education", "projects")
PARTS = {"early": 1, "mid": 5, "late": 9}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
NAMES = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS).replace(
    "sep(", "sept?("
)
DATE = re.compile(
    rf"\b(?:(?:(?P<d1>\d\d?)(?:st|nd|rd|th)?\s(?:of\s)?)?(?P<month>{NAMES})\.?"
    rf"(?:\s(?P<d2>\d\d?)(?:st|nd|rd|th)?)?,?\s(?:of\s)?"
    rf"|(?P<season>{'|'.join(SEASONS)})\s(?:of\s)?"
    rf"|(?P<part>early|mid|late)[\s-](?:in\s)?)?(?P<year>(?:19|20)\d\d)\b"
    rf"(?!\s?(?:%|euro|dollar|pound))(?:[-/](?P<mm>0[1-9]|1[0-2])\b)?",
    re.IGNORECASE,
)
MONEY = re.compile(r"[$€£]\s?$")
START = re.compile(
    r"\b(?:since|from|between|start\w*|began|begun|begin\w*|join\w*|hired|opened"
    r"|became|founded|launch\w*)\b(?:\s+\w+){0,4}?\s*$",
    re.IGNORECASE,
)
SINCE = re.compile(r"\bsince\s*(?:early |late |mid-?)?$", re.IGNORECASE)
END = re.compile(
    r"\b(?:until|till|through|end(?:ed|ing)|left|leav\w+|finish\w*|graduat\w*|complet\w*"
    r"|clos\w+)\b(?:\s+\w+){0,4}?\s*$",
    re.IGNORECASE,
)
RANGE = re.compile(r"^\s*(?:to|until|till|through|and|–|—|-)\s*$")
BEFORE = re.compile(r"\bbefore\s*$", re.IGNORECASE)
AFTER = re.compile(r"\bafter\s*$", re.IGNORECASE)
TIMELESS = frozenset(
    (Kind.TITLE, Kind.DATE, Kind.TENURE, Kind.PLACE, Kind.ORGANIZATION, Kind.EMPLOYER)
)
"""Facts of which any time within their entry is true."""


@dataclass(frozen=True, slots=True)
class Said:
    """A date of a sentence: the days it may mean, and which end of a time it tells."""

    start: int
    end: int
    first: date
    last: date
    end_of: str
    """ "start", "end", "since", "before", "after" or "" for at some time."""

    @property
    def days(self) -> int:
        return (self.last - self.first).days


def dates(text: str) -> tuple[Said, ...]:
    """The dates of a text in order."""
    found: list[Said] = []
    opened = False
    for match in DATE.finditer(text):
        if MONEY.search(text, 0, match.start()):
            continue
        first, last = _days(match)
        before = text[max(0, match.start() - 48) : match.start()]
        before = re.split(r"[,;.:()]", before)[-1]
        end_of = _end_of(before)
        if found and opened and RANGE.match(text[found[-1].end : match.start()]):
            end_of = "end"
        elif _begins_range(text, match.end()):
            end_of = "start"
        opened = end_of in ("start", "since")
        found.append(Said(match.start(), match.end(), first, last, end_of))
    return tuple(found)


def _begins_range(text: str, end: int) -> bool:
    after = DATE.search(text, end)
    return bool(after and RANGE.match(text[end : after.start()])) and not (
        text[end : after.start()].strip() == "and" if after else False
    )


def _end_of(before: str) -> str:
    if SINCE.search(before):
        return "since"
    if BEFORE.search(before):
        return "before"
    if AFTER.search(before):
        return "after"
    if END.search(before):
        return "end"
    return "start" if START.search(before) else ""


def _days(match: re.Match[str]) -> tuple[date, date]:
    year = int(match["year"])
    if match["mm"]:
        return _month(year, int(match["mm"]), 1)
    if match["season"]:
        return _month(year, SEASONS[match["season"].lower()], 3)
    if match["part"]:
        return _month(year, PARTS[match["part"].lower()], 4)
    if not match["month"]:
        return date(year, 1, 1), date(year, 12, 31)
    number = next(
        n for n, name in enumerate(MONTHS, 1) if name[:3] == match["month"][:3].lower()
    )
    day = match["d1"] or match["d2"]
    if day and 1 <= int(day) <= monthrange(year, number)[1]:
        return date(year, number, int(day)), date(year, number, int(day))
    return _month(year, number, 1)


def _month(year: int, number: int, length: int) -> tuple[date, date]:
    over = number + length - 1
    year_end, last = (year + 1, over - 12) if over > 12 else (year, over)
    return date(year, number, 1), date(year_end, last, monthrange(year_end, last)[1])


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


def wrong_date(said: Said, times: Times) -> str:
    """Why a date is not one of a fact's, or nothing."""
    own = times.own
    if said.end_of == "since":
        if times.known and not times.ongoing and times.spans:
            return "is over"
        own = tuple(held for held in own if held.end_of == "since")
    if any(_same(said, held) for held in own):
        return ""
    if times.own and not times.timeless:
        return "another date"
    if not times.known:
        return "no date is known"
    fits = {
        "since": _starts(said, times) and (times.ongoing or not times.spans),
        "start": _starts(said, times),
        "end": _ends(said, times),
        "before": bool(times.start and times.start < said.first),
        "after": bool(times.end and times.end > said.last) or times.ongoing,
        "": _at(said, times),
    }[said.end_of]
    return "" if fits else f"not its {said.end_of or 'time'}"


def _same(said: Said, held: Said) -> bool:
    inside = said.first <= held.first and held.last <= said.last
    ends = {said.end_of, held.end_of} & {"start", "end", "since"}
    opposite = "end" in ends and len(ends) > 1
    return (inside and not opposite and said.end_of not in ("before", "after")) or (
        inside and said.end_of == held.end_of
    )


def _starts(said: Said, times: Times) -> bool:
    fine = times.exact or said.days > 300
    return bool(times.start and said.first <= times.start <= said.last and fine)


def _ends(said: Said, times: Times) -> bool:
    fine = times.exact or said.days > 300
    return bool(times.end and said.first <= times.end <= said.last and fine)


def _at(said: Said, times: Times) -> bool:
    if _starts(said, times) or _ends(said, times):
        return times.timeless or times.single
    if not times.timeless or times.start is None:
        return False
    if not times.exact and said.days < 300:
        return False
    last = times.end or (date.max if times.ongoing else times.start)
    return times.start <= said.first and said.last <= last


def months_between(start: date, end: date) -> int:
    """Months that a time lasts, the first and the last included."""
    return (end.year - start.year) * 12 + end.month - start.month + 1

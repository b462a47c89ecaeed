"""Dates of a sentence, and whether they are those of what it tells of."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

MONTHS = (
    "january february march april may june july august september october november "
    "december"
).split()
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
    r"\b(?:until|till|through|(?:is|was) over"
    r"|end(?:ed|ing)|left|leav\w+|finish\w*|graduat\w*|complet\w*"
    r"|clos\w+)\b(?:\s+\w+){0,4}?\s*$",
    re.IGNORECASE,
)
RANGE = re.compile(r"^\s*(?:to|until|till|through|and|–|—|-)\s*$")
BEFORE = re.compile(r"\bbefore\s*$", re.IGNORECASE)
AFTER = re.compile(r"\bafter\s*$", re.IGNORECASE)


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

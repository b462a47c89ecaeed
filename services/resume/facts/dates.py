"""Dates named inside a text: "moved to Epic in 2020", "June 2019 to May 2021"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.models.fact import Value
from services.models.resume import Period
from services.resume.periods import ATOM, YEAR, read_period

QUICK = re.compile(rf"\b{YEAR}\b")
LINK = re.compile(r"\s*(?:to|until|till|through|bis|hasta|–|—|-)\s*", re.IGNORECASE)
WITH_YEAR = ("name_year", "span_year", "year_q", "year", "from", "iso", "slash")
NUMBER_BEHIND = re.compile(r"\s?(?:%|[€$£]|euros?\b|dollars?\b)", re.IGNORECASE)


def dates(text: str) -> tuple[Value, ...]:
    """The dates and spans of a text that name a year, in order."""
    if not QUICK.search(text):
        return ()
    return tuple(_dates(text))


def date_value(period: Period) -> Value:
    """The time of an entry as a value."""
    pair = (period.start, None if period.ongoing else period.end)
    return Value("date" if is_single(period) else "span", period.text, pair)


def _dates(text: str) -> Iterator[Value]:
    atoms = [m for m in ATOM.finditer(text) if m["now"] or _is_date(m, text)]
    at = 0
    while at < len(atoms):
        one = atoms[at]
        after = atoms[at + 1] if at + 1 < len(atoms) else None
        at += 1
        if one["now"]:
            continue
        end = one.end()
        linked = after and LINK.fullmatch(text[end : after.start()])
        if after and linked:
            end = after.end()
            at += 1
        said = text[one.start() : end].strip(" ,.")
        if period := read_period(said):
            yield date_value(period)


def _is_date(match: re.Match[str], text: str) -> bool:
    """Whether a year is named; a bare month ("may") is too often a word."""
    if not any(match[group] for group in WITH_YEAR):
        return False
    before = text[: match.start()]
    in_number = before.endswith(("$", "€", "£", "#"))
    return not in_number and not NUMBER_BEHIND.match(text, match.end())


def is_single(period: Period) -> bool:
    """Whether it is one date: a day, a month, a year."""
    if period.ongoing or period.start is None or period.end is None:
        return False
    return len([m for m in ATOM.finditer(period.text) if not m["from"]]) == 1

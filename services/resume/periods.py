"""Dates as people write them ("Sep 2025 – Present"), read as a Period."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date

from services.models.resume import Period

MAX_TEXT_CHARS = 120
MONTHS = (
    "jan january januar enero ene janvier janv",
    "feb february februar febrero février fév fevrier",
    "mar march märz marzo mars mär",
    "apr april abril abr avril avr",
    "may mai mayo",
    "jun june juni junio juin",
    "jul july juli julio juillet juil",
    "aug august agosto ago août aout",
    "sep sept september septiembre septembre",
    "oct october oktober okt octubre octobre",
    "nov november noviembre novembre",
    "dec december dezember dez diciembre dic décembre déc decembre",
)
MONTH_NUMBER = {name: n for n, names in enumerate(MONTHS, 1) for name in names.split()}
SHOWN = {n: names.split()[0].capitalize() for n, names in enumerate(MONTHS, 1)}
SPANS = {
    "spring": (3, 3),
    "summer": (6, 3),
    "autumn": (9, 3),
    "fall": (9, 3),
    "winter": (12, 3),
    "early": (1, 4),
    "mid": (5, 4),
    "late": (9, 4),
    "q1": (1, 3),
    "q2": (4, 3),
    "q3": (7, 3),
    "q4": (10, 3),
    "h1": (1, 6),
    "h2": (7, 6),
}
"""Part of a year to its first month and its length in months."""
WHOLE_YEAR = (1, 12)

NAME = "|".join(sorted(MONTH_NUMBER, key=len, reverse=True))
YEAR = r"(?:19|20)\d\d"
ATOM = re.compile(
    rf"""(?P<iso>\b{YEAR}-(?:0[1-9]|1[0-2])(?:-(?:[0-2]\d|3[01])
      (?:T[\d:.]*(?:Z|[+-]\d\d:?\d\d)?)?)?(?!\d))
    |\b(?P<ymd>{YEAR}(?:\.(?:1[0-2]|0?[1-9])(?:\.(?:[12]\d|3[01]|0?[1-9]))?(?![\d.])
      |/(?:1[0-2]|0?[1-9])/(?:[12]\d|3[01]|0?[1-9])(?!\d)|[/][1-9](?!\d)
      |-[1-9](?:-(?:[12]\d|3[01]|0?[1-9]))?(?!\d)
      |\s?年(?:\s?(?:1[0-2]|0?[1-9])\s?月(?:\s?(?:[12]\d|3[01]|0?[1-9])\s?日)?)?))
    |\b(?P<from>{YEAR})\s?[-–—/]\s?(?P<to>\d\d)(?!\d)
    |\b(?P<slash>(?:\d\d?[./])?\d\d?[./]{YEAR})\b
    |(?:\b(?P<day1>\d\d?)(?:st|nd|rd|th|\.)?\s(?:of\s|de\s)?)?
     \b(?P<name>{NAME})\b\.?
     (?:\s(?P<day2>\d\d?)(?:st|nd|rd|th)?(?!\d))?
     (?:(?:,|\sde)?\s?(?:(?P<name_year>{YEAR})\b|'(?P<name_yy>\d\d)\b))?
    |\b(?P<span>{"|".join(SPANS)})[\s-](?:of\s)?(?P<span_year>{YEAR})\b
    |\b(?P<year_q>{YEAR})[\s-](?P<q>[qh][1-4])\b
    |\b(?P<year>{YEAR})(?!\d)
    |\b(?P<now>present|now|current(?:ly)?|today|ongoing|date|heute|jetzt|laufend
      |actualidad|actual|presente|hoy|aujourd'hui|présent|maintenant|actuel|atual
      |oggi|heden|nu|至今|目前|现在|現在)\b""",
    re.IGNORECASE | re.VERBOSE,
)
ENDS_EARLIER = "the dates end before they begin"
AHEAD = "lies in the future: left out"
OPEN_START = re.compile(r"^\W*(?:until|till|up to|bis|hasta|jusqu|[-–—])", re.I)
OPEN_END = re.compile(r"^\W*(?:since|from|seit|desde|depuis)\b|[-–—]\W*$", re.I)

Days = tuple[date | None, date | None]


def read_period(text: str) -> Period | None:
    """Read "Sep 2025 – Present"; None for a text that names no time."""
    text = " ".join(text.split())
    atoms = _atoms(text)
    if not atoms:
        return None
    ongoing = any(match["now"] for match in atoms)
    start, end = _reach(atoms, ongoing=ongoing)
    if len(atoms) == 1 and not ongoing:
        if OPEN_END.search(text):
            end, ongoing = None, True
        elif OPEN_START.search(text):
            start = None
    if start and end and end < start:
        # Which of the two is the slip, nobody but the owner knows.
        return None
    return Period(text, start, end, ongoing) if start or end or ongoing else None


def _atoms(text: str) -> list[re.Match[str]]:
    """The dates and words for now in a text; none in one that is too long."""
    if len(text) > MAX_TEXT_CHARS:
        return []
    return list(ATOM.finditer(text.replace("’", "'")))


def _reach(atoms: list[re.Match[str]], *, ongoing: bool) -> Days:
    """The first day that the dates can mean, and the last of what is over."""
    year = next((y for m in reversed(atoms) if (y := _year_of(m))), None)
    days = [_days(m, year) for m in atoms if not m["now"]]
    if not days:
        return None, None
    return days[0][0], None if ongoing else days[-1][1]


def between(start: str, end: str, *, open_ended: bool) -> Period | None:
    """The Period of two fields; a missing end is today where `open_ended`.

    Of two fields of which one cannot be read, only the other is told.
    """
    first, last = read_period(start), read_period(end)
    if first is None:
        if last is None or last.end is None:
            return last and replace(last, start=None, text=readable(last.text))
        return Period(f"until {readable(end)}", None, last.end)
    text = readable(start)
    if first.start and last and last.end and last.end < first.start:
        return None
    if last is None:
        if end.strip() or not open_ended:
            return Period(text, first.start, first.end, first.ongoing)
        return Period(f"{text} – Present", first.start, None, True)
    text = f"{text} – {'Present' if last.ongoing else readable(end)}"
    return Period(readable(text), first.start, last.end, last.ongoing)


def half_read(start: str, end: str = "") -> str:
    """Why the dates of one field, or of two, are not told as written; or nothing."""
    if end:
        return ENDS_EARLIER if _turned(read_period(start), read_period(end)) else ""
    text = " ".join(start.split())
    if not text or len(text) > MAX_TEXT_CHARS:
        return "is too long to be a date" if text else ""
    atoms = _atoms(text)
    if not atoms:
        return f"{text!r} is no date that can be read"
    if read_period(text) is None:
        return ENDS_EARLIER if any(map(_year_of, atoms)) else f"{text!r} names no year"
    if any(map(_no_such_day, atoms)):
        return f"{text!r} holds a date that does not exist"
    rest = ATOM.sub(" ", text.replace("’", "'"))
    if any(char.isdecimal() for char in rest):
        return f"{text!r} is a date half read"
    return ""


def _turned(first: Period | None, last: Period | None) -> bool:
    """Whether what is read as the end lies before the beginning."""
    start = first.start if first else None
    end = last.end if last else None
    return start is not None and end is not None and end < start


def _no_such_day(match: re.Match[str]) -> bool:
    """Whether a date has a month or a day beyond the last."""
    if match["from"]:
        return int(match["to"]) < int(match["from"]) % 100 and not (
            "/" in match[0] and 1 <= int(match["to"]) <= 12
        )
    if match["name"]:
        return _no_such_named_day(match)
    if not (match["iso"] or match["ymd"] or match["slash"]):
        return False
    first, last = _days(match, None)
    if first is None or last is None:
        return False
    numbers = re.findall(r"\d+", match[0].partition("T")[0])
    longest_days = {1: 366, 2: 31, 3: 1}[min(len(numbers), 3)]
    return (last - first).days + 1 > longest_days


def _no_such_named_day(match: re.Match[str]) -> bool:
    """Whether "Feb 29 2021" is written of a month that has no such day."""
    year = _year_of(match)
    day = _day_of(match)
    if year is None or day is None:
        return False
    return not 1 <= day <= monthrange(year, MONTH_NUMBER[match["name"].lower()])[1]


def begins_later(period: Period | None, today: date) -> bool:
    """Whether what is said to have begun has not."""
    return period is not None and period.start is not None and period.start > today


def readable(text: str) -> str:
    """The text with its dates in figures as "Apr 2025", as far as they can be read.

    A range from a month to itself is that month.
    """
    shown = ATOM.sub(_shown, _known(text))
    start, _, end = shown.partition(" – ")
    return start if start == end else shown


def _known(text: str) -> str:
    """The text, or of one that is read in part, that part."""
    found = list(ATOM.finditer(text))
    if not found or not half_read(text):
        return text
    parts = [str(_year_of(m)) if _no_such_day(m) else m[0].strip() for m in found]
    return " – ".join(dict.fromkeys((parts[0], parts[-1])))


def _shown(match: re.Match[str]) -> str:
    """A date in figures by the month's name; any other as it is."""
    if not (match["iso"] or match["ymd"]):
        return match[0]
    year, *rest = (int(part) for part in re.findall(r"\d+", match[0])[:2])
    return f"{SHOWN[rest[0]]} {year}" if rest else str(year)


def _year_of(match: re.Match[str]) -> int | None:
    for group in ("name_year", "span_year", "year_q", "year", "from"):
        if match[group]:
            return int(match[group])
    if match["name_yy"]:
        return 2000 + int(match["name_yy"])
    if match["iso"] or match["ymd"]:
        return int((match["iso"] or match["ymd"])[:4])
    return int(match["slash"][-4:]) if match["slash"] else None


def _days(match: re.Match[str], year_after: int | None) -> Days:
    """First and last day that one date can mean."""
    year = _year_of(match) or year_after
    if year is None:
        return None, None
    if match["from"]:
        return _days_of_years(match, year)
    if match["iso"] or match["ymd"]:
        return _days_of_figures(match["iso"] or match["ymd"], year)
    if match["slash"]:
        return _days_of_slashes(match["slash"], year)
    if match["name"]:
        return _month(year, MONTH_NUMBER[match["name"].lower()], _day_of(match))
    span = (match["span"] or match["q"] or "").lower()
    return _span(year, *SPANS.get(span, WHOLE_YEAR))


def _day_of(match: re.Match[str]) -> int | None:
    """The day beside a month's name, if there is one."""
    text = match["day1"] or match["day2"]
    return int(text) if text else None


def _days_of_years(match: re.Match[str], year: int) -> Days:
    """Days of "2019-21", and of "2019/07", which is a month."""
    last = year // 100 * 100 + int(match["to"])
    if last < year and "/" in match[0] and 1 <= int(match["to"]) <= 12:
        return _month(year, int(match["to"]), None)
    return date(year, 1, 1), date(max(last, year), 12, 31)


def _days_of_figures(text: str, year: int) -> Days:
    """Days of "2021", "2021-03" and "2021-03-15T10:00"."""
    parts = [int(part) for part in re.findall(r"\d+", text.partition("T")[0])]
    if len(parts) == 1:
        return _span(year, *WHOLE_YEAR)
    return _month(year, parts[1], parts[2] if len(parts) > 2 else None)


def _days_of_slashes(text: str, year: int) -> Days:
    """Days of "03/2021" and "15/03/2021"; the greater number is the day."""
    parts = [int(part) for part in re.split(r"[./]", text)[:-1]]
    month, day = parts[-1], parts[0] if len(parts) > 1 else None
    if month > 12 and day is not None:
        month, day = day, month
    return _month(year, month, day)


def _month(year: int, month: int, day: int | None) -> Days:
    if not 1 <= month <= 12:
        return date(year, 1, 1), date(year, 12, 31)
    last = monthrange(year, month)[1]
    if day is not None and 1 <= day <= last:
        return date(year, month, day), date(year, month, day)
    return date(year, month, 1), date(year, month, last)


def _span(year: int, first: int, months: int) -> Days:
    ahead = first + months - 2
    year_end, month_end = year + ahead // 12, ahead % 12 + 1
    last = monthrange(year_end, month_end)[1]
    return date(year, first, 1), date(year_end, month_end, last)

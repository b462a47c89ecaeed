"""Times that a question names: "in 2022", "before 23", "the nineties", "last year"."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from services.models.answer import DateRange
from services.resume.reading.wordlists import table

SPOKEN_CENTURIES = (19, 20)


@dataclass(frozen=True, slots=True)
class When:
    """A time at the words `start` to `end`; both days count as inside."""

    start: int
    end: int
    range: DateRange


def find_when(question: Sequence[str], today: date) -> When | None:
    """The time a question asks for, if it asks for one."""
    points = list(_points(question, today))
    if not points:
        return None
    first = points[0]
    for second in points[1:]:
        if second.start - first.end <= 1 and _joined(question, first, second):
            span = DateRange(first.range.start, second.range.end)
            return When(_opening(question, first.start), second.end, span)
    if side := _on_one_side(question, first):
        return side
    following = question[first.end : first.end + 1]
    if list(following) in (["onwards"], ["onward"]):
        return When(first.start, first.end + 1, DateRange(first.range.start, None))
    return When(_opening(question, first.start), first.end, first.range)


def _on_one_side(question: Sequence[str], point: When) -> When | None:
    """All that is before, since or after a point, if a word before it says so."""
    two = tuple(question[max(0, point.start - 2) : point.start])
    before = two[-1] if two else ""
    if before in table("dates")["before"] or two in (("prior", "to"), ("up", "to")):
        day = point.range.start
        end = day - timedelta(days=1) if day else None
        return When(point.start - 1, point.end, DateRange(None, end))
    if before == "since":
        return When(point.start - 1, point.end, DateRange(point.range.start, None))
    if before in table("dates")["after"]:
        day = point.range.end
        start = day + timedelta(days=1) if day else None
        return When(point.start - 1, point.end, DateRange(start, None))
    return None


def _opening(question: Sequence[str], start: int) -> int:
    lead = table("dates")["opening"]
    while start and question[start - 1] in lead:
        start -= 1
    return start


def _joined(question: Sequence[str], first: When, second: When) -> bool:
    between = list(question[first.end : second.start])
    opening = question[max(0, first.start - 2) : first.start]
    if between and between[0] == "and":
        return "between" in opening
    return not between or between[0] in table("dates")["joins"]


def _points(question: Sequence[str], today: date) -> Iterator[When]:
    at = 0
    while at < len(question):
        if question[at] not in _time_words() and not question[at][:2].isdecimal():
            at += 1
            continue
        found = (
            _relative(question, at, today)
            or _month(question, at, today)
            or _season(question, at, today)
            or _decade(question, at)
            or _year(question, at, today)
        )
        if found:
            yield found
            at = found.end
        else:
            at += 1


@cache
def _time_words() -> frozenset[str]:
    """Every word that a time can begin with."""
    listed = table("dates")
    found = {"last", "past", "previous", "this", "recent", "a", "early", "late", "mid"}
    found.update(*(spellings.split() for spellings in listed["months"]))
    for group in ("numbers", "decades", "seasons"):
        found.update(listed.get(group, ()))
    return frozenset(found)


@cache
def _months() -> dict[str, int]:
    return {
        spelling: number
        for number, spellings in enumerate(table("dates")["months"], 1)
        for spelling in spellings.split()
    }


def whole_year(year: int) -> DateRange:
    return DateRange(date(year, 1, 1), date(year, 12, 31))


def _year(question: Sequence[str], at: int, today: date) -> When | None:
    word = question[at]
    if len(word) == 4 and word.isascii() and word.isdigit():
        year = int(word)
        return When(at, at + 1, whole_year(year)) if 1900 <= year <= 2100 else None
    if len(word) == 2 and word.isascii() and word.isdigit():
        leads = at and question[at - 1] in table("dates")["leads_year"]
        year = 2000 + int(word)
        if year > today.year + 5:
            year -= 100
        unit = question[at + 1] if at + 1 < len(question) else ""
        counts = unit in ("years", "months", "people", "projects", "of", "percent")
        return When(at, at + 1, whole_year(year)) if leads and not counts else None
    return _spoken_year(question, at)


def _number(word: str) -> int | None:
    if word.isascii() and word.isdigit() and len(word) < 4:
        return int(word)
    value: int | None = table("dates")["numbers"].get(word)
    return value


def _spoken_year(question: Sequence[str], at: int) -> When | None:
    """A year said in words, or None.

    "twenty twenty three", "nineteen ninety", "two thousand (and) five"
    """
    numbers = table("dates")["numbers"]
    head = numbers.get(question[at])
    rest = question[at + 1 : at + 4]
    if head == 2 and list(rest[:1]) == ["thousand"]:
        return _two_thousand(rest[1:], at)
    if head not in SPOKEN_CENTURIES or not rest:
        return None
    tens = numbers.get(rest[0])
    if tens is None or tens < 10:
        return None
    ones = numbers.get(rest[1]) if len(rest) > 1 else None
    if tens >= 20 and ones and ones < 10:
        return When(at, at + 3, whole_year(head * 100 + tens + ones))
    return When(at, at + 2, whole_year(head * 100 + tens))


def _two_thousand(rest: Sequence[str], at: int) -> When:
    """The year of "two thousand" with what may follow it: "and five"."""
    words = [word for word in rest if word != "and"]
    value = _number(words[0]) if words else None
    if value is None:
        return When(at, at + 2, whole_year(2000))
    end = at + 3 + len(rest) - len(words)
    return When(at, end, whole_year(2000 + value))


def _decade(question: Sequence[str], at: int) -> When | None:
    word = question[at]
    first = table("dates")["decades"].get(word)
    if first is None and word.endswith("s") and word[:-1].isdigit():
        digits = word[:-1]
        if len(digits) == 4 and digits.endswith("0"):
            first = int(digits)
        elif len(digits) == 2 and digits.endswith("0"):
            first = (1900 if int(digits) >= 40 else 2000) + int(digits)
    if first is None or not 1900 <= first <= 2090:
        return None
    return When(at, at + 1, DateRange(date(first, 1, 1), date(first + 9, 12, 31)))


def _month_number(word: str) -> int | None:
    return _months().get(word)


def _month(question: Sequence[str], at: int, today: date) -> When | None:
    month = _month_number(question[at])
    if month is None:
        return None
    after = question[at + 1 : at + 3]
    offset = 1 if after and after[0] == "of" else 0
    year = _year(question, at + 1 + offset, today) if len(after) > offset else None
    if year and year.range.start:
        return When(at, year.end, whole_month(year.range.start.year, month))
    leads = at and question[at - 1] in ("in", "since", "last", "until", "before")
    if not leads or (question[at] == "may" and question[at - 1] != "in"):
        return None
    past = today.year if month <= today.month else today.year - 1
    return When(at, at + 1, whole_month(past, month))


def _season(question: Sequence[str], at: int, today: date) -> When | None:
    """A season, named by the year it begins in, or None.

    "Summer 2024", "fall of 23", "last winter"
    """
    season = table("dates")["seasons"].get(question[at])
    if season is None:
        return None
    first = at + 2 if question[at + 1 : at + 2] == ("of",) else at + 1
    year = _year(question, first, today) if first < len(question) else None
    if year and year.range.start:
        return When(at, year.end, _three_months(year.range.start.year, season))
    if at and question[at - 1] in ("last", "this", "past"):
        begun = today >= date(today.year, season, 1)
        return When(at - 1, at + 1, _three_months(today.year - (not begun), season))
    return None


def _three_months(year: int, month: int) -> DateRange:
    end = year * 12 + month + 1
    last = whole_month(end // 12, end % 12 + 1).end
    return DateRange(date(year, month, 1), last)


def whole_month(year: int, month: int) -> DateRange:
    last = calendar.monthrange(year, month)[1]
    return DateRange(date(year, month, 1), date(year, month, last))


def _relative(question: Sequence[str], at: int, today: date) -> When | None:
    """A time counted from today, or None.

    "last year", "three years ago", "the past two years", "this month"
    """
    two = tuple(question[at : at + 2])
    if two in (("last", "year"), ("previous", "year")):
        return When(at, at + 2, whole_year(today.year - 1))
    if two == ("this", "year"):
        return When(at, at + 2, whole_year(today.year))
    if two == ("last", "month"):
        end = today.replace(day=1) - timedelta(days=1)
        return When(at, at + 2, whole_month(end.year, end.month))
    if two == ("this", "month"):
        return When(at, at + 2, whole_month(today.year, today.month))
    if two in (("last", "decade"), ("past", "decade")):
        return When(at, at + 2, DateRange(_years_before(today, 10), today))
    if two in (("recent", "years"), ("last", "years"), ("past", "years")):
        return When(at, at + 2, DateRange(_years_before(today, 3), today))
    return _ago(question, at, today) or _past(question, at, today)


def _ago(question: Sequence[str], at: int, today: date) -> When | None:
    if len(question) < at + 3 or question[at + 2] != "ago":
        return None
    count = 1 if question[at] in ("a", "one") else _number(question[at])
    if count is None or count > 90:
        return None
    if question[at + 1] in ("years", "year"):
        return When(at, at + 3, whole_year(today.year - count))
    if question[at + 1] in ("months", "month"):
        months = today.year * 12 + today.month - 1 - count
        return When(at, at + 3, whole_month(months // 12, months % 12 + 1))
    if question[at + 1] in ("decades", "decade"):
        first = today.year - 10 * count
        return When(
            at, at + 3, DateRange(date(first - 2, 1, 1), date(first + 2, 12, 31))
        )
    return None


def _past(question: Sequence[str], at: int, today: date) -> When | None:
    if question[at] not in ("last", "past") or len(question) < at + 3:
        return None
    count = _number(question[at + 1])
    if count is None or count > 90:
        return None
    if question[at + 2] in ("years", "year"):
        return When(at, at + 3, DateRange(_years_before(today, count), today))
    if question[at + 2] in ("months", "month"):
        months = today.year * 12 + today.month - 1 - count
        first = date(months // 12, months % 12 + 1, 1)
        return When(at, at + 3, DateRange(first, today))
    return None


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year - years, day=28)

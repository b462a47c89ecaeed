"""Durations as people say them: "2 years and 9 months", "about a year"."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.resume.facts.months import Months
from services.resume.reading.wordlists import table


def spoken_months(
    months: int, *, approximate: bool = False, language: str = "en"
) -> str:
    """So many months in words; whole years where the dates are not exact."""
    words = _words(language)
    if approximate and months >= 9:
        years = max(1, round(months / 12))
        return str(words["about"]).format(span=_count("year", years, words))
    years, rest = divmod(max(1, months), 12)
    parts = []
    if years:
        parts.append(_count("year", years, words))
    if rest:
        parts.append(_count("month", rest, words))
    said = f" {words['and']} ".join(parts)
    return str(words["about"]).format(span=said) if approximate else said


def spoken_day(day: date, *, year_only: bool = False, language: str = "en") -> str:
    """A day in words: "June 2019", or "2019" where only the year is known."""
    if year_only:
        return str(day.year)
    return f"{_words(language)['months'][day.month - 1]} {day.year}"


def spoken_stretch(stretch: Months, *, year_only: bool = False) -> str:
    """A stretch in words: "from June 2019 to February 2022", or "in June 2019"."""
    first = spoken_day(stretch.start, year_only=year_only)
    last = spoken_day(stretch.end, year_only=year_only)
    return f"in {first}" if first == last else f"from {first} to {last}"


def _count(unit: str, count: int, words: dict[str, Any]) -> str:
    one, several = words[unit]
    return str(one if count == 1 else several).format(n=count)


def _words(language: str) -> dict[str, Any]:
    return dict(table(f"phrases/{language}")["words"])

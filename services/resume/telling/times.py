"""When an entry was, in words."""

from __future__ import annotations

import re
from dataclasses import replace

from services.models.resume import Period
from services.resume.facts.spans import spoken_day

WITH_MONTH = re.compile(r"[A-Za-z]{3} \d{4}")


def when(period: Period | None) -> str:
    """The time of a period, or empty.

    "from June 2019 to February 2022", "since March 2022", "in 2021"
    """
    if period is None:
        return ""
    if period.start is None:
        return f"until {_last(period)}" if period.end else ""
    first = spoken_day(period.start, year_only=_only_years(period))
    if period.ongoing:
        return f"since {first}"
    last = _last(period) or first
    return f"in {first}" if first == last else f"from {first} to {last}"


def dates(period: Period | None) -> str:
    """The time of a period, for use after a name: "June 2019 to February 2022"."""
    return when(period).removeprefix("from ").removeprefix("in ")


def in_years(period: Period | None) -> Period | None:
    """The period without its months."""
    if period is None:
        return None
    start = period.start and period.start.replace(month=1, day=1)
    end = period.end and period.end.replace(month=12, day=31)
    return replace(period, start=start, end=end, text="")


def _last(period: Period) -> str:
    if period.end is None:
        return ""
    return spoken_day(period.end, year_only=_only_years(period))


def _only_years(period: Period) -> bool:
    """Whether no month is known."""
    start, end = period.start, period.end
    starts = start is None or (start.month, start.day) == (1, 1)
    ends = end is None or (end.month, end.day) == (12, 31)
    written = period.text.replace("Present", "")
    return starts and ends and not WITH_MONTH.search(written)

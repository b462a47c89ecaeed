"""Where somebody lived, worked or studied at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.models.resume import Entry
from services.resume.facts.career import Career
from services.resume.facts.employers import JOBS
from services.resume.facts.months import Months, common, month_number

NOWHERE = frozenset("remote online hybrid virtual worldwide anywhere".split())
Why = Literal["lives", "worked", "studied", "volunteered", "was"]
WHY: dict[str, Why] = {
    JOBS: "worked",
    "education": "studied",
    "volunteer": "volunteered",
}


@dataclass(frozen=True, slots=True)
class Stay:
    """A place at a time; `entry` is None for where somebody lives today."""

    place: str
    why: Why
    span: Months | None
    entry: Entry | None = None
    ongoing: bool = False
    approximate: bool = False


def stays(career: Career) -> tuple[Stay, ...]:
    """Every place with a time, the earliest first; today's home last."""
    found = [
        Stay(
            s.entry.location,
            WHY.get(s.entry.section, "was"),
            s.bounds,
            s.entry,
            s.ongoing,
            s.approximate,
        )
        for s in career.stints
        if s.entry.location and s.entry.location.lower() not in NOWHERE
    ]
    if home := career.resume.profile.location:
        found.append(Stay(home, "lives", None, ongoing=True))
    return tuple(found)


def stays_at(career: Career, first: date, last: date) -> tuple[Stay, ...]:
    """The places of the days from `first` to `last`; home only where that is today."""
    asked = Months(month_number(first), month_number(last))
    today = month_number(career.today)
    return tuple(
        stay
        for stay in stays(career)
        if (
            common(stay.span, asked) is not None
            if stay.span
            else asked.first <= today <= asked.last
        )
    )

"""Stretches of whole months, counted as people count them: both ends included."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise


@dataclass(frozen=True, slots=True, order=True)
class Months:
    """From one month to another, each as year times twelve and month."""

    first: int
    last: int

    def __len__(self) -> int:
        return max(0, self.last - self.first + 1)

    @property
    def start(self) -> date:
        return first_day(self.first)

    @property
    def end(self) -> date:
        return last_day(self.last)


def month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def first_day(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def last_day(number: int) -> date:
    year, month = number // 12, number % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def common(one: Months, other: Months) -> Months | None:
    """The months that both hold, if there are any."""
    both = Months(max(one.first, other.first), min(one.last, other.last))
    return both if len(both) else None


def union(stretches: Iterable[Months]) -> tuple[Months, ...]:
    """The months that any holds, as stretches apart from each other, in order."""
    merged: list[Months] = []
    for each in sorted(s for s in stretches if len(s)):
        if merged and each.first <= merged[-1].last + 1:
            last = max(merged[-1].last, each.last)
            merged[-1] = Months(merged[-1].first, last)
        else:
            merged.append(each)
    return tuple(merged)


def total(stretches: Iterable[Months]) -> int:
    """How many months there are, each counted once."""
    return sum(map(len, union(stretches)))


def between(stretches: Iterable[Months], least: int) -> tuple[Months, ...]:
    """The stretches of at least `least` months that no one covers in the middle."""
    merged = union(stretches)
    found = (
        Months(before.last + 1, after.first - 1) for before, after in pairwise(merged)
    )
    return tuple(gap for gap in found if len(gap) >= least)

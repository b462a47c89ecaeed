"""Figures nobody wrote down, but that follow: how long a post lasted, by how much."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from services.llm.ground import Ground, Unit
from services.llm.quantities import Moment, Quantity

NOT_A_STAY = re.compile(
    r"\b(?:by|within|in|every|each|after|last|past|earlier|ago|sav\w+|cut\w*) "
    r"(?:\w+ )?$",
    re.IGNORECASE,
)
STAY = re.compile(
    r"\b(?:(?:years?|months?) (?:long )?(?:at|with|in)\b|spen[dt]\w*|stay\w*|work\w*"
    r"|serv\w+|was|been|role|job|were|with|position|tenure|stint|intern\w*|long|held"
    r"|last(?:ed|ing)|tim\w+|term|course|stretch|joined)\b",
    re.IGNORECASE,
)
NEARLY = re.compile(r"\b(?:nearly|almost|close to|just under|under)$", re.IGNORECASE)
OVER = re.compile(r"\b(?:over|more than|above|beyond|at least|just over)$", re.I)
CHANGE = re.compile(
    r"[^,;]{0,20}(?:\bto\b|instead of|rather than|→|\bdown\b|\bup\b)[^,;]{0,20}",
    re.IGNORECASE,
)
ROUND_MONTHS = 3
"""How far `three years` may be from the months that they round."""
WHOLE = 0.006
ABOUT = 0.08
REACH = 20


def is_stay(amount: Quantity, text: str, ground: Ground, today: date) -> bool:
    """Whether an amount of months or years is how long the entry lasted."""
    before = text[max(0, amount.start - REACH) : amount.start].rstrip() + " "
    if amount.unit not in ("mo", "y") or not ground.dates:
        return False
    if NOT_A_STAY.search(before) or not STAY.search(text):
        return False
    months = amount.value * (12 if amount.unit == "y" else 1)
    fewest, most = months_of(ground, today)
    if NEARLY.search(before.rstrip()):
        return months - 8 <= most and fewest < months
    if OVER.search(before.rstrip()):
        return months <= most and fewest < months + 12
    slack = ROUND_MONTHS if amount.unit == "y" and months % 6 == 0 else 0
    slack *= 2 if amount.hedged else 1
    return fewest - slack <= months <= most + slack


def months_of(ground: Ground, today: date) -> tuple[int, int]:
    start, end = ground.dates[0], ground.dates[-1]
    if ground.ongoing:
        end = Moment(today.year, today.month, 0, 0)
    elif len(ground.dates) < 2:
        return (0, 0)
    years = (end.year - start.year) * 12
    fewest = years + (end.month or 1) - (start.month or 12)
    return max(0, fewest), years + (end.month or 12) - (start.month or 1) + 1


def is_change(amount: Quantity, units: Sequence[Unit]) -> bool:
    """Whether it is what two figures of one statement come to: the step between
    them, how many times, or by how many percent.
    """
    return any(
        _close(amount, value, rounded)
        for unit in units
        for old, new in steps(unit)
        for kind, value, rounded in _outcomes(old, new)
        if kind == amount.unit
    )


def steps(unit: Unit) -> Iterator[tuple[Quantity, Quantity]]:
    for one, other in pairwise(unit.quantities):
        if one.unit and other.unit and one.unit != other.unit:
            continue
        if CHANGE.fullmatch(unit.text[one.end : other.start]):
            yield one, other


def _outcomes(old: Quantity, new: Quantity) -> Iterator[tuple[str, float, bool]]:
    kind = old.unit or new.unit
    low, high = sorted((old.value, new.value))
    yield kind, high - low, False
    if low:
        yield "x", high / low, True
    for whole in (old.value, new.value):
        if whole:
            yield "%", 100 * (high - low) / whole, True


def _close(amount: Quantity, value: float, rounded: bool) -> bool:
    if amount.hedged:
        return abs(amount.value - value) <= ABOUT * value
    allowed = 0.5 if rounded else WHOLE * value
    return abs(amount.value - value) <= allowed

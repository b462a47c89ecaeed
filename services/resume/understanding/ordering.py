"""Which of the hits come first, and how many: the latest paper, the top two."""

from __future__ import annotations

from services.models.resume import FactValue
from services.resume.degrees import rank
from services.resume.understanding import filters as by
from services.resume.understanding.finding import Situation

ONE = 1
MEASURES = ("citations", "downloads", "stars", "users", "views")
"""What owners count beside an entry: the "most" cited has the most."""


def ordered(situation: Situation, hits: tuple[int, ...]) -> tuple[tuple[int, ...], int]:
    """The hits in the order asked for, and how many to show."""
    orders = situation.reading.values("order")
    limit = _limit(situation)
    if not hits:
        return hits, limit
    if orders:
        return _in_order(orders[0], hits, situation), limit
    if situation.context.fresh and situation.reading.has("section"):
        return _nth(situation, hits), limit
    return hits, limit


def _in_order(
    order: str, hits: tuple[int, ...], situation: Situation
) -> tuple[int, ...]:
    """The hits in this order, or those that it leaves: "current", "previous"."""
    index = situation.index
    match order:
        case "newest":
            return by.newest_first(hits, index)
        case "previous":
            return _previous(hits, situation)
        case "oldest":
            return _oldest(hits, situation)
        case "current":
            return _current(hits, situation)
        case "longest":
            return _longest(hits, situation)
        case "shortest":
            return _longest(hits, situation)[::-1]
        case "highest":
            return tuple(sorted(hits, key=lambda i: -rank(index.degrees[i])))
        case _:
            return _best(hits, situation)


def _previous(hits: tuple[int, ...], situation: Situation) -> tuple[int, ...]:
    """Those that have ended; where all have, all but the latest."""
    recent = by.newest_first(hits, situation.index)
    over = tuple(i for i in recent if not _ongoing(situation, i))
    return over if len(over) < len(recent) else recent[1:] or recent


def _longest(hits: tuple[int, ...], situation: Situation) -> tuple[int, ...]:
    return tuple(sorted(hits, key=lambda i: -days_of(situation, i)))


def _nth(situation: Situation, hits: tuple[int, ...]) -> tuple[int, ...]:
    """The one asked for, by when it began: "her second job"; all without a number."""
    marks = situation.reading.of("ordinal")
    at = int(marks[0].value) if len(marks) == 1 else 0
    return _oldest(hits, situation)[at - 1 : at] or hits if at > 0 else hits


def _limit(situation: Situation) -> int:
    """How many cards: "latest paper" is one, "latest papers" several, "top two" two."""
    reading = situation.reading
    numbers = {"one": 1, "two": 2, "three": 3, "four": 4}
    for mark in reading.of("order"):
        beside = (*reading.words[mark.end : mark.end + 1], reading.word_before(mark))
        if said := next((w for w in beside if w in numbers or w in tuple("1234")), ""):
            return numbers.get(said) or int(said)
        if mark.value in ("current", "best") and not _singular(situation):
            return 4
        if mark.value != "current":
            return ONE if _singular(situation) else 4
    return 4


def _singular(situation: Situation) -> bool:
    """Whether the section noun stands in the singular, or there is none."""
    reading = situation.reading
    nouns = [*reading.of("section"), *reading.of("topic")]
    for mark in nouns:
        word = reading.words[mark.end - 1]
        if word.endswith("s") and not word.endswith(("ss", "us", "is")):
            return False
    return True


def _oldest(hits: tuple[int, ...], situation: Situation) -> tuple[int, ...]:
    entries = situation.index.entries
    dated = {i for i in hits if (p := entries[i].period) and p.start}
    undated = [i for i in hits if i not in dated]

    def start(i: int) -> tuple[int, int]:
        period = entries[i].period
        day = period.start if period and period.start else by.DUSK
        return day.toordinal(), i

    return (*sorted(dated, key=start), *undated)


def _current(hits: tuple[int, ...], situation: Situation) -> tuple[int, ...]:
    entries = situation.index.entries
    now = tuple(i for i in hits if (p := entries[i].period) and p.ongoing)
    return (
        by.newest_first(now or hits[:0], situation.index)
        or by.newest_first(hits, situation.index)[:1]
    )


def _ongoing(situation: Situation, position: int) -> bool:
    period = situation.index.entries[position].period
    return bool(period and period.ongoing)


def days_of(situation: Situation, position: int) -> int:
    period = situation.index.entries[position].period
    if period is None or period.start is None:
        return 0
    end = situation.today if period.ongoing else period.end or period.start
    return (end - period.start).days


def _number(value: FactValue | None) -> int:
    return int(value) if isinstance(value, str) and value.isdigit() else 0


def _best(hits: tuple[int, ...], situation: Situation) -> tuple[int, ...]:
    entries, recency = situation.index.entries, situation.index.recency

    most = "most" in situation.reading.words

    def key(i: int) -> tuple[int, bool, bool, int]:
        number = most * max(map(_number, map(entries[i].facts.get, MEASURES)))
        return -number, not entries[i].featured, not entries[i].metrics, recency[i]

    return tuple(sorted(hits, key=key))

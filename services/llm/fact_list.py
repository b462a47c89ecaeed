"""The facts of a résumé as a numbered list that fits into a prompt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.llm.wire import CHARS_PER_TOKEN
from services.models.fact import Fact, Kind
from services.models.fact_sheet import FactSheet

FENCE = re.compile(r"[<>]{2,}|={3,}|#{3,}|`{3,}")
BRACKETS = str.maketrans("[]【】\r\n", "()()  ")
NUMBER_CHARS = 7
"""What the number of a fact and the end of its line take."""
ASKED = 0
"""The rank of the person and of what the plain answer is about."""
ALL_SHORT = ASKED - 1


@dataclass(frozen=True, slots=True)
class FactList:
    """`facts` in the order of their numbers; the first has the number 1."""

    text: str
    facts: tuple[Fact, ...]
    ranks: tuple[int, ...]


def fact_list(sheet: FactSheet, max_tokens: int) -> FactList:
    """As many facts as fit, said as fully as they can be.

    All of them as sentences, where that fits. Else the far ones are written short,
    under the name of their entry, then all but those that were asked for, then these;
    then the farthest go.
    """
    room = int(max_tokens * CHARS_PER_TOKEN)
    widest = max(sheet.ranks, default=ASKED)
    order = range(len(sheet.facts))
    for full_to in dict.fromkeys((widest, sheet.near, ASKED, ALL_SHORT)):
        if sum(_cost(sheet, i, full_to) for i in order) <= room:
            return _written(sheet, order, full_to)
    kept: list[int] = []
    for i in sorted(order, key=lambda i: (sheet.ranks[i], i)):
        room -= _cost(sheet, i, ALL_SHORT)
        if room < 0:
            break
        kept.append(i)
    return _written(sheet, sorted(kept), ALL_SHORT)


def unfenced(text: str) -> str:
    """Nothing in data may look like the fence around it."""
    return FENCE.sub(" ", text).replace("\r", " ")


def _cost(sheet: FactSheet, i: int, full_to: int) -> int:
    fact, short = sheet.facts[i], _is_short(sheet.facts[i], sheet.ranks[i], full_to)
    begins = i == 0 or sheet.facts[i - 1].entry != fact.entry
    heading = len(_heading(sheet, fact)) if short and begins else 0
    return len(_short(fact) if short else fact.sentence) + NUMBER_CHARS + heading


def _is_short(fact: Fact, rank: int, full_to: int) -> bool:
    """Whether a fact is written under the name of its entry."""
    return rank > full_to and bool(fact.entry)


def _short(fact: Fact) -> str:
    """What a fact says beyond the name of its entry."""
    if fact.kind is Kind.TENURE:
        return next((v.text for v in fact.values if v.kind == "amount"), fact.text)
    return fact.text


def _written(sheet: FactSheet, order: Sequence[int], full_to: int) -> FactList:
    facts = tuple(sheet.facts[i] for i in order)
    ranks = tuple(sheet.ranks[i] for i in order)
    return FactList("\n".join(_lines(sheet, facts, ranks, full_to)), facts, ranks)


def _lines(
    sheet: FactSheet, facts: Sequence[Fact], ranks: Sequence[int], full_to: int
) -> Iterator[str]:
    entry = ""
    for number, (fact, rank) in enumerate(zip(facts, ranks, strict=True), 1):
        short = _is_short(fact, rank, full_to)
        heading = _heading(sheet, fact) if short and fact.entry != entry else ""
        entry = fact.entry if short else ""
        said = _line(_short(fact) if short else fact.sentence)
        if heading and fact.kind is Kind.TITLE:
            yield f"[{number}] {said}{heading}"
            continue
        if heading:
            yield f"{_line(sheet.entries[entry].title)}{heading}"
        yield f"[{number}] {said}"


def _heading(sheet: FactSheet, fact: Fact) -> str:
    """What stands behind the name of an entry, before its short facts."""
    return f" ({sheet.entries[fact.entry].section}):"


def _line(text: str) -> str:
    """Text in one line, without brackets, which only numbers have."""
    return " ".join(unfenced(text.translate(BRACKETS)).split())

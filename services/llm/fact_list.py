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
PERSON = 0
"""The rank of the person and of what the plain answer is about."""


@dataclass(frozen=True, slots=True)
class FactList:
    """`facts` in the order of their numbers; the first has the number 1."""

    text: str
    facts: tuple[Fact, ...]
    ranks: tuple[int, ...]


def fact_list(sheet: FactSheet, max_tokens: int) -> FactList:
    """As many facts as fit, said as fully as they can be.

    All of them as sentences, where that fits. Else the far ones are written short,
    under the name of their entry, then all but the nearest; then the farthest go.
    """
    room = int(max_tokens * CHARS_PER_TOKEN)
    widest = max(sheet.ranks, default=PERSON)
    order = range(len(sheet.facts))
    for full_to in dict.fromkeys((widest, sheet.near, PERSON)):
        if sum(_cost(sheet, i, full_to) for i in order) <= room:
            return _written(sheet, order, full_to)
    kept: list[int] = []
    for i in sorted(order, key=lambda i: (sheet.ranks[i], i)):
        room -= _cost(sheet, i, PERSON)
        if room < 0:
            break
        kept.append(i)
    return _written(sheet, sorted(kept), PERSON)


def unfenced(text: str) -> str:
    """Nothing in data may look like the fence around it."""
    return FENCE.sub(" ", text).replace("\r", " ")


def _cost(sheet: FactSheet, i: int, full_to: int) -> int:
    fact, full = sheet.facts[i], sheet.ranks[i] <= full_to
    heading = 0 if full or fact.kind is not Kind.TITLE else len(_heading(sheet, fact))
    return len(fact.sentence if full else fact.text) + NUMBER_CHARS + heading


def _written(sheet: FactSheet, order: Sequence[int], full_to: int) -> FactList:
    facts = tuple(sheet.facts[i] for i in order)
    ranks = tuple(sheet.ranks[i] for i in order)
    return FactList("\n".join(_lines(sheet, facts, ranks, full_to)), facts, ranks)


def _lines(
    sheet: FactSheet, facts: Sequence[Fact], ranks: Sequence[int], full_to: int
) -> Iterator[str]:
    heading = ""
    for number, (fact, rank) in enumerate(zip(facts, ranks, strict=True), 1):
        short = rank > full_to and bool(fact.entry)
        if short and fact.entry != heading:
            yield _line(f"{_heading(sheet, fact)}:")
        heading = fact.entry if short else ""
        yield f"[{number}] {_line(fact.text if short else fact.sentence)}"


def _heading(sheet: FactSheet, fact: Fact) -> str:
    entry = sheet.entries[fact.entry]
    return f"Of {entry.title} ({entry.section})"


def _line(text: str) -> str:
    """Text in one line, without brackets, which only numbers have."""
    return unfenced(" ".join(text.translate(BRACKETS).split()))

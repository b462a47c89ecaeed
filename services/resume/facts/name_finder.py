"""Known names found in running text, where they are written as names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*(?:\+{1,2}|#(?!\w))?")
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Place:
    """A name at the characters `start` to `end` of a text."""

    start: int
    end: int
    name: str


class NameFinder:
    """Names by their words; of overlapping ones the longest is found.

    A name added with `exact` is found only as it is spelt, and never at the start of a
    sentence, where an everyday word has a capital too ("Go to …").
    """

    def __init__(self) -> None:
        self._by_first: defaultdict[str, dict[tuple[str, ...], tuple[str, str]]]
        self._by_first = defaultdict(dict)
        self._longest = 1

    def add(self, name: str, plain: str = "", *, exact: bool = False) -> None:
        """`plain` is what the name stands for, where that is another one."""
        parts = tuple(w.group().casefold() for w in WORD.finditer(name))
        if not parts or len(parts) > MOST_WORDS:
            return
        known = self._by_first[parts[0]]
        known.setdefault(parts, (plain or name, name if exact else ""))
        self._longest = max(self._longest, len(parts))

    def find(self, text: str, *, capital: bool = False) -> Iterator[Place]:
        """The names in a text, in order; with `capital` only where they have one."""
        spoken = list(WORD.finditer(text))
        folded = [word.group().casefold() for word in spoken]
        at = 0
        while at < len(folded):
            hit = self._at(folded, at) if folded[at] in self._by_first else None
            if hit is None:
                at += 1
                continue
            count, (plain, exact) = hit
            start, end = spoken[at].start(), spoken[at + count - 1].end()
            said = text[start:end]
            if _as_spelt(said, exact, at) and not (capital and said[:1].islower()):
                yield Place(start, end, plain)
                at += count
            else:
                at += 1

    def _at(self, folded: list[str], at: int) -> tuple[int, tuple[str, str]] | None:
        known = self._by_first[folded[at]]
        for count in range(min(self._longest, len(folded) - at), 0, -1):
            if found := known.get(tuple(folded[at : at + count])):
                return count, found
        return None


def _as_spelt(said: str, exact: str, at: int) -> bool:
    return not exact or (said == exact and at > 0)

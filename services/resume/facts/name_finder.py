"""Known names found in running text, where they are written as names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*(?:\+{1,2}|#(?!\w))?")
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Place:
    """A name at the characters `start` to `end` of a text."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class WordsOfText:
    """A text with its words, folded, and where each begins and ends."""

    text: str
    folded: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def words_of(text: str) -> WordsOfText:
    found = list(WORD.finditer(text))
    folded = tuple(word.group().casefold() for word in found)
    return WordsOfText(text, folded, tuple(word.span() for word in found))


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
        """Add a name; `plain` is what it stands for, where that is another one.

        A name that is known already keeps its meaning.
        """
        parts = tuple(w.group().casefold() for w in WORD.finditer(name))
        if not parts or len(parts) > MOST_WORDS:
            return
        known = self._by_first[parts[0]]
        known.setdefault(parts, (plain or name, name if exact else ""))
        self._longest = max(self._longest, len(parts))

    def copy(self) -> NameFinder:
        """Another finder of the same names, to which more can be added."""
        other = NameFinder()
        for first, known in self._by_first.items():
            other._by_first[first] = dict(known)
        other._longest = self._longest
        return other

    def find(self, text: WordsOfText, *, capital: bool = False) -> Iterator[Place]:
        """The names in a text, in order; with `capital` only where they have one."""
        folded, at = text.folded, 0
        while at < len(folded):
            known = self._by_first.get(folded[at])
            hit = self._longest_at(known, folded, at) if known else None
            at += 1
            if hit is None:
                continue
            count, (plain, exact) = hit
            start, end = text.spans[at - 1][0], text.spans[at + count - 2][1]
            said = text.text[start:end]
            if _as_spelt(said, exact, at - 1) and not (capital and said[:1].islower()):
                yield Place(start, end, plain)
                at += count - 1

    def _longest_at(
        self,
        places: Mapping[tuple[str, ...], tuple[str, str]],
        keys: Sequence[str],
        at: int,
    ) -> tuple[int, tuple[str, str]] | None:
        for count in range(min(self._longest, len(keys) - at), 0, -1):
            if place := places.get(tuple(keys[at : at + count])):
                return count, place
        return None


def _as_spelt(text: str, exact: str, at: int) -> bool:
    return not exact or (text == exact and at > 0)

"""Accepted wordings: small patterns of words, and whether an answer holds one.

    "where before|first row* !having"
    "index > lookup*"
    "not change*"

Words stand in any order near each other; `|` parts alternatives, `*` ends a
beginning, `>` says that what is left of it comes first, `!` names a word that may stand
neither between nor just before, and `not` asks for any denial. Without `not` a denied
match counts as none. Words are compared by stem.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from services.interview.answer_text import Word, is_not_only
from services.language.stems import stem

ROOM = 7
"""Other words that may stand among those of a wording."""
BEFORE = 4
"""How far before a match, within its clause, a denial or a `!` word reaches it."""
MOST_WORDS = 8
MOST_CHOICES = 4_000
"""Ways to place a wording that are tried from one word of an answer."""


@dataclass(frozen=True, slots=True)
class Element:
    """One word of a wording with its alternatives; `rank` grows at each `>`."""

    beginnings: tuple[str, ...]
    stems: frozenset[str]
    texts: frozenset[str]
    denial: bool
    rank: int

    def fits(self, word: Word) -> bool:
        if self.denial and word.negates:
            return True
        return (
            word.text in self.texts
            or word.stem in self.stems
            or word.text.startswith(self.beginnings)
        )


@dataclass(frozen=True, slots=True)
class Wording:
    text: str
    elements: tuple[Element, ...]
    banned: tuple[Element, ...]

    @property
    def denies(self) -> bool:
        return any(element.denial for element in self.elements)


@dataclass(frozen=True, slots=True)
class Match:
    """The words of an answer that hold a wording, from `first` to `last`."""

    wording: str
    first: int
    last: int


@lru_cache(maxsize=8192)
def wording(text: str) -> Wording:
    """Return a wording as it is matched; raise ValueError, saying what is wrong."""
    elements: list[Element] = []
    banned: list[Element] = []
    rank = 0
    for part in text.lower().split():
        if part == ">":
            rank += 1
        elif part.startswith("!"):
            banned.append(_element(part[1:], text, 0))
        else:
            elements.append(_element(part, text, rank))
    if not elements:
        raise ValueError(f"a wording needs a word: {text!r}")
    if len(elements) > MOST_WORDS:
        raise ValueError(f"a wording has {MOST_WORDS} words at most: {text!r}")
    return Wording(text, tuple(elements), tuple(banned))


def _element(part: str, text: str, rank: int) -> Element:
    choices = part.split("|")
    if not all(choice.strip("*") for choice in choices):
        raise ValueError(f"{part!r} lacks a word, in the wording {text!r}")
    whole = [choice for choice in choices if not choice.endswith("*")]
    return Element(
        tuple(choice[:-1] for choice in choices if choice.endswith("*")),
        frozenset(map(stem, whole)),
        frozenset(whole),
        "not" in whole,
        rank,
    )


def find(
    pattern: Wording, words: Sequence[Word], *, within_sentence: bool = False
) -> Match | None:
    """Return the shortest place where an answer holds a wording."""
    places = [
        [i for i, word in enumerate(words) if element.fits(word)]
        for element in pattern.elements
    ]
    if not all(places):
        return None
    best: Match | None = None
    for first, last in _spans(pattern, places):
        if best is not None and last - first >= best.last - best.first:
            continue
        if within_sentence and words[first].sentence != words[last].sentence:
            continue
        if _holds(pattern, words, first, last):
            best = Match(pattern.text, first, last)
    return best


def _spans(
    pattern: Wording, places: Sequence[Sequence[int]]
) -> Iterator[tuple[int, int]]:
    """Yield where the words of a wording stand near each other, in its order."""
    reach = len(places) + ROOM
    for start in sorted({place for row in places for place in row}):
        near = [[p for p in row if start <= p < start + reach] for row in places]
        if not all(near):
            continue
        for tried, chosen in enumerate(product(*near)):
            if tried >= MOST_CHOICES:
                break
            if len(set(chosen)) == len(chosen) and _in_order(pattern, chosen):
                yield min(chosen), max(chosen)


def _in_order(pattern: Wording, chosen: Sequence[int]) -> bool:
    ranked = list(zip((e.rank for e in pattern.elements), chosen, strict=True))
    return all(
        place < other
        for rank, place in ranked
        for later, other in ranked
        if rank < later
    )


def _holds(pattern: Wording, words: Sequence[Word], first: int, last: int) -> bool:
    span = words[_begin(words, first) : last + 1]
    if any(element.fits(word) for element in pattern.banned for word in span):
        return False
    return pattern.denies or not _is_denied(pattern, words, first, last)


def _is_denied(pattern: Wording, words: Sequence[Word], first: int, last: int) -> bool:
    """Whether a negator that the wording does not name stands in or just before it."""
    for index in range(_begin(words, first), last + 1):
        word = words[index]
        if not word.negates or is_not_only(words, index):
            continue
        if index < first or not any(element.fits(word) for element in pattern.elements):
            return True
    return False


def _begin(words: Sequence[Word], first: int) -> int:
    """Return where the words begin that reach a match at `first`."""
    clause = words[first].clause
    begin = first
    while begin > max(0, first - BEFORE) and words[begin - 1].clause == clause:
        begin -= 1
    return begin

"""Misspelt words, set right by the words that the engine knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from rapidfuzz.distance import OSA

from services.language.stems import singular, stem
from services.resume.reading.question_words import everyday_words
from services.resume.telling.verbs import adjectives, nouns, verbs

MIN_LETTERS = 4
MAX_LETTERS = 24
SOUNDS_LIKE = {"k": "kc", "c": "ck", "f": "fp", "z": "zs", "j": "jg"}
"""First letters that are mistaken for each other."""


class Speller:
    """Known words by first letter and length, so that few are compared."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known)
        buckets: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in sorted(self._known):
            if MIN_LETTERS <= len(word) <= MAX_LETTERS:
                buckets[word[0], len(word)].append(word)
        self._buckets = dict(buckets)

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def correct(self, word: str, likely: frozenset[str]) -> str | None:
        """The closest known word, one of `likely` before others; None if far."""
        size = len(word)
        if not MIN_LETTERS <= size <= MAX_LETTERS or not word.isalpha():
            return None
        reach = 1 if size < 6 else 2 if size < 11 else 3
        best: tuple[float, str] | None = None
        for known in self._near(word, size, reach):
            rank = _rank(word, known, reach, likely=known in likely)
            if rank is not None and (best is None or rank < best[0]):
                best = (rank, known)
        if best is None:
            return None
        rank, known = best
        unsure = size < 8 and rank > 1.6 and known not in likely
        return None if unsure else known

    def _near(self, word: str, size: int, reach: int) -> Iterator[str]:
        for letter in SOUNDS_LIKE.get(word[0], word[0]):
            for length in range(size - reach, size + reach + 1):
                yield from self._buckets.get((letter, length), ())


def _rank(word: str, known: str, reach: int, *, likely: bool) -> float | None:
    """How far a known word is from a misspelt one; None beyond reach."""
    far = OSA.distance(word, known, score_cutoff=reach)
    if far > reach or (far > 1 and word.startswith(known)):
        return None
    return far + (0.0 if likely else 0.5) + 0.2 * (known[-1] != word[-1])


@cache
def _english_stems() -> frozenset[str]:
    return frozenset(map(stem, (*nouns(), *adjectives(), *verbs().by_form)))


def is_english(word: str) -> bool:
    """Whether a dictionary has the word or one of its stem: "mends"."""
    return stem(word) in _english_stems()


def corrected(
    question: Sequence[str],
    speller: Speller,
    likely: frozenset[str],
    *,
    right: frozenset[str] = frozenset(),
) -> tuple[str, ...]:
    """The question with what is misspelt set right; words of `right` are.

    A word that English has may be a slip for a name of the résumé only. Behind "at" and
    "for" stands a name: an unknown one is not turned into a word.
    """
    out = []
    for i, word in enumerate(question):
        known = word in speller or word in right or singular(word) in speller
        better = None if known else speller.correct(word, likely)
        if better and is_english(word) and better not in likely:
            better = None
        if better and question[i - 1 : i] in (("at",), ("for",)):
            better = better if better in likely - everyday_words() else None
        out.append(better or word)
    return tuple(out)

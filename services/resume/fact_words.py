"""The words in the names that a résumé gives its own facts: `thesis_title`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from services.models.resume import Entry
from services.resume.reading.text import clean, singular, words


@lru_cache(maxsize=1024)
def fact_words(key: str) -> frozenset[str]:
    return frozenset(map(singular, words(clean(key.replace("_", " ")))))


def by_fact_word(entries: Sequence[Entry]) -> Mapping[str, tuple[int, ...]]:
    """Each word to the positions of the entries with a fact so called."""
    found: dict[str, list[int]] = defaultdict(list)
    for i, entry in enumerate(entries):
        for word in frozenset().union(*map(fact_words, entry.facts)):
            found[word].append(i)
    return {word: tuple(positions) for word, positions in found.items()}

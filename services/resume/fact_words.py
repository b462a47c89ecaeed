"""The words in the names that a résumé gives its own facts: `thesis_title`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from services.language.stems import singular
from services.models.resume import Entry
from services.resume.figures import told
from services.resume.reading.text import clean, words

LABEL = re.compile(r"([A-Z][a-z]+):\s")


@lru_cache(maxsize=1024)
def fact_words(key: str) -> frozenset[str]:
    return frozenset(map(singular, words(clean(key.replace("_", " ")))))


def by_fact_word(entries: Sequence[Entry]) -> Mapping[str, tuple[int, ...]]:
    """Each word to the positions of the entries with a fact so called."""
    found: dict[str, list[int]] = defaultdict(list)
    for i, entry in enumerate(entries):
        names = (*entry.facts, *(label(text) for text, _ in told(entry)))
        for word in frozenset().union(*map(fact_words, names)):
            found[word].append(i)
    return {word: tuple(positions) for word, positions in found.items()}


def label(text: str) -> str:
    """The "Thesis" of "Thesis: a tide atlas"."""
    found = LABEL.match(text)
    return found.group(1) if found else ""

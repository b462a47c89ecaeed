"""How much an English word tells by itself: the rarer it is in speech, the more."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from services.language.stems import stem

LEAST = 0.35
"""What the commonest word tells of what an unknown one does."""


def telling_share(word: str, stemmed: str) -> float:
    """In LEAST..1: how much a word tells; 1 for one that is not common at all."""
    ranks = _ranks()
    rank = ranks.get(word) or ranks.get(stemmed)
    if rank is None:
        return 1.0
    return LEAST + (1 - LEAST) * math.log(rank) / math.log(len(ranks) + 1)


@cache
def _ranks() -> Mapping[str, int]:
    """The commonest English words, and their stems, by how common they are."""
    text = files("services.resume").joinpath("data", "english_words.txt")
    found: dict[str, int] = {}
    for rank, word in enumerate(text.read_text("utf-8").split(), 1):
        found.setdefault(word, rank)
        found.setdefault(stem(word), rank)
    return found

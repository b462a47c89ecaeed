"""Levels of skills and languages, and which is higher."""

from __future__ import annotations

import re

from services.models.resume import Entry
from services.resume.telling.fluency import fluency

RANKS = (
    *"""beginner basic elementary novice a1 a2 learning intermediate conversational
    limited b1 working b2 good proficient competent advanced c1 fluent expert master
    c2 bilingual native""".split(),
    "mother tongue",
    "first language",
    "langue maternelle",
    "muttersprache",
)
"""Words of levels, the lowest first."""
CODE = re.compile(r"\b[A-Z]\d")
"""A code of a level: "B2"."""


def rank(level: str) -> int:
    """How high a level is: the place of its highest word; -1 where it has none."""
    low = level.lower()
    found = (n for n, word in enumerate(RANKS) if re.search(rf"\b{word}\b", low))
    return max(found, default=-1)


def said_level(entry: Entry) -> str:
    """The level of skills or of a language in small letters; codes stay as they are."""
    level = fluency(entry)
    return level if CODE.search(level) else level.lower()

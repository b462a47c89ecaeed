"""How well somebody does a thing, in words that can be compared."""

from __future__ import annotations

import re
from collections.abc import Mapping

from services.models.fact import Level, Value

CEFR = re.compile(r"\b([ABC][12])\b", re.IGNORECASE)
CEFR_RANK = {"a1": 1.0, "a2": 2.0, "b1": 3.0, "b2": 4.0, "c1": 5.0, "c2": 6.0}
LANGUAGE_WORDS: Mapping[str, float] = {
    "native": 7.0,
    "mother tongue": 7.0,
    "first language": 7.0,
    "muttersprache": 7.0,
    "langue maternelle": 7.0,
    "nativo": 7.0,
    "bilingual": 6.5,
    "fluent": 5.5,
    "full professional": 5.5,
    "fließend": 5.5,
    "courant": 5.5,
    "fluido": 5.5,
    "proficient": 5.0,
    "advanced": 5.0,
    "professional": 5.0,
    "limited working": 3.0,
    "upper intermediate": 4.0,
    "good": 4.0,
    "working": 4.0,
    "intermediate": 3.0,
    "conversational": 3.0,
    "elementary": 1.5,
    "basic": 1.5,
    "beginner": 1.0,
    "learning": 1.0,
}
SKILL_WORDS: Mapping[str, float] = {
    "master": 5.0,
    "expert": 5.0,
    "advanced": 4.0,
    "proficient": 4.0,
    "experienced": 4.0,
    "strong": 4.0,
    "intermediate": 3.0,
    "competent": 3.0,
    "good": 3.0,
    "familiar": 2.0,
    "basic": 2.0,
    "beginner": 1.0,
    "novice": 1.0,
    "learning": 1.0,
}


def language_level(text: str) -> Value | None:
    """How well a language is spoken; a level of the CEFR decides where one is named."""
    if named := CEFR.search(text):
        return Value("level", text, Level("language", CEFR_RANK[named[1].lower()]))
    rank = _rank(text, LANGUAGE_WORDS)
    return None if rank is None else Value("level", text, Level("language", rank))


def skill_level(text: str) -> Value | None:
    rank = _rank(text, SKILL_WORDS)
    return None if rank is None else Value("level", text, Level("skill", rank))


def _rank(text: str, ranks: Mapping[str, float]) -> float | None:
    """The rank of the longest known words in the text."""
    said = text.casefold()
    known = [words for words in ranks if words in said]
    return ranks[max(known, key=len)] if known else None

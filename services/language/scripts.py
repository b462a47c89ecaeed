"""Which script a letter is of, and which language is mostly written in it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

LATIN = "LATIN"
"""A script is called by the first word of its letters' Unicode names."""

LANGUAGE_OF_SCRIPT: Mapping[str, str] = {
    "ARABIC": "ar", "ARMENIAN": "hy", "BENGALI": "bn", "CJK": "zh", "CYRILLIC": "ru",
    "DEVANAGARI": "hi", "GEORGIAN": "ka", "GREEK": "el", "GUJARATI": "gu",
    "GURMUKHI": "pa", "HANGUL": "ko", "HEBREW": "he", "HIRAGANA": "ja",
    "KANNADA": "kn", "KATAKANA": "ja", "MALAYALAM": "ml", "TAMIL": "ta",
    "TELUGU": "te", "THAI": "th",
}  # fmt: skip
"""The language that most texts in a script are in; those of Latin are too many."""

_OF_OTHER_SHAPE = ("COMBINING", "FULLWIDTH", "MATHEMATICAL")
"""Latin letters of another shape, and marks on letters."""


def script_counts(text: str) -> Counter[str]:
    """Return how many letters of each script a text has."""
    return Counter(script for char in text if (script := script_of(char)))


@lru_cache(4096)
def script_of(char: str) -> str:
    """Return the script of a letter or of a mark on one; empty for other characters."""
    if unicodedata.category(char)[0] not in "LM":
        return ""
    if char < "\u0370":
        return LATIN
    name = unicodedata.name(char, "").partition(" ")[0].partition("-")[0]
    return LATIN if name in _OF_OTHER_SHAPE else name

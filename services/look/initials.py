"""A name in one or two letters."""

from __future__ import annotations

import re
import unicodedata

WHOLE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]")
"""Scripts in which one sign says as much as a word; two make no initials."""
ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|,.*")
LONGEST_NAME = 200


def initials(name: str) -> str:
    """The first letters of the first and the last name; empty for a name of none.

    >>> initials("Dr. Ada M. Example, PhD"), initials("山田 太郎"), initials("ada")
    ('AE', '山', 'A')
    """
    plain = unicodedata.normalize("NFC", ASIDE.sub(" ", name[:LONGEST_NAME]))
    words = [word for word in plain.split() if _first(word)]
    named = [word for word in words if not word.endswith(".")] or words
    if not named:
        return ""
    first = _first(named[0])
    if WHOLE.match(first) or len(named) == 1:
        return first
    return first + _first(named[-1])


def _first(word: str) -> str:
    """The first letter or digit, as a capital where it has one of a single letter."""
    letter = next((char for char in word if char.isalnum()), "")
    capital = letter.upper()
    return capital if len(capital) == 1 else letter

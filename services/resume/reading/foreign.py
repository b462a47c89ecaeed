"""Questions in languages that are not read, told from English ones."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from services.language.detection import ENGLISH, language_of_text

UNDETERMINED = "und"
"""The code of ISO 639-2 for a language that cannot be told."""
FEWEST_WORDS = 3
NAMED = re.compile(r"\s[^\W\d_a-zß-ÿ]")
"""A capital behind a space: a name, which no dictionary has to know."""


def foreign_language(text: str, question: Sequence[str], ours: Container[str]) -> str:
    """The language of a question that is not read; empty where it may be English.

    `ours` are the words of English and of the résumé, whose names may be foreign:
    half of the words have to be none of them, and one alone has to look foreign.
    """
    unknown = [w for w in question if w not in ours and not w.isdigit()]
    enough = 2 * len(unknown) >= len(question)
    if not unknown or not enough or (len(unknown) == 1 and text.isascii()):
        return ""
    if (language := language_of_text(text)) != ENGLISH:
        return language
    strange = len(unknown) == len(question) >= FEWEST_WORDS and not NAMED.search(text)
    return UNDETERMINED if strange else ""

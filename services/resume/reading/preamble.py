"""What a visitor tells before he asks: "We plan a wedding. Can she fly a drone?"."""

from __future__ import annotations

import re

SENTENCE_END = re.compile(r"(?<=[.!])\s+")
LEANS = re.compile(
    r"\b(?:it|that|this|these|those|them|there|then|ones?|such|so|same|either|"
    r"too|also|fit|suit\w*)\b",
    re.I,
)
"""Words of a question that stands on what was told before it."""
LEAST_WORDS = 4


def asked_part(text: str) -> str:
    """The question that follows what was told, or the whole text.

    A question that leans on what was told is kept together with it.
    """
    told, *rest = SENTENCE_END.split(text.strip())
    if not rest or "?" in " ".join((told, *rest[:-1])):
        return text
    question = rest[-1]
    stands = len(question.split()) >= LEAST_WORDS and not LEANS.search(question)
    return question if question.endswith("?") and stands else text

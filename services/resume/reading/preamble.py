"""What a visitor says before the question: "We plan a wedding. Can she fly a drone?",
"How old is, no sorry, where does she live?".
"""

from __future__ import annotations

import re

SENTENCE_END = re.compile(r"(?<=[.!])\s+")
LEANS = re.compile(
    r"\b(?:it|that|this|these|those|them|there|then|ones?|such|so(?! far)|same|either|"
    r"too|also|fit|suit\w*)\b",
    re.I,
)
"""Words of a question that stands on what was told before it."""
SLIP = re.compile(
    r"(?:\.\.\.|…|[,.;–—-])\s*(?:(?:no|oh|er|um|sorry|wait|hang on|actually|rather"
    r"|i mean|scratch that)[\s,]+)+"
    r"(?=(?:what|which|who|where|when|how|why|is|are|was|does|did|has|have|can|could"
    r"|would|tell)\b)",
    re.I,
)
"""Words that take back what was begun, before the question that is meant."""
LEAST_WORDS = 4


def asked_part(text: str) -> str:
    """The question that follows what was told, or the whole text.

    A question that leans on what was told is kept together with it.
    """
    meant = SLIP.split(text)[-1]
    if meant != text and _stands(meant):
        return meant
    told, *rest = SENTENCE_END.split(text.strip())
    if not rest or "?" in " ".join((told, *rest[:-1])):
        return text
    question = rest[-1]
    return question if question.endswith("?") and _stands(question) else text


def _stands(question: str) -> bool:
    """Whether a question is understood without what was told before it."""
    return len(question.split()) >= LEAST_WORDS and not LEANS.search(question)

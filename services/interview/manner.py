"""How an answer is told: what is specific in it, its hedges, and how it was spoken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from services.interview.answer_text import Word, words_of
from services.interview.phrases import phrases, places
from services.models.interview_score import Delivery
from services.models.speech import Transcript

NUMBER = re.compile(r"\d")
SPELT = frozenset(
    "two three four five six seven eight nine ten eleven twelve twenty thirty forty "
    "fifty sixty seventy eighty ninety hundred thousand million half twice".split()
)
OWN = frozenset(("i", "my", "me", "myself"))
PAUSE_S = 1.0
"""A silence between words that a listener notices."""


def specifics(text: str, words: Sequence[Word]) -> tuple[str, ...]:
    """Return numbers, names and the teller's own part, each once."""
    found: dict[str, None] = {}
    for index, word in enumerate(words):
        written = text[word.start : word.end]
        begins = index == 0 or words[index - 1].sentence != word.sentence
        number = NUMBER.search(word.text) or word.text in SPELT
        name = not begins and written[:1].isupper() and word.text not in OWN
        if number or name or word.text in OWN:
            found.setdefault(written if number or name else word.text)
    return tuple(found)


def listed_in(words: Sequence[Word], name: str) -> tuple[str, ...]:
    """Return the phrases of a list that an answer holds, in their order."""
    return tuple(
        " ".join(word.text for word in words[first : last + 1])
        for first, last in places(words, phrases(name))
    )


def delivery_of(heard: Transcript) -> Delivery | None:
    """Return how an answer was spoken; None where no times are known."""
    parts = heard.segments
    if not parts:
        return None
    duration_s = parts[-1].end_s - parts[0].start_s
    words = words_of(heard.text)
    if duration_s <= 0 or not words:
        return None
    pauses = tuple(
        (round(one.end_s, 1), round(other.start_s - one.end_s, 1))
        for one, other in pairwise(parts)
        if other.start_s - one.end_s >= PAUSE_S
    )
    pace = 60 * len(words) / duration_s
    fillers = listed_in(words, "fillers")
    return Delivery(round(duration_s, 1), round(pace, 1), pauses, fillers)

"""Times that are counted: how long something was, how a time was spent."""

from __future__ import annotations

from collections.abc import Sequence

from services.resume.telling.person import Subject, Tense
from services.resume.telling.tokens import key, keys, opens_noun
from services.resume.telling.verbs import reading
from services.resume.telling.word_classes import BEFORE_A_NUMBER

YEARS = frozenset("year years month months decade decades yrs".split())
DAYS = frozenset(
    """minute minutes day days week weeks hour hours evening evenings night nights
    summers winters seasons""".split()
)
ABOUT = BEFORE_A_NUMBER | {"to", "than", "of", "a"}
SEASONS = frozenset("summers winters weekends evenings mornings nights".split())
"""When somebody worked: "Summers and weekends while studying"."""


def is_time(tokens: Sequence[str]) -> bool:
    """Whether a time is counted: "two to three days a week"."""
    words = (w for w in keys(tokens) if not opens_noun(w) and w not in ABOUT)
    return next(words, "") in YEARS | DAYS


def spent(
    tokens: Sequence[str], words: str, subject: Subject, tense: Tense
) -> tuple[str, str] | None:
    """How a time was spent, or how long it was: "Two nights a month, welcoming …"."""
    if len(tokens) == 2:
        return "it", f"{'lasted' if tense == 'past' else 'has lasted'} {words}"
    inner = (key(token) for token in tokens[3:-1])
    if "spent" not in keys(tokens) and any(reading(word, "gerund") for word in inner):
        return subject.words, f"{subject.verb('spend', tense)} {words}"
    return None

"""Times that are counted: how long something was, how a time was spent."""

from __future__ import annotations

import re
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
DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
PART = "(?:mornings|afternoons|evenings|nights|lunchtimes)"
UNIT = (
    rf"(?:{DAY}s?|(?:day|night|evening|afternoon|morning|weekend|week|month)s?"
    "|spring|summer|autumn|winter|january|february|march|april|june|july|august"
    "|september|october|november|december|christmas|easter)"
)
ABOUT = BEFORE_A_NUMBER | {"to", "than", "of", "a"}
SEASONS = frozenset("summers winters weekends evenings mornings nights".split())
"""When somebody worked: "Summers and weekends while studying"."""


RHYTHM = re.compile(
    r"(?:(?:each|every) (?!one\b|of\b)(?:\w+ )?(?:and \w+ )?"
    rf"{UNIT}\b|(?:an?|one|two|three|four|\d) (?:\w+ )?{UNIT}"
    r" (?:an?|per|each|every) \w+)",
    re.I,
)
"""How a line begins that says how often: "Each March", "One evening a week"."""
WEEKDAYS = re.compile(
    rf"(?:{DAY}s?|{DAY} {PART}|weekends)(?=$|[,.]| (?:with|at|in|and)\b)", re.I
)
"""How a line begins that says on which days: "Thursday afternoons"."""


def rhythm(tokens: Sequence[str], words: str) -> str:
    """The words as a time at which something is done, or nothing."""
    text = " ".join(tokens)
    if WEEKDAYS.match(text):
        return f"on {text}"
    done = any(reading(key(token), "gerund") for token in tokens[2:])
    return words if RHYTHM.match(text) and not done else ""


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

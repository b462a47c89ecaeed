"""What a project, a prize or a text is, said of the thing: "It is a card game"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.resume.telling import noun_phrases as nouns
from services.resume.telling import tallies
from services.resume.telling.activities import has_object, is_activity
from services.resume.telling.articles import is_unique
from services.resume.telling.noun_kinds import is_plural
from services.resume.telling.person import Subject, Tense
from services.resume.telling.results import result
from services.resume.telling.time_spent import is_time
from services.resume.telling.tokens import counts_first, head, key
from services.resume.telling.word_classes import DETERMINERS

PRINTING = re.compile(
    r"(?:\w+(?:nd|rd|th|cond)) (?:printing|edition|season|year)$", re.I
)
"""How often a text was printed: "second printing"."""
CURRENCY = re.compile(r"[A-Z]{0,3}[$€£¥]|[A-Z]{3}$")


def described(
    tokens: Sequence[str], subject: Subject, tense: Tense, gave: bool = False
) -> tuple[str, str]:
    """Return subject and predicate of a noun phrase that says what a thing is.

    With `gave` it is a prize: "Spring Gala" says what it was for.
    """
    words = nouns.joined(tokens)
    be = subject.verb("be", tense)
    first = key(tokens[0])
    if first in ("how", "why", "what", "where", "when"):
        return subject.words, f"{be} on {nouns.small(words)}"
    if happened := result(tokens, tense):
        return happened
    if PRINTING.match(" ".join(tokens)):
        return subject.words, f"{be} in its {words}"
    if first == "of":
        return subject.words, f"{be} {words}"
    if first == "no":
        return "there", f"{tallies.verb_of_count(tokens, tense)} {words}"
    if gave and nouns.in_capitals(tokens):
        return subject.words, f"{be} for {words}"
    if counts_first(tokens) and not is_time(tokens) and not CURRENCY.match(tokens[0]):
        return _counted(tokens, words, subject, tense)
    return _made(tokens, words, subject, tense)


def _counted(
    tokens: Sequence[str], words: str, subject: Subject, tense: Tense
) -> tuple[str, str]:
    """Subject and predicate of what is counted: "It has 40 cards"."""
    if tense == "past" or tallies.EARLY.search(words):
        return "there", f"{tallies.verb_of_count(tokens, 'past')} {words}"
    return subject.words, f"{subject.verb('have', tense)} {words}"


def _made(
    tokens: Sequence[str], words: str, subject: Subject, tense: Tense
) -> tuple[str, str]:
    """Subject and predicate of what a thing is made as: "It is a card game"."""
    be = subject.verb("be", tense)
    unique = is_unique(key(tokens[0]))
    if is_activity(tokens):
        the = "the " if has_object(tokens) and _bare(tokens) else ""
        return subject.words, f"{be} {the}{words}"
    if unique and nouns.won(tokens):
        return subject.words, f"{be} {words}"
    plural = is_plural(head(tokens)) and not counts_first(tokens)
    if plural and key(tokens[0]) not in ("a", "an", "one"):
        the = "the " if unique else ""
        return tallies.THESE.words, f"{tallies.THESE.verb('be', tense)} {the}{words}"
    return subject.words, f"{be} {nouns.one_thing(tokens, words)}"


def _bare(tokens: Sequence[str]) -> bool:
    """Whether what is done is named without an article."""
    return key(tokens[0]) not in DETERMINERS

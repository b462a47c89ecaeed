"""What a project, a prize or a text is, said of the thing: "It is a card game"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.resume.telling import noun_phrases as nouns
from services.resume.telling.articles import is_unique
from services.resume.telling.noun_kinds import is_plural
from services.resume.telling.person import Subject, Tense
from services.resume.telling.results import result
from services.resume.telling.time_spent import is_time
from services.resume.telling.tokens import counts_first, head, key
from services.resume.telling.word_classes import DETERMINERS

CURRENCY = re.compile(r"[A-Z]{0,3}[$€£¥]|[A-Z]{3}$")


def described(tokens: Sequence[str], subject: Subject, tense: Tense) -> tuple[str, str]:
    """Return subject and predicate of a noun phrase that says what a thing is."""
    words = nouns.joined(tokens)
    be = subject.verb("be", tense)
    if key(tokens[0]) in ("how", "why", "what", "where", "when"):
        return subject.words, f"{be} on {nouns.small(words)}"
    happened = result(tokens, tense)
    if happened:
        return happened
    if key(tokens[0]) == "of":
        return subject.words, f"{be} {words}"
    if key(tokens[0]) == "no":
        return "there", f"{nouns.verb_of_count(tokens, tense)} {words}"
    if nouns.in_capitals(tokens) and tense == "past":
        return subject.words, f"{be} for {words}"
    money = CURRENCY.match(tokens[0])
    if counts_first(tokens) and not is_time(tokens) and not money:
        if tense == "past":
            return "there", f"{nouns.verb_of_count(tokens, tense)} {words}"
        return subject.words, f"{subject.verb('have', tense)} {words}"
    if nouns.is_activity(tokens):
        the = "the " if nouns.has_object(tokens) and _bare(tokens) else ""
        return subject.words, f"{be} {the}{words}"
    if nouns.won(tokens) and is_unique(key(tokens[0])):
        return subject.words, f"{be} {words}"
    plural = is_plural(head(tokens)) and not counts_first(tokens)
    if plural and key(tokens[0]) not in ("a", "an", "one"):
        return nouns.THESE.words, f"{nouns.THESE.verb('be', tense)} {words}"
    return subject.words, f"{be} {nouns.one_thing(tokens, words)}"


def _bare(tokens: Sequence[str]) -> bool:
    """Whether what is done is named without an article."""
    return key(tokens[0]) not in DETERMINERS

"""Where somebody came, or which of several they were: "Second of 37", "One of six"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.resume.telling.articles import with_article
from services.resume.telling.manner import Manner
from services.resume.telling.noun_kinds import is_group, is_person
from services.resume.telling.person import Subject
from services.resume.telling.tokens import (
    is_number,
    key,
    keys,
    lowered,
    opens_noun,
    word_at,
)
from services.resume.telling.word_classes import DETERMINERS, PREPOSITIONS

RANKS = frozenset(
    """first second third fourth fifth sixth seventh eighth ninth tenth eleventh
    twelfth thirteenth fifteenth twentieth joint equal""".split()
)
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")
PART = re.compile(
    r"(?:(?:first|joint|sole|corresponding|lead|last|co-|and|senior|second) ?)*"
    r"(?:author|authors|editor|winner|finalist|nominee|runner-up|member|recipient)\b",
    re.I,
)
"""What somebody was for a text or a prize: "First and corresponding author"."""


def told(tokens: Sequence[str], manner: Manner) -> str:
    """Return the clause for a place among others, or nothing for another phrase."""
    words, subject = keys(tokens), manner.subject
    text = " ".join([lowered(tokens[0]), *tokens[1:]])
    be = subject.verb("be", manner.tense)
    if manner.thing and _finished(words):
        return f"{subject.words} came {text}"
    ranked = _ranked(words)
    if ranked and {"author", "authors"} & set(words):
        return f"{subject.words} {be} the {text}"
    if ranked and not manner.own_words:
        return f"{subject.words} came {text}"
    if words[:2] == ["first", "to"] and not manner.own_words:
        return f"{subject.words} {be} the {text}"
    if words[0] == "one" and _one_of_persons(words):
        return f"{subject.words} {be} {text}"
    return _had_part(tokens, text, subject, be) if manner.thing else ""


def _finished(words: Sequence[str]) -> bool:
    """Whether the words say where a contestant came: "Second in", "last behind"."""
    if len(words) < 3 or words[0] not in RANKS | {"last"}:
        return False
    return words[1] in ("in", "to", "behind", "among")


def _had_part(tokens: Sequence[str], text: str, subject: Subject, be: str) -> str:
    """Return "she is the first author of four", or nothing for another phrase."""
    first, second = key(tokens[0]), key(word_at(tokens, 1))
    if (first, second) == ("among", "the"):
        return f"{subject.words} {be} {text}"
    if not PART.match(text):
        return ""
    unique = first in ("first", "sole", "last", "corresponding")
    words = f"the {text}" if unique else with_article(tokens, text)
    return f"{subject.words} {be} {words}"


def _ranked(words: Sequence[str]) -> bool:
    """Whether a place in a contest opens the phrase: "Fourth of 14", "Third at …"."""
    if len(words) < 3 or not (words[0] in RANKS or ORDINAL.match(words[0])):
        return False
    if words[1] == "of":
        return is_number(words[2]) or words[2] in DETERMINERS - {"the", "a", "an"}
    return words[0] != "first" and words[1] == "at"


def _one_of_persons(words: Sequence[str]) -> bool:
    """Whether "one of eight" counts persons: nothing else is named behind it."""
    if words[1:2] != ["of"] or len(words) < 3:
        return False
    at = 3 if words[2] not in ("the", "only") else 3 + (words[3:4] == ["only"])
    if at == 3 and not opens_noun(words[2]):
        return False
    behind, near = word_at(words, at), word_at(words, at + 1)
    if not behind or behind in PREPOSITIONS or behind.endswith("ed"):
        return True
    return is_group(behind) or is_group(near) or is_person(behind)

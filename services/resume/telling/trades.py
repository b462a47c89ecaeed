"""Whether a noun phrase names what somebody is."""

from __future__ import annotations

from collections.abc import Sequence

from services.resume.telling.noun_kinds import is_person, is_plural
from services.resume.telling.tokens import (
    head,
    is_number,
    key,
    keys,
    noun_phrase,
    opens_noun,
)
from services.resume.telling.verbs import reading
from services.resume.telling.word_classes import DETERMINERS, PREPOSITIONS


def names_person(tokens: Sequence[str]) -> bool:
    """Whether a noun phrase without a verb names what somebody is."""
    words = keys(tokens)
    if words[0] in DETERMINERS - {"a", "an", "the"}:
        return False
    phrase = keys(noun_phrase(tokens))
    while phrase and phrase[0] in DETERMINERS:
        phrase = phrase[1:]
    degree = phrase and phrase[-1] in ("minor", "major", "bachelor", "master")
    if not phrase or degree or words[0] in PREPOSITIONS:
        return False
    if is_person(phrase[-1]) and not is_number(phrase[0]):
        return True
    if _two_trades(tokens, phrase):
        return True
    joined = len(phrase) < len(words) and words[len(phrase)] in ("and", "&", "/", "of")
    return joined and is_person(phrase[-1])


def _two_trades(tokens: Sequence[str], phrase: Sequence[str]) -> bool:
    """Whether two fields stand before one trade: "Speech and language therapist"."""
    rest = tokens[len(phrase) + 1 :]
    if keys(tokens)[len(phrase) : len(phrase) + 1] != ["and"] or len(phrase) > 2:
        return False
    if not rest or reading(phrase[-1], "gerund"):
        return False
    bare = not opens_noun(key(rest[0])) and not is_number(phrase[0])
    return bool(bare and not is_plural(phrase[-1]) and is_person(head(rest)))

"""What a participle says of whom: was it done to the person, or to a thing?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from services.resume.telling.noun_kinds import is_group, is_plural
from services.resume.telling.tokens import (
    is_number,
    opens_noun,
    word_at,
)
from services.resume.telling.verbs import (
    reading,
)
from services.resume.telling.word_classes import (
    ALWAYS_PASSIVE,
    CONJUNCTIONS,
    GIVEN_TO_PERSONS,
    PASSIVE_BEFORE,
    PREPOSITIONS,
    QUALITIES,
    THING_BEFORE,
)

Passive = Literal["done_to_person", "done_to_thing"]

SPREAD = frozenset(
    "downloaded viewed watched streamed reprinted printed cited copied shared "
    "rejected borrowed visited read screened shown broadcast performed staged".split()
)
"""What is done to works, so that "14,500 times" tells of them."""

PARTED = frozenset("up out off forward down over back on in".split())
"""Words that belong to the verb before them: "put forward by"."""


def passive_of(words: Sequence[str], at: int) -> Passive | None:
    """Whether a participle here says what was done to the person or to a thing."""
    word = words[at].removeprefix("re-")
    participle = reading(word, "participle")
    if participle is None:
        return None
    if participle.prefix == "un":
        return "done_to_thing"
    after = word_at(words, at + 1)
    if after in PARTED and word_at(words, at + 2) == "by":
        after, at = "by", at + 1
    third = word_at(words, at + 2)
    if after in PREPOSITIONS and third == "by":
        return "done_to_thing"
    if after in CONJUNCTIONS and reading(third, "past"):
        return passive_of(words, at + 2)
    return _lone_passive(words, at, word, after)


def _lone_passive(
    words: Sequence[str], at: int, word: str, after: str
) -> Passive | None:
    """What a participle says that no other is joined to."""
    if word in QUALITIES and after not in PREPOSITIONS:
        return None
    if word in ALWAYS_PASSIVE:
        gives = word == "awarded" and "to" in words[at + 2 : at + 8]
        return None if gives else "done_to_person"
    active = reading(word, "base") and after not in PREPOSITIONS
    ambiguous = active or reading(word, "past")
    passive = _by_what_follows(words, at, word, after)
    return passive if passive or ambiguous else "done_to_thing"


def _by_what_follows(
    words: Sequence[str], at: int, word: str, after: str
) -> Passive | None:
    """What a participle says by the word behind it: "hired as", "built with"."""
    if _done_to_person(words, at, word, after):
        return "done_to_person"
    if after == "by" and at + 2 < len(words) and not by_amount(words, at + 2):
        return "done_to_person" if word in GIVEN_TO_PERSONS else "done_to_thing"
    return "done_to_thing" if _done_to_thing(words, at, word, after) else None


def _done_to_person(words: Sequence[str], at: int, word: str, after: str) -> bool:
    """Whether the next word shows that somebody was meant: "hired as"."""
    if word == "deployed" and after in ("to", "with") and "as" in words[at + 2 :]:
        return True
    spread = word == "sent" and counted_at(words, at + 2)
    return after in PASSIVE_BEFORE.get(word, "").split() and not spread


def _done_to_thing(words: Sequence[str], at: int, word: str, after: str) -> bool:
    """Whether what follows shows that something was meant: "built with"."""
    used = word == "used" and after in PREPOSITIONS
    if used or after in THING_BEFORE.get(word, "").split():
        return True
    if word in SPREAD and _so_often(words[at + 1 :]):
        return True
    active = after in PARTED and opens_noun(word_at(words, at + 2))
    return not active and after in PREPOSITIONS and _done_by_others(words[at + 2 :])


def _so_often(words: Sequence[str]) -> bool:
    """Whether it is said how often: "Downloaded 14,500 times", "Reprinted twice"."""
    counted = bool(words) and is_number(words[0]) and "times" in words[1:3]
    return counted or words[:1] in (["twice"], ["once"])


def _done_by_others(words: Sequence[str]) -> bool:
    """Whether "by volunteers" follows: "Subtitled in Spanish by volunteers"."""
    if "by" not in words[:-1]:
        return False
    return is_plural(words[words.index("by") + 1])


def counted_at(words: Sequence[str], at: int) -> bool:
    """Whether a number stands at this place."""
    return at < len(words) and is_number(words[at])


def by_amount(words: Sequence[str], at: int) -> bool:
    """Whether "by" tells how much or how, not by whom: "by 40%", "by moving"."""
    word = words[at]
    if counted_at(words, at) and at + 1 < len(words) and is_group(words[at + 1]):
        return False
    gerund = reading(word, "gerund") is not None
    return (
        is_number(word) or gerund or word in ("over", "about", "up", "nearly", "hand")
    )

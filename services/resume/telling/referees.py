"""Who speaks for the person, as they are named before what they say."""

from __future__ import annotations

from services.resume.telling.bodies import called
from services.resume.telling.noun_kinds import is_person
from services.resume.telling.tokens import head, key
from services.resume.telling.word_classes import PREPOSITIONS

OF_A_BODY = frozenset(
    """director owner co-owner founder co-founder head chair chairman chairwoman
    president trustee member editor captain mayor principal dean governor""".split()
)
"""Those who are "of" what they lead or belong to, while others are "at" it."""


def referee(title: str) -> str:
    """A referee with post and house: "Bo Lund, owner of Lee Chemists,".

    A name of one word may be a town, which one is not at.
    """
    parts = [part.strip() for part in title.split(",") if part.strip()]
    if len(parts) == 2 and _is_body(parts[1]):
        return f"{parts[0]} of {called(parts[1])}"
    if len(parts) == 3 and _is_post(parts[1]) and _is_body(parts[2]):
        words = parts[1].split()
        led = any(key(word) in PREPOSITIONS for word in words)
        by = "of" if head(words) in OF_A_BODY and not led else "at"
        if by == "at" and len(parts[2].split()) == 1 and not parts[2].isupper():
            return f"{title},"
        return f"{parts[0]}, {parts[1]} {by} {called(parts[2])},"
    return f"{title}," if len(parts) > 1 else title


def _is_post(text: str) -> bool:
    return is_person(head(text.split())) or is_person(key(text.split()[0]))


def _is_body(text: str) -> bool:
    """Whether a part is the name of a house: capitals, and nobody's post."""
    words = text.split()
    if any(is_person(key(word)) for word in words):
        return False
    capitals = [w[:1].isupper() for w in words if key(w) not in PREPOSITIONS]
    return len(capitals) > 0 and all(capitals)

"""Spoken habits: hesitations, spelled-out digits, a "that" that refers to nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from services.resume.reading.phrasebook import Mark
from services.resume.reading.reading import unexplained
from services.resume.reading.wordlists import table

SUBJECTS = ("he", "she", "they", "you")
HESITATIONS = frozenset("um uh uhm umm er erm hmm hm mm mhm ah eh huh uhh ummm".split())
HESITATING = re.compile(r"(?:[aeu]+h*m+|[aeu]+h+m*|h+m+|m{2,}|o+h+)")
"""However long they are drawn out: "ehm", "uhhh", "hmmmm"."""
ASKS_FOR_TECHNOLOGY = frozenset(
    """know knows knowing use used uses using in with write writes wrote learn learned
    code codes program programs any of do done tried and or like about without except
    not""".split()
)
FOLLOWS_TECHNOLOGY = frozenset(
    """project projects language programming experience developer code work skills
    coding apps services background expertise""".split()
)
RELATIVE_NOT_AFTER = frozenset(
    """did was is does do for about of with at on to in by from was when where who what
    how why tell me more and use used explain describe like""".split()
)


def hesitates(word: str) -> bool:
    return word in HESITATIONS or (
        2 < len(word) < 12 and bool(HESITATING.fullmatch(word))
    )


def refers(question: Sequence[str], mark: Mark) -> bool:
    """Whether it refers to something: not the "that" of "projects that use Python"."""
    if mark.length > 1 or question[mark.start] != "that" or not mark.start:
        return True
    before = question[mark.start - 1]
    return before in RELATIVE_NOT_AFTER or mark.end == len(question)


def without_compounds(marks: list[Mark], question: Sequence[str]) -> list[Mark]:
    """The marks without the languages that are part of a compound.

    "Sign language" is no question about languages: the word before names it.
    """
    open_words = {m.start for m in unexplained(tuple(question), marks)}
    return [m for m in marks if m.kind != "language" or m.start - 1 not in open_words]


def as_meant(question: tuple[str, ...]) -> tuple[str, ...]:
    """Chat spellings written out; "does he no" is "does he know"."""
    chat = table("questions")["chat"]
    plain = [w for word in question for w in chat.get(word, word).split()]
    return tuple(
        "know" if w == "no" and plain[i - 1 : i] and plain[i - 1] in SUBJECTS else w
        for i, w in enumerate(plain)
    )


def numbers() -> Mapping[str, int]:
    found: Mapping[str, int] = table("dates")["numbers"]
    return found


def with_digits(question: tuple[str, ...]) -> tuple[str, ...]:
    """The words with a number after a letter as a digit: "k eight s", "e c two"."""
    values = numbers()
    out: list[str] = []
    for i, word in enumerate(question):
        letter_before = i > 0 and len(question[i - 1]) == 1 and question[i - 1] != "i"
        value = values.get(word) if letter_before else None
        if value is not None and (
            question[i - 1] != "a" or _letter_at(question, i + 1)
        ):
            word = str(value)
        out.append(word)
    return tuple(out)


def _letter_at(question: Sequence[str], at: int) -> bool:
    return at < len(question) and len(question[at]) == 1 and question[at].isalpha()


def asks(question: tuple[str, ...], mark: Mark) -> bool:
    """Whether an everyday word ("go", "c") stands where a technology would."""
    before = question[mark.start - 1] if mark.start else ""
    after = question[mark.end] if mark.end < len(question) else ""
    if mark.length > 1 or mark.length == len(question):
        return True
    if after in FOLLOWS_TECHNOLOGY:
        return True
    if after in ("to", "on", "the", "a", "from", "into", "over", "back", "ahead", "of"):
        return False
    return before in ASKS_FOR_TECHNOLOGY

"""A degree in words: its kind and its subject, each said once."""

from __future__ import annotations

import re

WORDS = re.compile(r"[^\W_]+")
SAYS_A_SUBJECT = re.compile(r"\b(?:in|en|em|im)\b\s+\w", re.IGNORECASE)


def degree(kind: str, subject: str) -> str:
    """A degree with its subject: `BSc in Physics`.

    A kind that says its subject already stands alone.

    >>> degree("BSc Physics", "Physics")
    'BSc Physics'
    >>> degree("BSc Physics", "Physics and Chemistry")
    'BSc Physics and Chemistry'
    """
    if not kind or not subject:
        return kind or subject
    said, more = _words(kind), _words(subject)
    if SAYS_A_SUBJECT.search(kind) or _holds(said, more):
        return kind
    if _holds(more, said):
        return subject
    if shared := _shared(said, more):
        rest = list(WORDS.finditer(subject))[shared - 1].end()
        return f"{kind}{subject[rest:]}"
    return f"{kind} in {subject}"


def _words(text: str) -> list[str]:
    return [word.casefold() for word in WORDS.findall(text)]


def _holds(whole: list[str], part: list[str]) -> bool:
    """Whether `part` stands in `whole`, in its order and in one piece."""
    starts = range(len(whole) - len(part) + 1)
    return any(whole[i : i + len(part)] == part for i in starts)


def _shared(first: list[str], second: list[str]) -> int:
    """How many words the end of one and the beginning of the other share."""
    sizes = range(min(len(first), len(second)), 0, -1)
    return next((n for n in sizes if first[-n:] == second[:n]), 0)

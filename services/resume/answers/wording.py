"""Sentences joined to what stands before them, and words put in front."""

from __future__ import annotations

OPENING_WORDS = frozenset(
    "She He They Her His Their It In At My There Outside The".split()
)
"""Words that lose their capital where a sentence goes on after "Yes,"."""


def lower_opening(text: str) -> str:
    """The sentence as it stands after "Yes," or a colon; names keep their capital."""
    head, space, rest = text.partition(" ")
    return f"{head.lower()}{space}{rest}" if head in OPENING_WORDS else text


def upper_opening(text: str) -> str:
    """The text with a capital in front."""
    return text[:1].upper() + text[1:]


def word_count(*texts: str) -> int:
    """How many words the texts have together."""
    return sum(len(text.split()) for text in texts)

"""A text in the pieces that it is spoken in, so that sound starts early."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 240
"""Characters that are spoken in one breath, some 16 s; longer sentences are parted."""
SHORTEST_CLAUSE = 8
"""A first clause shorter than this is over before the next piece is made."""

_SENTENCE_END = re.compile(
    r"(?:(?<=[.!?…])|(?<=[.!?…][\"')\]»”]))\s+(?=[^\sa-zß-öø-ÿ])|(?<=[。！？])\s*|\n+"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Hon|Rev|Gen|Col|Capt|Sgt|Gov|Sen|St|Jr|Sr|No|vs|etc"
    r"|rer|nat|phil|e\.g|i\.e|approx|Inc|Ltd|Corp|Co|z\.B)"
    r"|\b[A-Z](?:\.[A-Z])*)\.$"
)
"""A stop that ends no sentence: of a title, or of an initial."""
_CLAUSE_END = re.compile(r"(?<=[,;:—–，；：])\s+|(?<=[，；：、])|\s+(?=[—–] )")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, none of them empty."""
    found: list[str] = []
    begun = ""
    for part in _SENTENCE_END.split(text):
        begun = f"{begun} {part}".strip()
        if begun and not _ABBREVIATED.search(begun):
            found.append(begun)
            begun = ""
    return found + [begun] * bool(begun)


def pieces(text: str) -> list[str]:
    """Return the text's first clause, the rest of its sentence, and the others.

    >>> pieces("Since 2021, she has led the team. She likes it.")
    ['Since 2021,', 'she has led the team.', 'She likes it.']
    """
    first, *rest = breaths(text) or [""]
    return [piece for piece in (*_first_clause(first), *rest) if piece]


def breaths(text: str) -> list[str]:
    """Return the sentences, the long ones parted where a reader would breathe."""
    return [part for sentence in sentences(text) for part in _parted(sentence)]


def stretches(text: str, longest: int) -> list[str]:
    """Return a text longer than `longest` in pieces of whole breaths, up to that."""
    if len(text) <= longest:
        return [text]
    found: list[str] = []
    for part in breaths(text):
        if found and len(found[-1]) + len(part) < longest:
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return found


def _first_clause(sentence: str) -> tuple[str, str]:
    for end in _CLAUSE_END.finditer(sentence):
        if end.start() >= SHORTEST_CLAUSE:
            return sentence[: end.start()], sentence[end.end() :]
    return sentence, ""


def _parted(sentence: str) -> Iterator[str]:
    while len(sentence) > LONGEST:
        at = _breath(sentence)
        yield sentence[:at].rstrip()
        sentence = sentence[at:].lstrip()
    if sentence:
        yield sentence


def _breath(sentence: str) -> int:
    """Where to part a long sentence: at its last clause, else word, that fits."""
    ends = [end.start() for end in _CLAUSE_END.finditer(sentence, 0, LONGEST)]
    return max(ends, default=0) or sentence.rfind(" ", 1, LONGEST) % (LONGEST + 1)

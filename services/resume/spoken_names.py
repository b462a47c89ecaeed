"""The ways in which a written name is said: "FastAPI" as "fast a p i"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product

Sayings = Mapping[str, Sequence[str]]

PART = re.compile(
    r"[A-Z]{2,}(?=s?\b|[A-Z][a-z]|\d)|[A-Z]?[^\W\d_A-Z]+|[A-Z]+|\d|[+#&.]"
)
ASIDE = re.compile(r"\([^()]*\)")
VOWEL = re.compile(r"[aeiouy]", re.I)
SYMBOLS = {"+": ("plus",), "#": ("sharp",), "&": ("and",), ".": ("", "dot")}
MAX_SPELLED_CHARS = 5
MAX_WAYS = 8


def ways_to_say(name: str, sayings: Sayings) -> tuple[str, ...]:
    """Words in small letters, apart from each other; single letters are spelled."""
    if whole := sayings.get(name.casefold()):
        return tuple(whole)
    parts = PART.findall(ASIDE.sub(" ", name))
    choices = [tuple(_part(part, sayings)) for part in parts]
    said = (" ".join(" ".join(way).split()) for way in product(*choices))
    return tuple(dict.fromkeys(filter(None, islice(said, MAX_WAYS))))


def _part(part: str, sayings: Sayings) -> Iterator[str]:
    small = part.casefold()
    if part in SYMBOLS:
        yield from SYMBOLS[part]
    elif small in sayings:
        yield from sayings[small]
    elif len(part) > MAX_SPELLED_CHARS or not part.isalpha():
        yield small
    elif part.isupper() or not VOWEL.search(part):
        yield " ".join(small)
        if VOWEL.search(part) and len(part) > 2:
            yield small
    else:
        yield small

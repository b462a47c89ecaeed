"""How much of a thing is meant, and compared with what: all, some, first, better."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from services.llm.derived import steps
from services.llm.ground import Unit
from services.llm.lexicon import Lexicon, Token, kin, stem

ALL = frozenset("every each all whole entire".split())
SOME = frozenset("some part parts half few most several".split())
BETWEEN = frozenset("of the her his their its my these those that other single".split())
NO_THING = frozenset(
    "day days time times thing things step steps hour night week month year morning "
    "one ones way case".split()
)
"""What `every` before says nothing about the scope of."""
PERIOD = "(?:hour|day|night|week|month|quarter|year|season|winter|spring|summer|autumn)"
PLACED = re.compile(rf"\b(?:first|second|third|last|next|opening) {PERIOD}\b", re.I)
COMPARED = re.compile(
    r"\b(?:better|worse|(?:more|less) (?:\w+ )?\w+|(?!other|rather)\w{3,}er) than\b"
    r"|\b(?:outperform|beat|surpass|exceed|outdo)(?:s|ed|ing|en)?\b",
    re.IGNORECASE,
)
EQUAL = re.compile(r"\bas \w+ as\b|\bmatch(?:es|ed|ing)?\b|\bequal", re.IGNORECASE)


def wrong_scope(
    text: str,
    tokens: Sequence[Token],
    units: Sequence[Unit],
    closest: Sequence[Unit],
    lexicon: Lexicon,
) -> str:
    """What is said to be more, less or better than written; empty when nothing is.

    `every hospital` for `the whole company`, `better than` for `as well as`.
    """
    whole = {pair for unit in units for pair in scoped(unit.tokens, ALL, lexicon)}
    for thing in scoped(tokens, ALL, lexicon):
        if not any(kin(m, its) for m in lexicon.meanings(thing) for its in whole):
            return f"all {thing!r}"
    for thing in scoped(tokens, SOME, lexicon):
        if any(kin(stem(thing), its) for its in whole):
            return f"some {thing!r}"
    said = " ".join(unit.text for unit in units).lower()
    for match in PLACED.finditer(text):
        if PLACED.search(said) and match.group().lower() not in said:
            return f"{match.group()!r}"
    if COMPARED.search(text) and not any(COMPARED.search(u.text) for u in units):
        equal = any(EQUAL.search(unit.text) for unit in closest)
        if equal and not any(True for unit in closest for _ in steps(unit)):
            return "better for equal"
    return ""


def scoped(
    tokens: Sequence[Token], quantifiers: frozenset[str], lexicon: Lexicon
) -> Iterator[str]:
    """The things that `every` and its like stand before, as stems."""
    for place, token in enumerate(tokens):
        if token.key not in quantifiers:
            continue
        after = [t for t in tokens[place + 1 : place + 5] if t.key not in BETWEEN]
        if not after or after[0].key in lexicon.stop or after[0].key in NO_THING:
            continue
        if after[0].key[0].isdigit():
            continue
        yield stem(after[0].key)


def swapped(tokens: Sequence[Token], units: Sequence[Unit], lexicon: Lexicon) -> str:
    """Which two words have changed places; empty when none have.

    `counts visitors and forgets visits` where it counts visits.
    """
    told = set(_pairs(tokens, lexicon))
    for unit in units:
        written = set(_pairs(unit.tokens, lexicon))
        missing = told - written
        firsts, seconds = dict(written), {b: a for a, b in written}
        for one, other in missing:
            right, its = firsts.get(one), seconds.get(other)
            if right and its and (its, right) in missing:
                return f"{one} {other} for {one} {right}"
    return ""


def _pairs(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    for one, other in pairwise(tokens):
        if one.key not in lexicon.stop and other.key not in lexicon.stop:
            yield one.key.removesuffix("s"), other.key.removesuffix("s")

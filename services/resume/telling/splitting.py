"""Where a sentence ends, and where a point is only an abbreviation's."""

from __future__ import annotations

import re

ABBREVIATIONS = frozenset(
    """st dr mr mrs ms prof rev hon sr jr inc ltd co corp llc vs etc eg ie e.g
    i.e approx ca dept est fig gen gov jan feb mar apr jun jul aug sep sept
    oct nov dec mt no nos vol pp ed eds univ ave blvd rd ph.d m.sc b.sc b.a
    m.a u.s u.k a.m p.m incl max min resp cf al lt col sgt capt cpl maj ext
    tel misc bros""".split()
)
ENDS_TOO = frozenset("inc ltd co corp llc etc jr sr a.m p.m u.s u.k al ph.d".split())
"""Abbreviations that can also be the last word: then a capital word of another kind
follows."""
END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)")
STARTERS = frozenset(
    """I We She He They It The A An This That These My Our His Her Their In On
    At When While After Before As For With Led Built Also Now""".split()
)
NUMBER_FOLLOWS = frozenset(("no", "nos", "vol", "pp", "fig"))


def split_sentences(text: str, *, semicolons: bool = False) -> tuple[str, ...]:
    """Return the sentences of a text; with `semicolons` those end one as well."""
    pieces = list(_sentences(text))
    if semicolons:
        pieces = [part for piece in pieces for part in _parts(piece)]
    return tuple(piece.strip() for piece in pieces if piece.strip(" .;"))


def _sentences(text: str) -> list[str]:
    pieces, start = [], 0
    for end in END.finditer(text):
        if _ends(text[start : end.start()], end.group(), text[end.end() :].lstrip()):
            pieces.append(text[start : end.end()])
            start = end.end()
    return [*pieces, text[start:]]


def _ends(before: str, mark: str, rest: str) -> bool:
    """Whether the mark between these two texts closes a sentence."""
    if not rest:
        return False
    if not mark.startswith("."):
        return not rest[0].islower()
    if rest[0].islower() and not re.match(r"i[A-Z]|e[A-Z]", rest):
        return False
    word = before.split()[-1].lstrip("(\"'“") if before.split() else ""
    known = word.lower()
    if known in ABBREVIATIONS:
        if known in NUMBER_FOLLOWS and not rest[0].isdigit():
            return True
        return known in ENDS_TOO and rest.split()[0] in STARTERS
    initials = re.fullmatch(r"(?:[A-Z]\.)*[A-Z]", word)
    return not initials or word == "I"


def _parts(sentence: str) -> list[str]:
    """Cut at semicolons outside brackets."""
    parts, depth, start = [], 0, 0
    for at, letter in enumerate(sentence):
        depth += (letter in "([{") - (letter in ")]}")
        if letter == ";" and depth <= 0:
            parts.append(sentence[start:at])
            start = at + 1
    return [*parts, sentence[start:]]

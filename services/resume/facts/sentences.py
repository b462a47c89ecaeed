"""Text cut into sentences, never at an abbreviation."""

from __future__ import annotations

import re

ABBREVIATIONS = frozenset(
    """st dr mr mrs ms mx prof no nos vol vols ed eds fig figs al vs etc e.g i.e eg ie
    cf ca approx dept univ inc ltd co corp jr sr ft mt gen col sgt capt lt rev hon
    u.s u.k jan feb mar apr jun jul aug sep sept oct nov dec z.b bzw usw ca nr bspw
    p.ex sra sres dra ph.d m.sc b.sc b.a m.a d.c a.m p.m max min tel str av ave incl
    """.split()
)
ENDS_SENTENCES = frozenset("inc ltd co corp etc jr sr ph.d m.sc b.sc b.a m.a".split())
"""Abbreviations that may also be the last word of a sentence."""
END = re.compile(r"(?<=[.!?…])[”\"')\]]*\s+(?=[“\"'(\[¿¡]*[A-Z0-9À-ÖØ-ÞĀ-Ž])")
LAST_WORD = re.compile(r"([\w.]+)\.[”\"')\]]*$")
SPACES = re.compile(r"\s+")
BULLETS = re.compile(r"(?:^|\n)\s*(?:[-*•–]\s+)?")
OPENERS = frozenset(
    "the a an i he she they we it this that these those his her their our my in at on "
    "for with as after before since then now also and but when while".split()
)
"""Words that begin a sentence with a capital and are no part of a name."""


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text; every line of it is at least one."""
    return tuple(
        sentence
        for line in BULLETS.split(text)
        for sentence in _of_line(SPACES.sub(" ", line).strip())
    )


def closed(text: str) -> str:
    """The text as a sentence, with a full stop at its end."""
    if not text or text[-1] in ".!?…":
        return text
    if text[-1] in "”\"'’)" and text[-2:-1] in tuple(".!?…"):
        return text
    return text.rstrip(" ,;:") + "."


def _of_line(line: str) -> list[str]:
    found: list[str] = []
    start = 0
    for end in END.finditer(line):
        head = line[start : end.end()].strip()
        if _cut_here(head, line[end.end() :]):
            found.append(head)
            start = end.end()
    if rest := line[start:].strip():
        found.append(rest)
    return found


def _cut_here(head: str, rest: str) -> bool:
    """Whether the stop at the end of `head` ends a sentence."""
    last = LAST_WORD.search(head)
    if last is None:
        return True
    word = last[1]
    follower = re.match(r"[“\"'(\[]*(\w+)", rest)
    opens = bool(follower and follower[1].lower() in OPENERS)
    if len(word) == 1 and word.isalpha():
        return opens and word != "I"  # an initial: "J. Tanaka"
    known = word.lower()
    if known in ENDS_SENTENCES or re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", word):
        return opens
    if word.isdigit() and len(head) == len(word) + 1:
        return False  # "2. Then" of a numbered list
    return known not in ABBREVIATIONS

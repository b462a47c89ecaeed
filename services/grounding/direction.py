"""Up or down, more or less, from one thing to another."""

from __future__ import annotations

import re

from services.grounding.claim import Claim
from services.grounding.evidence import Evidence
from services.grounding.words import Token, load_words, telling

PHRASAL = re.compile(
    r"\b(?:set|sign|back|pick|speak|spoke|gr[eo]w|take|took|put|stand|stood|open|follow"
    r"|wrap|end|start|build|built|clean|look|ma[dk]e|keep|kept|br[io][na]g|brought)"
    r"(?:s|ing|p?ed|ting|ning)?\s(?:up|down)\b"
)
"""Verbs with an "up" that says nothing of a direction."""
FROM_TO = re.compile(
    r"\bfrom\b(?P<one>[^;.]{1,80}?)\b(?:in)?to\b(?P<other>[^,;.]*)", re.I
)


def direction(claim: Claim, evidence: Evidence) -> str:
    """What goes up in the fact must not go down."""
    said = _turns(claim)
    if claim.denied:
        said -= {"open", "close", "win", "lose"}
    held = frozenset[str]().union(*(_turns(text) for text in evidence.texts))
    opposites = load_words().turns
    for turn in said - held:
        if opposites[turn] in held:
            return f"{turn}, not {opposites[turn]}"
    ups = [n for n in claim.numbers if n.role == "from"]
    for start in ups:
        ends = [n for n in claim.numbers if n.role == "to" and n.start > start.start]
        if ends and "up" in said and ends[0].value < start.value:
            return "goes down"
        if ends and "down" in said and ends[0].value > start.value:
            return "goes up"
    return ""


def _turns(claim: Claim) -> frozenset[str]:
    """The directions that a text names: "up", "down", "with", "without", …"""
    text = f" {claim.text.lower()} "
    text = re.sub(r"\b(?:more|less|fewer|better) than\b|up to\b", " ", text)
    text = PHRASAL.sub(" ", text)
    found = set()
    for turn, words in load_words().turning.items():
        if any(f" {word} " in re.sub(r"[^\w' ]", " ", text) for word in words):
            found.add(turn)
    return frozenset(found)


def from_to(claim: Claim, evidence: Evidence) -> str:
    """What it came from in the fact must not be what it came to."""
    for said in FROM_TO.finditer(claim.text):
        for text in evidence.texts:
            for held in FROM_TO.finditer(text.text):
                start, end = _stems(text, held, "one"), _stems(text, held, "other")
                begun, ended = _stems(claim, said, "one"), _stems(claim, said, "other")
                if begun & end - start or ended & start - end:
                    return "from and to are exchanged"
    return ""


def _stems(claim: Claim, match: re.Match[str], group: str) -> frozenset[str]:
    start, end = match.span(group)
    return frozenset(
        w.stem for w in claim.all_words if start <= w.start < end and _names(w)
    )


def _names(word: Token) -> bool:
    return telling(word) or word.named

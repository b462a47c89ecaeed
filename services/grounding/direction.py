"""Up or down, more or less, from one thing to another."""

from __future__ import annotations

import re
from collections.abc import Iterable

from services.grounding.claim import Claim, claim_of
from services.grounding.evidence import Evidence
from services.language.english import Token, opposites, telling, tokens

PHRASAL = re.compile(
    r"\b(?:more|less|fewer|better|earlier|later|longer|shorter|larger) than\b"
    r"|\b(?:set|sign|back|pick|speak|spoke|grow|grew|take|took|put|stand|stood|open|follow"
    r"|wrap|end|start|build|built|clean|look|ma[dk]e|keep|kept|bring|write|wrote|draw|drew"
    r"|settl|calm|hand|track|track|lay|laid|shut|clos|broke|break|hunt)"
    r"(?:s|es|ing|ed|p?ed|ting|ning)?\s(?:up|down)\b"
    r"|\btaught (?:him|her|them)sel(?:f|ves)\b"
    r"|\b(?:at least|at most|up to|no longer|any longer|no more|any more|once more)\b"
)
REPLACE = re.compile(
    r"\b(?:replac|swap|substitut|exchang)\w*\b(?P<one>[^;.]{1,80}?)\b(?:with|by)\b"
    r"(?P<other>[^,;.]*)",
    re.IGNORECASE,
)
UP = frozenset("rise raise increase grow double triple gain lift climb up".split())
DOWN = frozenset("fall drop cut reduce decreas lower shrink trim declin down".split())
ACROSS = {
    frozenset(pair.split())
    for pair in (
        "from to",
        "from into",
        "for against",
        "with without",
        "under over",
        "above below",
    )
}
"""Prepositions that say the contrary of each other."""
PREPOSITIONS = frozenset(word for pair in ACROSS for word in pair)
BREAKS = frozenset("and but by at in on of as that which who when while".split())


def direction(claim: Claim, evidence: Evidence) -> str:
    """What goes up in the fact must not go down, nor any other word be turned round."""
    held = _stems_of(text.text for text in evidence.texts)
    held |= _stems_of((evidence.fact.sentence,))
    for stem in _stems_of((claim.text,)) - held:
        against = opposites().get(stem, frozenset()) & held
        if stem in claim.denied and not against & evidence.denied:
            continue
        if against:
            return f"{stem}, not {', '.join(sorted(against))}"
    return _against_its_numbers(claim)


def _stems_of(texts: Iterable[str]) -> frozenset[str]:
    plain = (PHRASAL.sub(" ", text.lower()) for text in texts)
    return frozenset(word.stem for text in plain for word in tokens(text))


def _against_its_numbers(claim: Claim) -> str:
    """Whether a sentence says "rose from 9 to 4"."""
    stems = _stems_of((claim.text,))
    for start in (n for n in claim.numbers if n.role == "from"):
        ends = [n for n in claim.numbers if n.role == "to" and n.start > start.start]
        if ends and stems & UP and not stems & DOWN and ends[0].value < start.value:
            return "goes down"
        if ends and stems & DOWN and not stems & UP and ends[0].value > start.value:
            return "goes up"
    return ""


def exchange(claim: Claim, evidence: Evidence) -> str:
    """What is replaced must not be what replaces it, nor "for" be "against"."""
    whole = claim_of(claim.whole or claim.text)
    for said in REPLACE.finditer(whole.text):
        for text in evidence.texts:
            for held in REPLACE.finditer(text.text):
                if _exchanged(whole, said, text, held):
                    return "one is exchanged for the other"
    said_of, held_of = _governed(claim), _governed(evidence.told)
    for stem, preposition in said_of.items():
        theirs = held_of.get(stem, preposition)
        if frozenset((preposition, theirs)) in ACROSS:
            return f"{preposition} and not {theirs} {stem}"
    return ""


def _exchanged(
    claim: Claim, said: re.Match[str], text: Claim, held: re.Match[str]
) -> bool:
    start, end = _stems(text, held, "one"), _stems(text, held, "other")
    begun, ended = _stems(claim, said, "one"), _stems(claim, said, "other")
    return bool(begun & end - start or ended & start - end)


def _stems(claim: Claim, match: re.Match[str], group: str) -> frozenset[str]:
    start, end = match.span(group)
    return frozenset(
        w.stem for w in claim.all_words if start <= w.start < end and _names(w)
    )


def _names(word: Token) -> bool:
    return telling(word) or word.named


def _governed(claim: Claim) -> dict[str, str]:
    """The preposition, of those that have a contrary, that each word stands under."""
    found: dict[str, str] = {}
    last = ""
    for word in claim.all_words:
        if word.lower in PREPOSITIONS:
            last = word.lower
        elif word.lower in BREAKS:
            last = ""
        elif last and telling(word):
            found[word.stem] = last
    return found

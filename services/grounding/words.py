"""Every word of a claim that tells something: in the fact, or another word for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.grounding.claim import Claim
from services.grounding.evidence import PROSE, Evidence
from services.language.english import (
    Token,
    borne,
    listed,
    opposites,
    stems_of,
    table,
    telling,
)
from services.models.fact import Kind

BUT = re.compile(r"\b(?:but|rather)\b", re.IGNORECASE)
"""With it a denial only leads to what is said instead."""
COMPARES = re.compile(r"\bthan\b|\b(?:as|twice) (?:\w+ ){1,2}as\b", re.IGNORECASE)
SHARE = 0.5
"""Words of its own that a sentence may have for each that it has of the fact."""


def words(claim: Claim, evidence: Evidence) -> str:
    """Every word that tells something must be in the fact, or be of its meaning.

    A sentence of prose may be put in other words: a few of the claim's may stand for
    as many of the fact's, if none of them is a name, praise, or a part somebody had.
    """
    missing = [w for w in claim.words if not _there(w, claim, evidence)]
    if missing and not _put_otherwise(missing, claim, evidence):
        return f"not there: {', '.join(w.text for w in missing)}"
    return ""


def _there(word: Token, claim: Claim, evidence: Evidence) -> bool:
    """Whether a word is in the fact, or is asked after by another check."""
    if borne(word, evidence.keys | evidence.near) or word.lower in _judged_elsewhere(
        claim
    ):
        return True
    if word.stem not in claim.denied:
        return False
    instead = BUT.search(claim.whole or claim.text, word.end)
    if instead or (evidence.fact.kind is Kind.LEVEL and not word.named):
        return True
    return bool(opposites().get(word.stem, frozenset()) & evidence.own)


def _judged_elsewhere(claim: Claim) -> frozenset[str]:
    """Words of scope and of comparing, which have checks of their own."""
    scope = frozenset(" ".join(table("scope").values()).split())
    compares = COMPARES.search(claim.whole or claim.text)
    return scope | listed("comparing") if compares else scope


def _put_otherwise(missing: Sequence[Token], claim: Claim, evidence: Evidence) -> bool:
    """Whether the words that are missing may stand for others of the fact."""
    weighty = stems_of("weighty")
    if evidence.fact.kind not in PROSE or any(
        w.named or w.stem in weighty or w.stem in evidence.elsewhere for w in missing
    ):
        return False
    known = sum(borne(w, evidence.own - evidence.names) for w in claim.words)
    known += len(claim.numbers) + len(claim.dates)
    keys = frozenset(key for w in claim.words for key in w.keys)
    unsaid = [w for w in evidence.told.words if not borne(w, keys)]
    if _in_its_place(missing, unsaid, claim, evidence):
        return False
    return len(missing) <= min(known * SHARE, len(unsaid))


def _in_its_place(
    missing: Sequence[Token], unsaid: Sequence[Token], claim: Claim, evidence: Evidence
) -> bool:
    """Whether a word stands beside one of the fact where the fact has another.

    "64 new roofs" for "64 new homes" is no other wording. What is put in other words
    is so with the words around it.
    """
    said = [w for w in claim.all_words if telling(w)]
    told = [w for w in evidence.told.all_words if telling(w)]
    for word in (w for w in missing if w in said):
        at = said.index(word)
        for other in (w for w in unsaid if w in told):
            its = told.index(other)
            if any(_alike(said, at + step, told, its + step) for step in (-1, 1)):
                return True
    return False


def _alike(one: Sequence[Token], at: int, other: Sequence[Token], its: int) -> bool:
    """Whether the words at two places mean the same, or both places are the end."""
    inside = 0 <= at < len(one), 0 <= its < len(other)
    if not all(inside):
        return not any(inside)
    return bool(one[at].keys & other[its].keys)

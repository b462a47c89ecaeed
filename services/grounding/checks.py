"""What must agree between a claim and the fact that bears it out, a check each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from services.grounding.amounts import numbers
from services.grounding.claim import Claim
from services.grounding.denial import direction, negation
from services.grounding.evidence import Evidence
from services.grounding.extent import helped, planned, scope, tense
from services.grounding.identity import is_one, quoting
from services.grounding.roles import exchange, under, who
from services.grounding.times import wrong_date
from services.grounding.words import words

Check = Callable[[Claim, Evidence], str]
"""Why a claim is not borne out by a fact, or nothing."""


def dates(claim: Claim, evidence: Evidence) -> str:
    """Every date must be one of the fact's or of its entry, and its right end."""
    for said in claim.dates:
        if reason := wrong_date(said, evidence.times):
            return f"{said.first:%Y-%m}: {reason}"
    return ""


ALL: Mapping[str, Check] = MappingProxyType(
    {
        "words": words,
        "numbers": numbers,
        "dates": dates,
        "negation": negation,
        "direction": direction,
        "exchange": exchange,
        "scope": scope,
        "helped": helped,
        "planned": planned,
        "who": who,
        "quoting": quoting,
        "is_one": is_one,
        "under": under,
        "tense": tense,
    }
)
CONTRADICTING = frozenset(ALL) - {"words"} | {"order", "compared"}

"""What is over and what still is."""

from __future__ import annotations

import re

from services.grounding.claim import Claim
from services.grounding.evidence import Evidence
from services.language.english import listed
from services.models.fact import Kind

EARNED = frozenset("holds hold earned got received has graduate".split())
SPANS = ("experience", "volunteer", "education")

PRESENT = re.compile(
    r"\b(?:he|she|they)(?:['’]s|\s(?:is|are|am|now|still|currently|also))*\s"
    r"(?:is|are|(?!was\b|has\b|does\b|always\b)[a-z]{2,}(?<!s)s)\b",
    re.IGNORECASE,
)
USED_TO = re.compile(
    r"\bused to\b|\bno longer\b|\buntil\b|\bany ?more\b", re.IGNORECASE
)
WAS = re.compile(r"\b(?:was|were)\s(?:an?\s|the\s|\w+\s)?([\w-]+)", re.IGNORECASE)


def tense(claim: Claim, evidence: Evidence) -> str:
    """Whether somebody still does it must be as the entry's time has it."""
    entry = evidence.entry
    if entry is None or entry.period is None or entry.section not in SPANS:
        return ""
    words = {w.lower for w in claim.all_words}
    if entry.period.ongoing:
        held = {w.lower for w in evidence.told.all_words}
        not_yet = re.search(r"\bnot\b|n['’]t\b", claim.text)
        if words & EARNED - held and entry.section == "education" and not not_yet:
            return "is not over"
        if (words & listed("past") - held and not not_yet) or USED_TO.search(
            claim.text
        ):
            return "is not over"
        return "is not over" if _was_it(claim, evidence) else ""
    held = {w.lower for w in evidence.told.all_words}
    if words & listed("present") - held and "since" not in held:
        return "is over"
    plain = evidence.fact.kind is Kind.TENURE or not evidence.fact.derived
    if plain and PRESENT.search(claim.text) and not words & listed("present") & held:
        return "is over"
    return ""


def _was_it(claim: Claim, evidence: Evidence) -> bool:
    """Whether somebody is said to have been what he or she is."""
    role = (evidence.entry.role if evidence.entry else "").lower().split()
    held = {w.lower for w in evidence.told.all_words}
    return any(
        m[1].lower() in role and "was" not in held for m in WAS.finditer(claim.text)
    )

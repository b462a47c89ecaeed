"""All of it or some, first or only, alone or with others."""

from __future__ import annotations

import re
from itertools import pairwise

from services.grounding.claim import NOT_WON, Claim
from services.grounding.evidence import Evidence, names_of
from services.language.english import borne, listed, table, telling, tokens

IDIOM = re.compile(r"\b(?:above|in|at|after|first of) all\b", re.IGNORECASE)
NOT_ALL = re.compile(r"\bnot (?:all|every)\b", re.IGNORECASE)
WITHIN = re.compile(r"\s(?:within|in|among|of|on|at|for)\b")
LINKS = frozenset("of in the a an his her their all".split())
LINK = re.compile(r"[\s-]*(?:(?:of|in)\s)?(?:(?:the|an?|his|her|their|all)\s)*")
NEAR = 3
"""Words before a thing that may say that only a part of it is meant."""


def scope(claim: Claim, evidence: Evidence) -> str:
    """All, only, first and most must be in the fact, and some may not be dropped."""
    held = frozenset[str]().union(*map(_plain, evidence.texts))
    entry = evidence.entry
    held |= {w.lower for w in tokens(names_of(entry))} if entry else set()
    for name, scope_words in table("scope").items():
        in_scope = frozenset(scope_words.split())
        said = _plain(claim) & in_scope
        if not said or (name == "all" and evidence.fact.derived):
            continue
        if name == "all" and NOT_ALL.search(claim.text):
            continue
        if not held & in_scope and not (name == "most" and _more_than_half(evidence)):
            return f"{name}: {', '.join(sorted(said))}"
        if name != "all" and _widened(claim, evidence, in_scope):
            return f"{name} of more"
    return _dropped(claim, evidence)


def _plain(claim: Claim) -> frozenset[str]:
    """The words of a text, those of "above all" and "in all" left out."""
    return frozenset(w.lower for w in tokens(IDIOM.sub(" ", claim.text)))


def _more_than_half(evidence: Evidence) -> bool:
    return any(n.unit == "%" and n.value > 50 for n in evidence.numbers)


def _widened(claim: Claim, evidence: Evidence, named: frozenset[str]) -> bool:
    """Whether the first of a few, as the fact has it, is told without the few."""
    told = evidence.told
    places = [w.end for w in told.all_words if w.lower in named]
    if not places or not WITHIN.match(told.text, places[-1]):
        return False
    few = [w for w in told.words if w.start > places[-1]][:NEAR]
    keys = frozenset(key for w in claim.words for key in w.keys)
    return bool(few) and not any(w.keys & keys for w in few)


def _dropped(claim: Claim, evidence: Evidence) -> str:
    """A part told as the whole, or an assistant as what he assists."""
    restrictors = listed("restrictors")
    first = evidence.told.all_words[:1]
    ranked = bool(first) and first[0].lower in listed("lower_ranks")
    if evidence.listed or evidence.fact.derived or ranked:
        restrictors |= listed("lower_ranks")
    if restrictors & {w.lower for w in claim.all_words}:
        return ""
    told = evidence.told
    for one, two in pairwise([w for w in told.all_words if w.lower not in LINKS]):
        between = told.text[one.end : two.start]
        if one.lower not in restrictors or not LINK.fullmatch(between):
            continue
        if any(borne(w, two.keys) for w in claim.words):
            return f"not {one.lower}"
    return ""


def helped(claim: Claim, evidence: Evidence) -> str:
    """Who helped did not do it alone."""
    softeners = listed("softeners")
    told = evidence.told.all_words
    first = [w for w in told if telling(w) or w.lower in softeners][:1]
    if {w.lower for w in told} & NOT_WON and not claim.denied:
        return "" if {w.lower for w in claim.all_words} & NOT_WON else "has not won"
    soft = bool(first) and first[0].lower in softeners
    if soft and not {w.lower for w in claim.all_words} & softeners:
        return "only a part in it"
    return ""

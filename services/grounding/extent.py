"""How much of it: all or some, first or alone, planned or done, over or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from services.grounding.claim import CLAUSE_END, NOT_WON, Claim
from services.grounding.denial import ALONE, NOT_ALL, OF_WHICH
from services.grounding.evidence import SPANS, Evidence, names_of
from services.language.english import Token, borne, listed, table, telling, tokens
from services.models.fact import Kind

IDIOM = re.compile(
    r"\b(?:above|in|at|after|first of) all\b|\beverything from\b"
    r"|\bonly (?:then|later|after|just)\b",
    re.IGNORECASE,
)
WITHIN = re.compile(r"\s(?:within|in|among|of|on|at|for)\b")
LINKS = frozenset("of in the a an his her their all".split())
LINK = re.compile(r"[\s-]*(?:(?:of|in)\s)?(?:(?:the|an?|his|her|their|all)\s)*")
NEAR = 3
"""Words before a thing that may say that only a part of it is meant."""
PLANNED = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|hop(?:e|es|ing) to|will|would like|wants? to"
    r"|due to (?:be|start|begin|open|finish)|intends?|aims? to|aiming to|looking to"
    r"|upcoming"
    r"|forthcoming"
    r"|(?:am|is|are|still|currently|now)\s(?:\w+ing(?<!during))\b(?=\s(?:an?|my"
    r"|his|her|their|the|for|on|to)\b)|in progress|under way|to be \w+ed)\b",
    re.IGNORECASE,
)
NOT_DONE = re.compile(
    r"\b(?:plan\w*|hop(?:e|es|ing)|will|would|wants?|wish\w*|dream\w*|due|intend\w*|aim\w*"
    r"|looking|upcoming|forthcoming|going to|next|future|consider\w*|not yet|yet|soon"
    r"|is|are|still|currently|ahead|prepar\w+|scheduled|in progress|under way"
    r"|working on|['’]ll|set to|has? (?:her|his|their) (?:eye|heart)|expect\w*|one day"
    r"|keen|open to|likes?)\b",
    re.IGNORECASE,
)
STARTED = re.compile(
    r"\b(?:is|are|['’]s|['’]re) (?:now |currently |already )?\w+ing\b"
    r"(?<!planning)(?<!hoping)(?<!going)(?<!looking)(?<!aiming)(?<!preparing)"
    r"(?<!intending)(?<!considering)",
    re.IGNORECASE,
)
EARNED = frozenset("holds hold earned got received has graduate".split())
PRESENT = re.compile(
    r"\b(?:he|she|they)(?:['’]s|\s(?:is|are|am|now|still|currently|also))*\s"
    r"(?:is|are|(?!was\b|has\b|does\b|always\b)[a-z]{2,}(?<!s)s)\b",
    re.IGNORECASE,
)
USED_TO = re.compile(
    r"\b(?:he|she|they) used to\b|\b(?:he|she|they)\b.{0,30}\b(?:no longer|until"
    r"|any ?more)\b",
    re.IGNORECASE,
)
WAS_STILL = re.compile(r"\b(?:was|were|had) (?:still|already)\b", re.IGNORECASE)
CLAUSE = re.compile(rf"{CLAUSE_END.pattern}|\b(?:after|before|when|until|then)\b")
IS_OVER = re.compile(r"\b(?:is|has been) over\b(?! \d)")
LASTING = (*SPANS, "projects")
WAS = re.compile(r"\b(?:was|were)\s(?:an?\s|the\s|\w+\s)?([\w-]+)", re.IGNORECASE)


def scope(claim: Claim, evidence: Evidence) -> str:
    """All, only, first and most must be in the fact, and some may not be dropped."""
    held = frozenset[str]().union(*map(_plain, evidence.texts))
    entry = evidence.entry
    held |= {w.lower for w in tokens(names_of(entry))} if entry else set()
    for name, scope_words in table("scope").items():
        in_scope = frozenset(scope_words.split())
        said = _plain(claim) & in_scope
        if not said or _needs_no_word(name, said, claim, evidence):
            continue
        if not held & in_scope:
            return f"{name}: {', '.join(sorted(said))}"
        if name != "all" and _widened(claim, evidence, in_scope):
            return f"{name} of more"
    return _dropped(claim, evidence)


def _needs_no_word(
    name: str, words: frozenset[str], claim: Claim, evidence: Evidence
) -> bool:
    """Whether the fact says it in other words: a count, a share, "2 of them"."""
    if {w.stem for w in claim.all_words if w.lower in words} <= claim.denied:
        return True
    if name == "all":
        return evidence.fact.derived or bool(NOT_ALL.search(claim.text))
    if name == "first":
        return "#first" in evidence.fact.id
    if name == "only":
        return _few_of_more(claim)
    if claim.denied and OF_WHICH.search(evidence.told.text):
        return True
    return any(n.unit == "%" and n.value > 50 for n in evidence.numbers)


def _few_of_more(claim: Claim) -> bool:
    """Whether an "only" stands before a number: "only two of the five"."""
    starts = {n.start - claim.start for n in claim.numbers}
    return any(m.end() in starts for m in re.finditer(r"\bonly ", claim.text, re.I))


def _plain(claim: Claim) -> frozenset[str]:
    """The words of a text, those of "above all" and "in all" left out."""
    return frozenset(w.lower for w in tokens(IDIOM.sub(" ", claim.text)))


def _widened(claim: Claim, evidence: Evidence, names: frozenset[str]) -> bool:
    """Whether the first of a few, as the fact has it, is told without the few."""
    told = evidence.told
    places = [w.end for w in told.all_words if w.lower in names]
    if not places or not WITHIN.match(told.text, places[-1]):
        return False
    few = [w for w in told.words if w.start > places[-1]][:NEAR]
    keys = frozenset(key for w in claim.words for key in w.keys)
    return bool(few) and not any(w.keys & keys for w in few)


def _dropped(claim: Claim, evidence: Evidence) -> str:
    """A part told as the whole, or an assistant as what he assists."""
    restrictors = _restrictors(evidence)
    told = evidence.told
    for one, two in pairwise([w for w in told.all_words if w.lower not in LINKS]):
        between = told.text[one.end : two.start]
        if one.lower not in restrictors or not LINK.fullmatch(between):
            continue
        whole = [b for a, b in pairwise(told.all_words) if a.lower not in restrictors]
        if any(w is not two and w.stem == two.stem for w in whole):
            continue
        nouns = [w for w in claim.words if borne(w, two.keys)]
        nouns = [w for w in nouns if w.stem not in claim.denied]
        enough = all if one.lower in listed("lower_ranks") else any
        if nouns and not enough(_restricted(w, claim, restrictors) for w in nouns):
            return f"not {one.lower}"
    return ""


def _restrictors(evidence: Evidence) -> frozenset[str]:
    """Words that make a part of what follows; ranks where they do."""
    first = evidence.told.all_words[:1]
    ranked = bool(first) and first[0].lower in listed("lower_ranks")
    if evidence.listed or evidence.fact.derived or ranked:
        return listed("restrictors") | listed("lower_ranks")
    return listed("restrictors")


def _restricted(word: Token, claim: Claim, restrictors: frozenset[str]) -> bool:
    """Whether a restrictor stands in the clause of a word."""
    whole = claim.whole or claim.text
    ends = [m.end() for m in CLAUSE.finditer(whole, 0, word.start)]
    start = ends[-1] if ends else 0
    stop = CLAUSE.search(whole, word.end)
    end = stop.start() if stop else len(whole)
    return any(
        start <= w.start < end and w.lower in restrictors for w in claim.all_words
    )


def helped(claim: Claim, evidence: Evidence) -> str:
    """Who helped did not do it alone, and who was shortlisted has not won."""
    softeners = listed("softeners")
    told = evidence.told.all_words
    said = {w.lower for w in claim.all_words}
    if {w.lower for w in told} & NOT_WON and not claim.denied:
        return "" if said & NOT_WON else "has not won"
    first = [w for w in told if telling(w) or w.lower in softeners][:1]
    soft = bool(first) and first[0].lower in softeners
    if not soft or said & softeners or (claim.denials and said & ALONE):
        return ""
    return "" if _behind_a_comma(claim, evidence) else "only a part in it"


def _behind_a_comma(claim: Claim, evidence: Evidence) -> bool:
    """Whether only what came of it is told, which stands behind the first comma."""
    told = evidence.told
    comma = told.text.find(",")
    keys = frozenset(key for w in told.words if w.start > comma for key in w.keys)
    owner = {w.lower for w in claim.all_words} & evidence.person.subjects
    return comma > 0 and not owner and any(w.keys & keys for w in claim.words)


def planned(claim: Claim, evidence: Evidence) -> str:
    """What is only hoped for, or not finished, must not be told as done."""
    told = evidence.told
    found = PLANNED.search(evidence.fact.text)
    if not found or evidence.fact.derived or claim.denied & set(_stems(told.words)):
        return ""
    if not _of_the_plan(claim.words, told, found.start()):
        return ""
    text = claim.whole or claim.text
    if not NOT_DONE.search(text):
        return "is only planned"
    begun = (
        STARTED.search(text)
        and not STARTED.search(found[0])
        and (not re.search(r"ing\b", found[0]))
    )
    return "has not begun" if begun else ""


def _of_the_plan(words: Sequence[Token], fact: Claim, start: int) -> bool:
    """Whether most of a claim's words stand behind the plan of a fact."""
    behind = frozenset(k for w in fact.words if w.start >= start for k in w.keys)
    before = frozenset(k for w in fact.words if w.start < start for k in w.keys)
    of_plan = sum(bool(w.keys & behind) and not w.keys & before for w in words)
    return of_plan > sum(bool(w.keys & before) for w in words)


def _stems(words: Sequence[Token]) -> list[str]:
    return [w.stem for w in words]


def tense(claim: Claim, evidence: Evidence) -> str:
    """Whether somebody still does it must be as the entry's time has it."""
    entry = evidence.entry
    words = {w.lower for w in claim.all_words}
    held = {w.lower for w in evidence.told.all_words}
    if held & {"still", "now"} and USED_TO.search(claim.text):
        return "is not over"
    if evidence.fact.kind is Kind.ORDER and words & listed("present") - held:
        return "is over"
    if entry is None or entry.period is None or entry.section not in LASTING:
        return ""
    if entry.period.ongoing:
        return "is not over" if _told_as_over(claim, evidence, words - held) else ""
    return "is over" if _told_as_present(claim, evidence, words, held) else ""


def _told_as_present(
    claim: Claim, evidence: Evidence, words: set[str], own: set[str]
) -> bool:
    """Whether what is over is told as going on; `own` are words of the fact."""
    present = listed("present")
    still = words & present - own and not WAS_STILL.search(claim.text)
    if still and "since" not in own:
        return True
    plain = evidence.fact.kind is Kind.TENURE or not evidence.fact.derived
    return plain and not words & present & own and bool(PRESENT.search(claim.text))


def _told_as_over(claim: Claim, evidence: Evidence, new: set[str]) -> bool:
    """Whether what still goes on is told as over; `new` are words the fact lacks."""
    not_yet = re.search(r"\bnot\b|n['’]t\b", claim.text)
    section = evidence.entry.section if evidence.entry else ""
    if not not_yet and new & listed("past"):
        return True
    if not not_yet and new & EARNED and section == "education":
        return True
    role = (evidence.entry.role if evidence.entry else "").lower().split()
    held = {w.lower for w in evidence.told.all_words}
    was = (m[1].lower() for m in WAS.finditer(claim.text))
    if IS_OVER.search(claim.whole or claim.text):
        return True
    return bool(USED_TO.search(claim.text)) or (
        "was" not in held and any(one in role for one in was)
    )

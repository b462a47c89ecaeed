"""Who is who: the owner is not another of the fact, nor another the owner."""

from __future__ import annotations

import re

from services.grounding.claim import Claim
from services.grounding.evidence import PROSE, Evidence
from services.grounding.people import main_verb
from services.language.english import keys_of, table, telling, tokens
from services.models.fact import Kind

NOT_A_VERB = frozenset(
    "and or in at of for with from to by on as is was 's who".split()
)
ONE = re.compile(
    r"\b(?:(?:he|she|they)(?: is| was| are| were| became|['’]s)(?: also| now| once)?"
    r" (?:an?|the|one of the)|as an?) (?P<what>(?:[\w-]+ ?){1,4})",
    re.IGNORECASE,
)
END_OF_NAME = re.compile(
    r"\b(?:of|in|at|for|with|who|that|which|on|and|by|to|from|he|she|they|it)\b"
)


def another(claim: Claim, evidence: Evidence) -> str:
    """A person whom the fact names must not have done what the owner did."""
    if evidence.fact.kind not in PROSE or evidence.fact.kind is Kind.QUOTE:
        return ""
    for value in evidence.fact.values:
        if value.kind != "person":
            continue
        said = _behind(claim.text, value.text)
        held = _behind(evidence.fact.text, value.text)
        if said and said not in NOT_A_VERB and said != held:
            return f"{value.text} {said}"
    return ""


def _behind(text: str, name: str) -> str:
    """The word right behind a name."""
    match = re.search(rf"{re.escape(name)}\s+([\w'’]+)", text)
    return match[1].lower() if match else ""


def is_one(claim: Claim, evidence: Evidence) -> str:
    """What the owner is said to be must be a role, or what the fact begins with."""
    if evidence.fact.kind not in PROSE:
        return ""
    told = () if main_verb(evidence) else evidence.told.all_words[:FIRST_WORDS]
    begins = frozenset(key for word in told for key in word.keys)
    roles = begins | evidence.names | evidence.headline
    section = evidence.entry.section if evidence.entry else ""
    roles |= keys_of(table("section").get(section, ""))
    roles |= keys_of(" ".join(AS.findall(evidence.fact.text)))
    for match in ONE.finditer(claim.text):
        name = END_OF_NAME.split(match["what"])[0]
        head = [word for word in tokens(name) if telling(word)][-1:]
        if head and not head[0].keys & roles:
            return f"is no {head[0].text}"
    return ""


FIRST_WORDS = 5
AS = re.compile(r"\b(?:as|am|is|was|be|been) (?:an?|the)? ?((?:[\w-]+ ?){1,3})")

"""Who is who, and who says it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.grounding.claim import Claim
from services.grounding.evidence import PROSE, Evidence
from services.grounding.roles import OWNED, PASSIVE, main_verb
from services.language.english import Token, borne, keys_of, table, telling, tokens
from services.models.fact import Kind

ONE = re.compile(
    r"\b(?:(?:he|she|they)(?: is| was| are| were| became|['’]s)(?: also| now| once)?"
    r" (?:an?|the|one of the)|as an?) (?P<what>(?:[\w-]+ ?){1,4})",
    re.IGNORECASE,
)
END_OF_NAME = re.compile(
    r"\b(?:of|in|at|for|with|who|that|which|on|and|by|to|from|he|she|they|it)\b"
)
AS = re.compile(r"\b(?:as|am|is|was|be|been) (?:an?|the)? ?((?:[\w-]+ ?){1,3})")
FIRST_WORDS = 5
SAID_BY_OWNER = re.compile(r" (?:to )?(?:he|she|they|him|her|them)(?:self|selves)?[,:]")
"""How a text goes on behind a "says" of the owner's."""
SAYING = re.compile(
    r"\b(?:sa(?:ys|id)|call(?:s|ed)|describ\w+|put(?:s|ting) it|not(?:es|ed)|prais\w+"
    r"|jok\w+|wr(?:ites|ote)|according|words?|recommend\w+|referee"
    r"|reference|think\w*|thought|remember\w*|quot\w+|recall\w*|credit\w*|comment\w*"
    r"|trust\w*|valu\w+|find\w*|found|admir\w+|rat(?:es|ed))\b",
    re.IGNORECASE,
)
OF_THEM = re.compile(
    r"\b(?:he|she|they) (?:is|was|are|were) one of\b|\bas one of\b", re.I
)
AMONG = re.compile(r"\b(?:one of|among|members?|part of)\b", re.IGNORECASE)


def is_one(claim: Claim, evidence: Evidence) -> str:
    """What the owner is said to be must be a role, or what the fact begins with."""
    if evidence.fact.kind not in PROSE:
        return ""
    verb = main_verb(evidence)
    told = [verb] if verb else evidence.told.all_words[:FIRST_WORDS]
    roles = frozenset(k for w in told for k in w.keys) | evidence.names
    section = evidence.entry.section if evidence.entry else ""
    roles |= evidence.headline | keys_of(table("section").get(section, ""))
    roles |= keys_of(" ".join(AS.findall(evidence.fact.text)))
    if OF_THEM.search(claim.text) and not AMONG.search(evidence.told.text):
        return "is none of them"
    for match in ONE.finditer(claim.text):
        name = END_OF_NAME.split(match["what"])[0]
        head = [word for word in tokens(name) if telling(word)][-1:]
        if head and not borne(head[0], roles):
            return f"is no {head[0].text}"
    return ""


def quoting(claim: Claim, evidence: Evidence) -> str:
    """What another says must be said by that one, of the owner."""
    if evidence.entry is None or evidence.entry.section != "references":
        return ""
    referee = [w for w in claim.all_words if w.keys & evidence.names and telling(w)]
    sayings = list(SAYING.finditer(claim.text))
    if referee and _owner_is(referee, claim, evidence):
        return "the owner is not that one"
    if any(_owner_says(match, referee, claim, evidence) for match in sayings):
        return "said by the owner"
    if referee and not sayings and evidence.fact.kind is Kind.QUOTE:
        return "not said by but of"
    return ""


def _owner_says(
    saying: re.Match[str], referee: Sequence[Token], claim: Claim, evidence: Evidence
) -> bool:
    """Whether it is the owner who says it: "she says", "in his words"."""
    start = saying.start() + claim.start
    before = [w for w in claim.all_words if w.end <= start]
    if SAID_BY_OWNER.match(claim.text[saying.end() :]):
        return True
    if not before:
        return False
    own = saying[0] == "words" and set(before).isdisjoint(referee)
    last = before[-1].lower
    return (own and last in OWNED) or last in evidence.person.subjects


def _owner_is(referee: Sequence[Token], claim: Claim, evidence: Evidence) -> bool:
    """Whether the owner is told to be who gives the reference: "as director, she"."""
    words, owners = claim.all_words, evidence.person.subjects
    if words[0].lower == "as" and referee[0] in words[1:3]:
        return not SAYING.search(claim.text)
    saying = SAYING.search(claim.text)
    if saying and words[0] in referee and saying.end() + claim.start < words[-1].start:
        return False
    for at, word in enumerate(words[:-1]):
        is_one = words[at + 1].lower in PASSIVE or words[at + 1].lower == "as"
        if word.lower in owners and is_one:
            return any(w in referee for w in words[at + 2 : at + 5])
    return False

"""Who did it to whom, and who says so."""

from __future__ import annotations

import re
from itertools import pairwise

from services.grounding.claim import Claim
from services.grounding.evidence import Evidence
from services.grounding.words import Token, load_words, telling, tokens
from services.models.fact import Kind

OWNERS = frozenset("he she they i owner".split())
OBJECTS = frozenset("him her them me".split())
PASSIVE = frozenset("was were is are been being be".split())


def who(claim: Claim, evidence: Evidence) -> str:
    """What the owner did must not be done to him or her, nor by another."""
    verb = _main_verb(evidence)
    if evidence.listed or evidence.fact.derived:
        return ""
    if reason := _done_to(claim, evidence):
        return reason
    if verb is None:
        return _another_did(claim, evidence)
    words = claim.all_words
    for place, word in enumerate(words):
        if not word.keys & verb.keys:
            continue
        before, after = (*claim.earlier, *words[:place]), words[place + 1 :]
        after = (*after, *claim.later)
        if before and before[-1].lower == "who" and _other(before[:-1]):
            return f"another {word.lower}"
        if _turned_round(before, after, evidence):
            return f"turned round {word.lower}"
    return _another_did(claim, evidence)


def _main_verb(evidence: Evidence) -> Token | None:
    """The verb of a fact that begins with one: what the owner does or did."""
    told = evidence.told.all_words
    spoken = [w.stem for w in tokens(evidence.fact.sentence)]
    if evidence.fact.kind is Kind.QUOTE or evidence.fact.derived or not told:
        return None
    first = told[0]
    if not telling(first) and first.stem not in load_words().light:
        return None
    pronouns = [
        i for i, w in enumerate(tokens(evidence.fact.sentence)) if w.lower in OWNERS
    ]
    follows = any(first.stem in spoken[i + 1 : i + 2] for i in pronouns)
    return first if follows else None


def _other(before: tuple[Token, ...]) -> bool:
    """Whether the one before a "who" is another than the owner."""
    if not before or not telling(before[-1]):
        return False
    return any(w.lower in ("under", "to", "for", "with", "by") for w in before)


def _done_to(claim: Claim, evidence: Evidence) -> str:
    """What is done to the owner in a claim and to nobody like that in the fact."""
    held = {w.lower for w in evidence.told.all_words}
    if held & ({"me", "my"} | evidence.person.objects):
        return ""
    words = claim.all_words
    for one, two in pairwise(words):
        if two.lower not in evidence.person.objects or not telling(one):
            continue
        after = [w for w in words if w.start > two.start][:1]
        if two.lower == "her" and after and telling(after[0]):
            continue
        before = [w.lower for w in words if w.start < two.start]
        owner = bool(evidence.person.subjects & set(before))
        if one.keys & evidence.own and not owner:
            return f"{one.lower} {two.lower}"
    return ""


def _turned_round(
    before: tuple[Token, ...], after: tuple[Token, ...], evidence: Evidence
) -> bool:
    """Whether owner and object have changed places round the verb."""
    if any(w.lower in OWNERS for w in before):
        return False
    if before and before[-1].lower in PASSIVE:
        return False
    owner = any(w.lower in OBJECTS | OWNERS for w in after)
    objects = {w.stem for w in evidence.told.all_words[1:] if telling(w)}
    subject = {w.stem for w in before if telling(w)}
    return owner and bool(subject & objects)


def _another_did(claim: Claim, evidence: Evidence) -> str:
    """What others do in the fact, "three of whom …", the owner does not."""
    told = evidence.told.all_words
    others = {b.stem for a, b in pairwise(told) if a.lower in WHOM}
    words = claim.all_words
    for one, two in pairwise(words):
        if one.lower in evidence.person.subjects and two.stem in others:
            return f"others {two.lower}"
    return ""


WHOM = frozenset("who whom both later were".split())
SAYING = re.compile(
    r"\b(?:sa(?:ys|id)|call(?:s|ed)|describ\w+|put(?:s|ting) it|not(?:es|ed)|prais\w+"
    r"|jok\w+|wr(?:ites|ote)|according|words?|recommend\w+|referee"
    r"|reference|think\w*|thought|remember\w*|quot\w+|recall\w*|credit\w*|comment\w*)\b",
    re.IGNORECASE,
)


AS_ONE = re.compile(r"\s*as an? ", re.IGNORECASE)


def quoting(claim: Claim, evidence: Evidence) -> str:
    """What another says must be said by that one, of the owner."""
    if evidence.entry is None or evidence.entry.section != "references":
        return ""
    words = claim.all_words
    by_name = [w for w in words if w.keys & evidence.names and telling(w)]
    said = list(SAYING.finditer(claim.text))
    if by_name and AS_ONE.match(claim.text) and words[2:3] == tuple(by_name[:1]):
        return "the owner is not that one"
    if by_name and not said and evidence.fact.kind is Kind.QUOTE:
        return "not said by but of"
    for match in said:
        before = [w for w in words if w.end <= match.start()]
        if match[0].lower().startswith(("say", "said", "joke", "put", "note")):
            if before and before[-1].lower in evidence.person.subjects:
                return "said by the owner"
    for one, two in pairwise(words):
        if one.lower in evidence.person.subjects and two.lower in PASSIVE:
            at = words.index(two)
            if any(w in by_name for w in words[at + 1 : at + 4]):
                return "the owner is not that one"
    return ""

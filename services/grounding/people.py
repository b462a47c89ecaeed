"""Who did it to whom, and who says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from services.grounding.claim import Claim
from services.grounding.evidence import Evidence
from services.language.english import Token, listed, telling, tokens
from services.models.fact import Kind

OWNERS = frozenset("he she they i owner".split())
OBJECTS = frozenset("him her them me".split())
PASSIVE = frozenset("was were is are been being be".split())


def who(claim: Claim, evidence: Evidence) -> str:
    """What the owner did must not be done to him or her, nor by another."""
    if evidence.listed or evidence.fact.derived:
        section = evidence.entry.section if evidence.entry else ""
        return "gave, not got" if section in GIVEN and GAVE.search(claim.text) else ""
    verb = main_verb(evidence)
    if reason := _done_to(claim, evidence):
        return reason
    for place, word in enumerate(claim.all_words):
        if verb and word.keys & verb.keys:
            before = (*claim.earlier, *claim.all_words[:place])
            after = (*claim.all_words[place + 1 :], *claim.later)
            whole = claim.whole or claim.text
            apart = before and re.search(r"[:,;]", whole[before[-1].end : word.start])
            if not apart and (reason := _turned(before, after, evidence)):
                return f"{reason} {word.lower}"
    return _another_did(claim, evidence)


def _turned(
    before: tuple[Token, ...], after: tuple[Token, ...], evidence: Evidence
) -> str:
    """How the verb of the fact has got another subject, or its object for one."""
    last = before[-1].lower if before else ""
    owners = evidence.person.subjects
    if last == "who":
        return "another did" if _other(before[:-1], evidence) else ""
    if last in PASSIVE:
        subject = before[-2].lower if len(before) > 1 else ""
        return "done to the owner" if subject in owners else ""
    clause = _since(before, BREAKS)
    if any(w.lower in owners for w in clause):
        return ""
    objects = {w.stem for w in evidence.told.all_words[1:] if telling(w)}
    subject_words = {w.stem for w in clause if telling(w)}
    by = any(w.lower == "by" for w in after[:2])
    doing = bool(clause) and telling(clause[-1])
    doing = doing and not clause[0].lower.endswith("ing")
    return "turned round" if doing and subject_words & objects and not by else ""


def _since(words: tuple[Token, ...], breaks: frozenset[str]) -> tuple[Token, ...]:
    """The last words, since the last that begins a clause."""
    places = [i for i, w in enumerate(words) if w.lower in breaks]
    return words[places[-1] + 1 :] if places else words


GIVEN = ("awards", "certifications")
GAVE = re.compile(
    r"\b(?:he|she|they) (?:gave|give[sn]?|presented|issue[sd]|conferred)\b"
    r"|\bfrom (?:him|her|them)\b(?! \w)",
    re.IGNORECASE,
)
BREAKS = frozenset("and but while when because after before that which as".split())


def main_verb(evidence: Evidence) -> Token | None:
    """The verb of a fact that begins with one: what the owner does or did."""
    told = evidence.told.all_words
    if evidence.fact.kind is Kind.QUOTE or not told:
        return None
    spoken = tokens(evidence.fact.sentence)
    first = told[0]
    if first.lower == "i" and len(told) > 1:
        return told[1]
    follows = any(
        one.lower in OWNERS and two.stem == told[0].stem
        for one, two in pairwise(spoken)
    )
    return first if follows else None


def _other(before: tuple[Token, ...], evidence: Evidence) -> bool:
    """Whether the one before a "who" is another than the owner."""
    if not before or before[-1].lower in ("one", *evidence.person.subjects):
        return False
    is_one = _since(
        before, frozenset(("is", "was", "are", "were", "became", "as", "s"))
    )
    return is_one is before or len(is_one) > MOST_OF_ONE


MOST_OF_ONE = 5
"""Words behind "he is" that name the owner: "a chief pilot of the line who"."""


def _acts(word: Token) -> bool:
    return word.lower not in listed("function")


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
    whom = WHOM | {"i"} if evidence.fact.kind is Kind.QUOTE else WHOM
    others = {b.stem for a, b in pairwise(told) if a.lower in whom and _acts(b)}
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
    if by_name and not said and not _is_named(by_name, evidence):
        return "not said by but of"
    for match in said:
        before = [w for w in words if w.end <= match.start()]
        own = bool(before) and before[-1].lower in evidence.person.subjects
        if own or re.match(r" (?:he|she) (?:him|her)self", claim.text[match.end() :]):
            return "said by the owner"
    for one, two in pairwise(words):
        owner = any(
            w.lower in evidence.person.subjects for w in words if w.start < one.start
        )
        if one.lower == "as" and owner and not said and telling(two) and two in by_name:
            return "the owner is not that one"
        if one.lower in evidence.person.subjects and two.lower in PASSIVE:
            at = words.index(two)
            if any(w in by_name for w in words[at + 1 : at + 4]):
                return "the owner is not that one"
    return ""


def _is_named(by_name: Sequence[Token], evidence: Evidence) -> bool:
    """Whether a referee is told of by name, and not as what the owner says or is."""
    if evidence.fact.kind is Kind.QUOTE or evidence.entry is None:
        return False
    first = next((w for w in tokens(evidence.entry.title) if w.named), None)
    return any(first and w.text == first.text for w in by_name)


OTHERS = re.compile(r"(?P<whose>\w+)['’]s?\s(?P<what>\w+)")


def possessor(claim: Claim, evidence: Evidence) -> str:
    """What is another's in the fact must not be the owner's."""
    said = {w.stem for w in claim.all_words}
    for match in OTHERS.finditer(evidence.told.text):
        whose, what = tokens(match["whose"]), tokens(match["what"])
        owner = match["whose"].lower() in evidence.person.names
        if owner or not (whose and what) or whose[0].stem in said:
            continue
        for one, two in pairwise(claim.all_words):
            if one.lower in OWNED and two.stem == what[0].stem:
                return f"{match[0]}"
    return ""


OWNED = frozenset("his her their own".split())

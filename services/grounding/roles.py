"""Who did what to whom, who says it, and who is who."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from services.grounding.claim import Claim, claim_of
from services.grounding.evidence import Evidence
from services.language.english import (
    Token,
    borne,
    keys_of,
    listed,
    telling,
    tokens,
)
from services.language.quantities import Number
from services.models.fact import Kind

OWNERS = frozenset("he she they i owner".split())
PASSIVE = frozenset("was were is are been being be got".split())
PREPOSITIONS = frozenset("with by to from into for against under over without".split())
BREAKS = frozenset(
    "and but while when because after before that which who whom as where if".split()
)
CONTRARY = {
    frozenset(pair.split())
    for pair in ("from to", "from into", "for against", "with without", "under over")
}
"""Prepositions that say the contrary of each other."""
OWNED = frozenset("his her their own".split())
WHOM = frozenset("who whom both later were".split())
OTHERS = re.compile(r"[,;] an? \w+ \w+(?:ed|te|de|lt) (?:the |an? )?(?P<what>[^,;.]+)")
"""What somebody else did: "a friend wrote the code"."""
GIVEN = ("awards", "certifications")
GAVE = re.compile(
    r"\b(?:he|she|they) (?:gave|give[sn]?|presented|issue[sd]|conferred)\b"
    r"|\bfrom (?:him|her|them)\b(?! \w)",
    re.IGNORECASE,
)
UNDER = re.compile(
    r"\b(?:under|report(?:s|ed|ing)? to|(?:work|serv)(?:s|es|ed|ing)? for|on behalf of"
    r"|with the help of|(?:deputy|second|assistant|co-\w+) to|answer(?:s|ed|ing)? to)\s"
    r"(?P<whom>(?:(?!(?:at|in|on|since|from|for|by|to)\b)[\w-]+\s?){1,4})",
    re.IGNORECASE,
)


def who(claim: Claim, evidence: Evidence) -> str:
    """What the owner did must not be done to him or her, nor by another."""
    if evidence.listed or evidence.fact.derived:
        section = evidence.entry.section if evidence.entry else ""
        return "gave, not got" if section in GIVEN and GAVE.search(claim.text) else ""
    verb = main_verb(evidence)
    at = _verb_at(claim, verb)
    return (
        _companion_first(claim, evidence)
        or _done_to_owner(claim, evidence)
        or (_another_subject(claim, evidence, at) if verb and at >= 0 else "")
        or _of_others(claim, evidence)
    )


def _companion_first(claim: Claim, evidence: Evidence) -> str:
    """Whether one with whom the owner did it is told to have done it alone."""
    first = claim.all_words[:1] if claim.start == 0 else ()
    held = _roles(evidence.told.all_words, 0)
    said = {w.lower for w in claim.all_words}
    for word in first:
        alone = word.named and not said & (OWNERS | OWNED | evidence.person.objects)
        if alone and held.get(word.stem) == "with":
            return f"another did: {word.lower}"
    return ""


def main_verb(evidence: Evidence) -> Token | None:
    """The verb of a fact that begins with one: what the owner does or did."""
    told = evidence.told.all_words
    if evidence.fact.kind is Kind.QUOTE or not told:
        return None
    if told[0].lower == "i" and len(told) > 1:
        return told[1]
    spoken = tokens(evidence.fact.sentence)
    follows = any(
        one.lower in OWNERS and two.stem == told[0].stem
        for one, two in pairwise(spoken)
    )
    return told[0] if follows else None


def _verb_at(claim: Claim, verb: Token | None) -> int:
    keys = verb.keys if verb else frozenset[str]()
    return next((i for i, w in enumerate(claim.all_words) if w.keys & keys), -1)


def _another_subject(claim: Claim, evidence: Evidence, at: int) -> str:
    """How the verb of the fact has got another subject, or its object for one."""
    verb, owners = claim.all_words[at], evidence.person.subjects
    before = (*claim.earlier, *claim.all_words[:at])
    whole = claim.whole or claim.text
    if not before or re.search(r"[:,;]", whole[before[-1].end : verb.start]):
        return ""
    last = before[-1].lower
    if last == "who":
        return f"another did {verb.lower}" if _is_other(before[:-1], evidence) else ""
    if last in PASSIVE:
        owner = any(w.lower in owners for w in before[-2:-1])
        return f"done to the owner: {verb.lower}" if owner else ""
    turned = _is_turned(_since(before, BREAKS), claim, evidence, at)
    return f"turned round: {verb.lower}" if turned else ""


def _is_turned(
    clause: Sequence[Token], claim: Claim, evidence: Evidence, at: int
) -> bool:
    """Whether an object of the fact stands in the clause before its verb."""
    owners = evidence.person.subjects
    if not clause or any(w.lower in owners for w in clause):
        return False
    after = (*claim.all_words[at + 1 : at + 3], *claim.later)[:2]
    if not telling(clause[-1]) or any(w.lower == "by" for w in after):
        return False
    objects = {w.stem for w in evidence.told.all_words[1:] if telling(w)}
    taken = {w.stem for w in clause if telling(w)} & objects
    return bool(taken) and not clause[0].lower.endswith("ing")


def _since(words: Sequence[Token], breaks: frozenset[str]) -> Sequence[Token]:
    """The last words, since the last that begins a clause."""
    places = [i for i, w in enumerate(words) if w.lower in breaks]
    return words[places[-1] + 1 :] if places else words


def _is_other(before: Sequence[Token], evidence: Evidence) -> bool:
    """Whether the one before a "who" is another than the owner."""
    if not before or before[-1].lower in ("one", *evidence.person.subjects):
        return False
    is_one = _since(before, PASSIVE | {"became", "as", "s"})
    return len(is_one) in (len(before), *range(MOST_OF_ONE + 1, 50))


MOST_OF_ONE = 5
"""Words behind "he is" that name the owner: "a chief pilot of the line who"."""


def _done_to_owner(claim: Claim, evidence: Evidence) -> str:
    """What is done to the owner in a claim and to nobody like that in the fact."""
    objects, words = evidence.person.objects, claim.all_words
    if {w.lower for w in evidence.told.all_words} & ({"me", "my", "by"} | objects):
        return ""
    for at, (one, two) in enumerate(pairwise(words)):
        if two.lower not in objects or not one.keys & evidence.own:
            continue
        owned = two.lower == "her" and any(map(telling, words[at + 2 : at + 3]))
        subject = {w.lower for w in words[:at]} & evidence.person.subjects
        if telling(one) and not owned and not subject:
            return f"{one.lower} {two.lower}"
    return ""


def _of_others(claim: Claim, evidence: Evidence) -> str:
    """What others do in the fact, "three of whom …", the owner does not."""
    told = evidence.told.all_words
    whom = WHOM | {"i"} if evidence.fact.kind is Kind.QUOTE else WHOM
    function = listed("function")
    others = {
        b.stem for a, b in pairwise(told) if a.lower in whom and b.lower not in function
    }
    theirs = frozenset[str]()
    for match in OTHERS.finditer(evidence.told.text):
        theirs |= keys_of(match["what"])
    for at, (one, two) in enumerate(pairwise(claim.all_words)):
        if one.lower not in evidence.person.subjects:
            continue
        behind = claim.all_words[at + 2 : at + 5]
        if two.stem in others or any(w.keys & theirs and telling(w) for w in behind):
            return f"others {two.lower}"
    return ""


def exchange(claim: Claim, evidence: Evidence) -> str:
    """No two things may have changed places, nor "for" become "against"."""
    verb = main_verb(evidence)
    whole = claim_of(claim.whole or claim.text)
    said = _roles(whole.all_words, _verb_at(whole, verb))
    held = _roles(evidence.told.all_words, 0 if verb else -1)
    moved = {s: (r, held[s]) for s, r in said.items() if s in held and held[s] != r}
    for stem, (role, its) in moved.items():
        if frozenset((role, its)) in CONTRARY:
            return f"{role} and not {its} {stem}"
        if any(pair == (its, role) for pair in moved.values()) and role and its:
            return f"{stem} has changed places"
    return _numbers_exchanged(whole, evidence.told)


def _numbers_exchanged(claim: Claim, own: Claim) -> str:
    """Whether two numbers of one thing have changed places: of what stands before."""
    before = {n.value: _word_before(n, own) for n in own.numbers}
    now = {n.value: _word_before(n, claim) for n in claim.numbers if n.value in before}
    for one, other in combinations(now, 2):
        if now[one] != now[other] and (now[one], now[other]) == (
            before[other],
            before[one],
        ):
            return f"{one:g} and {other:g} have changed places"
    return ""


def _word_before(number: Number, claim: Claim) -> str:
    """The stem of the last word that tells something before a number."""
    words = [w for w in claim.words if w.start < number.start]
    return words[-1].stem if words else ""


def _roles(words: Sequence[Token], verb: int) -> Mapping[str, str]:
    """The preposition that each word stands under, else on which side of the verb."""
    found: dict[str, str] = {}
    role = "subject" if verb > 0 else "object"
    for at, word in enumerate(words):
        if at == verb:
            role = "object"
        elif word.lower in PREPOSITIONS:
            role = word.lower
        elif word.lower in BREAKS:
            role = "subject" if at < verb else ""
        elif telling(word):
            found.setdefault(word.stem, role)
    passive = verb > 0 and words[verb - 1].lower in PASSIVE
    turned = {"subject": "object", "by": "subject"} if passive else {}
    return {stem: turned.get(its, its) for stem, its in found.items()}


def under(claim: Claim, evidence: Evidence) -> str:
    """Nobody may be put above the owner whom the fact does not put there."""
    held = {m[0].split()[0].lower() for m in UNDER.finditer(evidence.told.text)}
    for match in UNDER.finditer(claim.text):
        word, whom = match[0].split()[0].lower(), tokens(match["whom"])
        if word == "under":
            wrong = _put_under(match, whom, evidence, as_told=word in held)
        elif whom[0].lower in evidence.person.objects:
            wrong = not _leads(evidence)
        else:
            wrong = word not in held and _is_stranger(match, whom, evidence)
        if wrong:
            return match[0].strip()
    return ""


def _leads(evidence: Evidence) -> bool:
    """Whether the fact lets somebody be under the owner, as one who leads."""
    ranks = listed("lower_ranks") & {w.lower for w in evidence.told.all_words}
    return "=lead" in evidence.own and not ranks


def _put_under(
    match: re.Match[str],
    whom: Sequence[Token],
    evidence: Evidence,
    *,
    as_told: bool,
) -> bool:
    """Whether the owner is put under somebody whom the fact names as something else."""
    if as_told or (whom[0].lower in OWNED and len(whom) > 1):
        return False
    of_rank = [w for w in whom if telling(w)]
    known = bool(of_rank) and borne(of_rank[0], evidence.own)
    return known and _is_stranger(match, whom, evidence)


def _is_stranger(
    match: re.Match[str], whom: Sequence[Token], evidence: Evidence
) -> bool:
    """Whether somebody is named, no number, who is not the house itself."""
    house = keys_of(evidence.entry.organization) if evidence.entry else frozenset()
    of_rank = [w for w in whom if telling(w)]
    if not of_rank or re.match(r"\d", match["whom"]):
        return False
    return not any(w.keys & house for w in of_rank)

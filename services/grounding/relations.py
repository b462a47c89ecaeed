"""Who stands under whom, and what is done with, for, to or by which thing."""

from __future__ import annotations

import re
from collections.abc import Mapping

from services.grounding.claim import Claim
from services.grounding.evidence import Evidence
from services.language.english import Token, keys_of, listed, telling, tokens
from services.language.quantities import PARTS, SPELT

UNDER = re.compile(
    r"\b(?:under|report(?:s|ed|ing)? to|(?:work|serv)(?:s|es|ed|ing)? for|on behalf of"
    r"|with the help of|(?:deputy|second|assistant|co-\w+) to|answer(?:s|ed|ing)? to)\s"
    r"(?P<whom>(?:(?!(?:at|in|on|since|from|for|by|to)\b)[\w-]+\s?){1,4})",
    re.IGNORECASE,
)
BY = re.compile(r"\b(?P<done>\w+)\sby\s(?P<whom>(?:[\w-]+\s?){1,3})", re.IGNORECASE)
PREPOSITIONS = frozenset("to from by into against".split())
COUNTS = frozenset((*SPELT, *PARTS))
AMOUNT = re.compile(rf"\d|(?:an?\s)?(?:{'|'.join(sorted(COUNTS))})\b", re.IGNORECASE)
OWNERS = frozenset("him her them me".split())
BREAKS = frozenset(
    "of with for in on at over and but that which who when while as he she they "
    "it".split()
)


def under(claim: Claim, evidence: Evidence) -> str:
    """Nobody may be put above the owner whom the fact does not put there."""
    told = evidence.told
    held = {match[0].split()[0].lower() for match in UNDER.finditer(told.text)}
    house = keys_of(evidence.entry.organization) if evidence.entry else frozenset()
    for match in UNDER.finditer(claim.text):
        first = match["whom"].split()[0].lower()
        serves = first in OWNERS and not match[0].lower().startswith("under")
        if serves and "=lead" not in evidence.own:
            return match[0].strip()
        whom = _telling(match["whom"])
        if match[0].lower().startswith("under") and AMOUNT.match(match["whom"]):
            continue
        if not whom or match[0].split()[0].lower() in held:
            continue
        if not any(word.keys & house for word in whom):
            return match[0].strip()
    if evidence.listed or evidence.fact.derived:
        return ""
    for match in BY.finditer(claim.text):
        whom = _telling(match["whom"])
        if whom and not _did(whom[0], tokens(match["done"])[0], told, house):
            return match[0].strip()
    return ""


def _telling(text: str) -> list[Token]:
    """Who is meant: none for the owner, or for a number with nobody behind it."""
    found = tokens(text)
    if not found or found[0].lower in OWNERS - {"her"}:
        return []
    function = listed("function")
    return [w for w in found if w.lower not in function and w.lower not in COUNTS]


def _did(whom: Token, done: Token, told: Claim, house: frozenset[str]) -> bool:
    """Whether a fact has it done by that one, or does not tell of the one at all."""
    if whom.keys & house:
        return True
    words = told.all_words
    places = [i for i, word in enumerate(words) if word.keys & whom.keys]
    if not places or not done.text.lower().endswith(("ed", "n", "t", "d")):
        return True
    for i in places:
        if any(word.lower == "by" for word in words[max(0, i - 4) : i]):
            return True
        if any(word.keys & done.keys for word in words[i + 1 : i + 3]):
            return True
    return False


def swapped(claim: Claim, evidence: Evidence) -> str:
    """Two things must not have changed places round a preposition."""
    said, held = _governed(claim), _governed(evidence.told)
    for one, its in said.items():
        for other, theirs in held.items():
            if not its or its != theirs or one == other or held.get(one) == its:
                continue
            if one in held and other in said and said[other] != theirs:
                return f"{its} {one}, not {other}"
    return ""


def _governed(claim: Claim) -> Mapping[str, str]:
    """The preposition that each word stands under, or "" for none."""
    found: dict[str, str] = {}
    last = ""
    for word in claim.all_words:
        if word.lower in PREPOSITIONS:
            last = word.lower
        elif word.lower in BREAKS:
            last = ""
        elif telling(word):
            found.setdefault(word.stem, last)
    return found


WHEN = re.compile(r"\b(?P<when>after|before)\b", re.IGNORECASE)


def sequence(claim: Claim, evidence: Evidence) -> str:
    """What was after another thing in the fact must not be before it."""
    said = _sides(claim.whole or claim.text)
    held = _sides(evidence.told.text)
    if not (said and held):
        return ""
    (first, then), (begun, ended) = said, held
    kept = len(first & begun) + len(then & ended)
    turned = len(first & ended) + len(then & begun)
    return "the other way round" if turned > kept and turned > 1 else ""


def _sides(text: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """What was first and what came then, in words of their own."""
    match = WHEN.search(text)
    if not match:
        return None
    before, behind = text[: match.start()], text[match.end() :]
    if not before.strip() and "," in behind:
        behind, before = behind.split(",", 1)
    one, other = (
        frozenset(w.stem for w in _telling(part)) for part in (before, behind)
    )
    one, other = one - other, other - one
    return (other, one) if match["when"].lower() == "after" else (one, other)

"""Numbers of a claim: those of a fact, honestly rounded, or worked out from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from services.grounding.claim import Claim
from services.grounding.evidence import Evidence
from services.language.quantities import LIGHT_UNITS, Number

NEAR = 0.07
"""How far from a number a "about" may lie, as a share."""
ALMOST = 0.12
FAR = 0.5
PART = re.compile(r"^\W*of (?:which|whom|them|these|those)\b", re.IGNORECASE)
OF = re.compile(r"^\W*(?:out )?of\b", re.IGNORECASE)
CUES = {
    "sum": re.compile(
        r"\b(?:people|person|together|total|in all|altogether|combined|both|between"
        r" (?:them|the two)|team|staff|sum)\b",
        re.IGNORECASE,
    ),
    "difference": re.compile(
        r"\b(?:more|less|fewer|longer|shorter|apart|rest|others?|remaining|points|by"
        r"|further|later|earlier|before|after|between|not|\w+n['’]t)\b",
        re.IGNORECASE,
    ),
    "ratio": re.compile(
        r"\b(?:times|average|each|per|an?|every|on average|fold)\b", re.IGNORECASE
    ),
}
"""Words that say how a number was worked out."""


PAIR = 2


@dataclass(frozen=True, slots=True)
class Computed:
    """A number that follows from others, and how."""

    number: Number
    how: str
    of: tuple[Number, ...]


def numbers(claim: Claim, evidence: Evidence) -> str:
    """Every number must be one of the fact's, of the same thing, or follow."""
    for said in claim.numbers:
        held = [n for n in evidence.numbers if agrees(said, n)]
        if said.value == 1 and not said.unit and not _counted_else(said, evidence):
            continue
        if any(
            same_thing(said, n) and not _only_a_part(said, n, claim, evidence)
            for n in held
        ):
            continue
        if said.value == PAIR and not said.unit and _of_two(evidence):
            continue
        if any(_follows(said, each, claim) for each in computed(evidence)):
            continue
        if not held:
            return f"{said.value:g} {said.unit} is another number"
        return f"{said.value:g} counts something else"
    return ""


def _of_two(evidence: Evidence) -> bool:
    """Whether a fact tells of two without the number: a second try, a co-author."""
    return bool({w.lower for w in evidence.told.all_words} & {"co", "second", "both"})


def _counted_else(number: Number, evidence: Evidence) -> bool:
    """Whether the fact counts the things of a "one", and otherwise."""
    keys = _keys(number)
    return any(
        n.value != 1 and any(token.keys & keys for token in n.counted)
        for n in evidence.numbers
    )


def _only_a_part(number: Number, own: Number, claim: Claim, evidence: Evidence) -> bool:
    """Whether the fact counts a part of something, and the claim not."""
    told = evidence.told
    behind = told.text[own.end :]
    if own not in told.numbers or not PART.match(behind):
        return False
    if OF.match(claim.text[number.end - claim.start :]):
        return False
    tail = re.split(r"[,;.]", behind)[0]
    keys = frozenset(
        key
        for w in told.all_words
        if own.end <= w.start < own.end + len(tail) and w.lower not in PRONOUNS
        for key in w.keys
    )
    return not any(w.keys & keys for w in claim.all_words if w.lower not in PRONOUNS)


PRONOUNS = frozenset("of which whom them these those the a an are is in were".split())


def agrees(number: Number, own: Number) -> bool:
    """Whether a number may be told for one of a fact, honestly rounded."""
    if number.unit != own.unit or (number.per and number.per != own.per):
        return False
    roles = {number.role, own.role}
    if roles == {"from", "to"} or ("every" in roles and len(roles) > 1):
        return False
    if number.unit and roles == {"by", "to"}:
        return False
    return _rounded(number, own)


def _rounded(number: Number, own: Number) -> bool:
    slack = max(NEAR * own.value, 4 if number.unit == "months" else 0)
    if number.bound == "about":
        return abs(number.value - own.value) <= slack
    if number.value == own.value:
        return not own.ceiling if not number.bound else own.bound == number.bound
    if number.bound == "nearly":
        return 0 < number.value - own.value <= max(slack, ALMOST * number.value)
    return number.bound == "over" and 0 < own.value - number.value <= FAR * number.value


def same_thing(number: Number, own: Number) -> bool:
    """Whether two numbers count the same, as far as the words behind them tell."""
    if number.unit and number.unit == own.unit:
        return True
    if not number.counted or not own.counted:
        return True
    return _light(number) or bool(_keys(number) & _keys(own))


def _light(number: Number) -> bool:
    return any(token.lower in LIGHT_UNITS for token in number.counted)


def _keys(number: Number) -> frozenset[str]:
    return frozenset(key for token in number.counted for key in token.keys)


def computed(evidence: Evidence) -> Iterator[Computed]:
    """Sums, differences and ratios of the numbers of the cited facts."""
    for text in evidence.cited:
        plain = [n for n in text.numbers if n.unit != "place"]
        if len(plain) > 1:
            yield from _sums(plain)
            yield from _pairs(plain)
    lengths = [n for text in evidence.cited for n in text.numbers if n.unit]
    yield from _pairs(lengths)
    for months in evidence.apart:
        yield Computed(Number(0, 0, months, "months"), "difference", ())


def _sums(plain: Sequence[Number]) -> Iterator[Computed]:
    for size in (2, 3):
        for some in combinations(plain, size):
            if len({n.unit for n in some}) == 1:
                total = sum(n.value for n in some)
                yield Computed(Number(0, 0, total, some[0].unit), "sum", some)


def _pairs(plain: Iterable[Number]) -> Iterator[Computed]:
    for one, other in combinations(plain, 2):
        more, less = max(one.value, other.value), min(one.value, other.value)
        both = (one, other)
        if one.unit == other.unit and more > less:
            unit = "points" if one.unit == "%" else one.unit
            yield Computed(Number(0, 0, more - less, unit), "difference", both)
        if less:
            yield Computed(Number(0, 0, more / less), "ratio", both)


def _follows(number: Number, result: Computed, claim: Claim) -> bool:
    """Whether a number is what was worked out, and counts what was counted."""
    keys = _keys(number)
    alike = [bool(keys & _keys(n)) for n in result.of]
    told = CUES[result.how].search(claim.whole or claim.text)
    if not told and not (result.how == "sum" and all(alike)):
        return False
    if number.unit != result.number.unit or not _rounded(number, result.number):
        return False
    if result.how == "ratio" and float(number.value).is_integer() and not number.bound:
        return number.value == result.number.value
    return _light(number) or not keys or all(alike) or not any(alike)

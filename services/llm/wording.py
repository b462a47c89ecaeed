"""Turns of speech that claim more than their words: how often, what rank, whose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from services.llm.derived import months_of
from services.llm.ground import Ground, Unit
from services.llm.lexicon import Lexicon, Token, kin, tokenize
from services.llm.quantities import quantities

DAYS = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
PERIOD = rf"(?:hour|day|night|weekend|week|month|quarter|year|minute|second|{DAYS})"
RATE = re.compile(
    rf"\b(?:every|each|per|an?) (?:single )?(?P<noun>{PERIOD})s?\b"
    rf"|\b(?P<noun_s>{DAYS})s\b"
    r"|\b(?P<adverb>hourly|daily(?! (?:work|life|job|routine|tools|toolkit|stack))"
    r"|nightly|weekly|monthly|quarterly"
    r"|yearly|annual(?:ly)?)\b",
    re.IGNORECASE,
)
ADVERBS = {"dai": "day", "annual": "year", "annually": "year", "daily": "day"}
VAGUE = re.compile(
    r"\b(?:tens|dozens|scores|hundreds|thousands|millions|billions|trillions)\b"
    r"(?: of (?:tens|hundreds|thousands|millions|billions|trillions)\b)*",
    re.IGNORECASE,
)
RANK = re.compile(
    r"\b(?:first|second|third|top|last) (?:in|of|among|place|prize|ever|ranked|job)\b"
    r"|\b(?:dropped out|laid off|let (?:her|him|them) go|(?:was|were|been) let go)\b"
    r"|\b(?:from scratch|on strike)\b"
    r"|\b(?:first|second|sole|lead|senior) author\b"
    r"|\b(?:second|third|fourth|fifth) time\b|\bin a row\b|\bconsecutive\b"
    r"|\b(?:part|full)-time\b|\b(?:freelance|self-employed|unpaid)\b"
    r"|\bby (?:her|him|them)sel(?:f|ves)\b|(?<!month )(?<!year )\balone\b"
    r"|\bon (?:her|his) own\b"
    r"|\bone of the (?:first|few|only|top)\b|\bonly (?:person|one|engineer|woman|man)\b"
    r"|\b(?:in|of|across) (?:the|her|his|their|its) (?:\w+ ){0,3}?"
    r"(?:class|world|country|nation|industry|cohort|decade|century)\b",
    re.IGNORECASE,
)
FEW = re.compile(
    r"\b(?:few|several|couple of|some|many) (months|years|decades)\b", re.IGNORECASE
)
OCCUPATION = re.compile(
    r"(?:\b(?:she|he|they|i)(?:['’](?:s|re|m)| is| was| are| were| became)|\bas) "
    r"(?:now |currently |also )?an? (?:[\w-]+ ){0,3}?"
    r"(?P<what>(?!whether|number|speaker|player|lover|former|either|other|user|her\b)\w{3,}"
    r"(?:er|or|ist|ian|ant))(?=[.,;]|$| (?:at|in|for|with|who|based|from|and)\b)",
    re.IGNORECASE,
)
DONE_TO = re.compile(
    r"\b(?:she|he|they|i) (?:was|were|is|has been|have been|got) "
    r"(?:mentored|taught|led|managed|trained|helped|supervised|assisted|advised) by\b",
    re.IGNORECASE,
)
STAYS = ("experience", "education", "volunteer")
YEAR = 12
ORDINALS = frozenset({"first", "second", "third", "last"})
UNFINISHED = re.compile(
    r"\b(?:incomplete|unfinished|not completed|withdrawn|dropped out|discontinued)\b",
    re.IGNORECASE,
)
FINISHED = frozenset(
    "hold holds held holding earn earned earns complete completed finish finished "
    "graduate graduated graduates receive received obtained obtain got".split()
)


def wrong_rate(text: str, closest: Sequence[Unit], units: Sequence[Unit]) -> str:
    """Which rate is not as written; empty when none is.

    `weekly` where the statement that is paraphrased says `every day`.
    """
    told = _periods(text)
    if not told:
        return ""
    amounts = quantities(text)
    near = [
        *closest,
        *(u for u in units if any(a.matches(q) for a in amounts for q in u.quantities)),
    ]
    borne = {period for unit in near for period in _periods(unit.text)}
    return "" if told <= borne else f"rate {sorted(told - borne)}"


def _periods(text: str) -> set[str]:
    found: set[str] = set()
    for match in RATE.finditer(text):
        if match["adverb"]:
            word = match["adverb"].lower()
            found.add(ADVERBS.get(word, word.removesuffix("ly")))
        else:
            noun = (match["noun"] or match["noun_s"]).lower()
            found.add(noun)
            if noun.endswith("day") and noun != "day":
                found.add("week")
    return found


def vague_stay(text: str, ground: Ground, today: date) -> str:
    """A vague length that does not fit the dates of a stay; empty when it does.

    `a few months` for a post of years, `many years` for one of months.
    """
    match = FEW.search(text)
    if not match or not ground.dates or ground.type not in STAYS:
        return ""
    fewest, most = months_of(ground, today)
    wrong = fewest >= YEAR if match[1].lower() == "months" else most < YEAR
    return f"{match.group()!r}" if wrong else ""


def overstated(text: str, units: Sequence[Unit], ground: Ground | None) -> str:
    said = " ".join(unit.text for unit in units).lower()
    for pattern in (VAGUE, RANK):
        for match in pattern.finditer(text):
            if match.group().lower() not in said:
                return f"{match.group()!r}"
    if ground and ground.type == "education" and UNFINISHED.search(said):
        words = set(re.findall(r"[a-z]+", text.lower()))
        if words & FINISHED and not words & {"not", "without", "incomplete"}:
            return "unfinished"
    return ""


def opposed(tokens: Sequence[Token], closest: Sequence[Unit], lexicon: Lexicon) -> str:
    """Which word says the opposite of what is written; empty when none does.

    `less` where the statement that is paraphrased says `more`.
    """
    said = {key for unit in closest for key in unit.keys}
    keys = {token.key for token in tokens}
    for word, opposite in lexicon.opposites:
        if word not in keys or word in said:
            continue
        turned = any(
            _after(opposite, unit.tokens) & _after(word, tokens) for unit in closest
        )
        if word not in lexicon.stop and word not in ORDINALS:
            turned = turned or opposite in said - keys
        if turned:
            return f"{word!r} for {opposite!r}"
    return ""


def _after(word: str, tokens: Sequence[Token]) -> set[str]:
    """What comes right after a word: small words oppose only before the same one."""
    return {b.key for a, b in pairwise(tokens) if a.key == word}


def wrong_role(tokens: Sequence[Token], units: Sequence[Unit], lexicon: Lexicon) -> str:
    """Which role is not written, or not of that rank; empty when none is.

    `president` for a vice president, `dean` for a professor.
    """
    said = {key for unit in units for key in unit.keys}
    for place, token in enumerate(tokens):
        if token.key not in lexicon.roles:
            continue
        if token.key not in said:
            return f"role {token.text!r}"
        before = tokens[place - 1].key if place else ""
        if before in lexicon.lowering:
            continue
        if all(_lowered(token.key, unit, lexicon) for unit in units):
            return f"role {token.text!r} of a lower rank"
    return ""


def _lowered(role: str, unit: Unit, lexicon: Lexicon) -> bool:
    """Whether a statement has a role below its full rank only, or not at all."""
    return not any(
        token.key == role
        and not (place and unit.tokens[place - 1].key in lexicon.lowering)
        for place, token in enumerate(unit.tokens)
    )


def wrong_occupation(text: str, units: Sequence[Unit], lexicon: Lexicon) -> str:
    """Which occupation is not as written; empty when none is.

    `a marine engineer` for a marine biologist: what somebody is, is as written.
    """
    said = {root for unit in units for root in unit.stems}
    for match in OCCUPATION.finditer(text):
        word = match["what"].lower()
        if not any(kin(m, its) for m in lexicon.meanings(word) for its in said):
            return f"is {word!r}"
    return ""


def wrong_agent(text: str, units: Sequence[Unit]) -> str:
    """Which words make the doer the one it was done to; empty when none do.

    `She was mentored by` where she mentored.
    """
    match = DONE_TO.search(text)
    if match and not any(DONE_TO.search(unit.text) for unit in units):
        return f"{match.group()!r}"
    return ""


def wrong_medium(text: str, closest: Sequence[Unit], lexicon: Lexicon) -> str:
    """Which technologies it was done in, if not those written; empty otherwise.

    `in Python` where the statement that is paraphrased says `in C++`.
    """
    told = _media(text, lexicon)
    written = {medium for unit in closest for medium in _media(unit.text, lexicon)}
    return f"in {sorted(told)}" if told and written and not told & written else ""


def _media(text: str, lexicon: Lexicon) -> set[str]:
    found = set()
    for one, other in pairwise(tokenize(text)):
        if one.key == "in" and other.key in lexicon.technologies and other.capitalised:
            found.add(other.key)
    return found

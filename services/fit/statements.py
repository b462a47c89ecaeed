"""The sentences of an advertisement that ask for something, with how they ask."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from services.fit.sections import Part, Placed
from services.fit.verbs import opens_with_act
from services.fit.words import phrases
from services.guard.injection import judge
from services.language.pieces import sentences

SHORTEST = 2
"""Letters of the shortest thing that can be asked for, such as "Go"."""
LONGEST_ITEM = 60
"""Words; what is longer in one sentence is a text, and no requirement."""
FOR_THE_READER = re.compile(
    r"[\[({<]+\s*(?:note|instruction|system|ai)\b", re.IGNORECASE
)
MONEY = re.compile(r"[£$€]\s?\d|\b\d[\d.,]*\s?(?:€|£|euros?\b|eur\b|gbp\b|usd\b)", re.I)
"""An amount of money: pay, where nothing else is said of it."""
WITH = re.compile(r"\b(?:with|who|and able|must|essential)\b", re.IGNORECASE)
PRACTICE = re.compile(
    r"\byears?['’]?\s+(?:of|in|as|on|with|experience)\b", re.IGNORECASE
)
FEWEST_TOLD = 7
YOU = re.compile(r"\bif you\b", re.IGNORECASE)
OURS = re.compile(
    r"(?:i|we|they|he|she|thank|please|our|the (?:\w+ )?(?:team|company|trust)|"
    r"in (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
REASON = re.compile(
    r",?\s+(?:because|since (?=we|our|you|the)|so that|as (?=we|our|you|most|many|half|"
    r"some|two|three|all|the|it|they|there)|which is why|in order to)\s[^,;]*",
    re.IGNORECASE,
)
"""Why something is asked for, which asks for nothing itself."""
SOMEBODY = re.compile(
    r"\b(?:needs?|wants?|seeks?|requires?|looking for|searching for|after)\s+"
    r"(?:somebody|someone|anyone|people|an? [\w -]{2,40})\s+(?:with|who)\b",
    re.IGNORECASE,
)
"""Whoever speaks, somebody is wanted who has something."""
ADDRESS = re.compile(r"https?://|www\.|\S+@\S+\.\w+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence with the part that it belongs to, which is never open or left out."""

    text: str
    part: Part
    label: str = ""
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class Statements:
    """What an advertisement states, and how many sentences tried to steer."""

    stated: tuple[Statement, ...]
    steering: int


def statements(placed: Iterable[Placed]) -> Statements:
    """The sentences that ask for something or tell what the job is."""
    stated: list[Statement] = []
    steering = 0
    for each in placed:
        for text in sentences(each.line.text):
            if is_steering(f"{each.label}: {text}"):
                steering += 1
                continue
            part = _part(text, each)
            if part and len(text) >= SHORTEST and len(text.split()) <= LONGEST_ITEM:
                stated.append(Statement(text, part, each.label, each.line.bullet))
    return Statements(tuple(stated), steering)


def is_steering(text: str) -> bool:
    """Whether a sentence tells its reader what to find; it is no requirement."""
    if phrases("steering", "phrases").search(text) or FOR_THE_READER.search(text):
        return True
    return bool(phrases("steering", "worth_a_look").search(text)) and (
        judge(text).suspicious
    )


def _part(text: str, placed: Placed) -> Part | None:
    """What a sentence is for; None where it asks for nothing."""
    if placed.part is Part.LEFT_OUT:
        return _still_asked(text)
    if ADDRESS.search(text) or (text.endswith("?") and placed.part is not Part.ASKED):
        return None
    asks = _has(text, "asked") or bool(PRACTICE.search(text))
    tells = _has(text, "duty")
    if placed.part is Part.PLACE:
        return Part.PLACE
    if _has(text, "no_item") or (
        MONEY.search(text) and not _may_cost(placed, asks, tells)
    ):
        return _still_asked(text)
    if placed.part in (Part.ASKED, Part.WISHED):
        return _under_asked(text, placed, asks)
    if _has(text, "left_out") and not (tells and placed.part is Part.DUTY):
        return _still_asked(text)
    if placed.part is Part.DUTY:
        return _in_duties(text, placed, asks)
    return _in_the_open(text, placed, asks, tells)


def _under_asked(text: str, placed: Placed, asks: bool) -> Part | None:
    """Under a heading of what is asked for: prose may tell of the company."""
    if asks:
        return placed.part
    told = _is_told(text) and not placed.line.bullet and not placed.label
    return None if told or _of_company(text) else placed.part


def _may_cost(placed: Placed, asks: bool, tells: bool) -> bool:
    """Whether money in a sentence may be a budget, and is not pay."""
    return asks or tells or (placed.part is Part.DUTY and placed.line.bullet)


def _still_asked(text: str) -> Part | None:
    return Part.ASKED if _has(text, "still_asked") else None


def _in_duties(text: str, placed: Placed, asks: bool) -> Part | None:
    """Under a heading of duties: most are, and prose may ask or tell of the company."""
    if placed.line.bullet or opens_with_act(text) or _has(text, "duty"):
        return Part.DUTY
    if asks:
        return Part.ASKED
    return None if _of_company(text) or not placed.line.bullet else Part.DUTY


def _in_the_open(text: str, placed: Placed, asks: bool, tells: bool) -> Part | None:
    """Where no heading tells: by the sentence's own words."""
    if phrases("kinds", "working_place").search(text) and not _of_company(text):
        return Part.ASKED
    if (placed.line.heading or text.isupper()) and not asks and not tells:
        return None
    if tells and not _leads_with_asking(text):
        return Part.DUTY
    if _of_company(text):
        return Part.ASKED if _leads_with_asking(text) else None
    if asks:
        return Part.ASKED if not _only_looks(text) else None
    if phrases("softened", "clause").search(text):
        return Part.ASKED
    if opens_with_act(text):
        return Part.DUTY
    return Part.ASKED if placed.line.bullet else None


def _is_told(text: str) -> bool:
    """Whether a text is a sentence about something, and no item of a list."""
    return text.endswith(".") and len(text.split()) >= FEWEST_TOLD


def _only_looks(text: str) -> bool:
    """Whether a sentence says who is looked for, and nothing of what he must have."""
    bare = phrases("cues", "looks").sub(" ", text)
    return bare != text and not (_has(bare, "asked") or WITH.search(bare))


def _leads_with_asking(text: str) -> bool:
    return bool(phrases("cues", "leads").match(text))


def _of_company(text: str) -> bool:
    """Whether a sentence tells of the employer, whatever reason it gives."""
    text = REASON.sub("", text)
    if SOMEBODY.search(text):
        return False
    asked = phrases("cues", "you_are_asked").search(text)
    if _leads_with_asking(text) or asked or _wishes_of_you(text):
        return False
    return bool(OURS.match(text)) or _has(text, "company")


def _wishes_of_you(text: str) -> bool:
    """Whether a sentence would like something of whoever reads it."""
    return bool(phrases("softened", "clause").search(text) and YOU.search(text))


def _has(text: str, name: str) -> bool:
    return bool(phrases("cues", name).search(text))

"""What the lines of an advertisement are for, by the headings above them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cache, lru_cache

from services.fit.lines import LABEL, Line
from services.fit.words import alternatives, phrases, table
from services.language.english import listed


class Part(Enum):
    """What a line stands under."""

    OPEN = auto()
    """Nothing that tells: the line itself has to."""
    ASKED = auto()
    WISHED = auto()
    DUTY = auto()
    LEFT_OUT = auto()
    PLACE = auto()


@dataclass(frozen=True, slots=True)
class Placed:
    """A line that is no heading, with the part that it stands in."""

    line: Line
    part: Part
    label: str = ""
    """What stood before the colon of a line such as "Languages: German"."""


PARTS = {
    "asked_of_you": Part.ASKED,
    "left_out": Part.LEFT_OUT,
    "wished": Part.WISHED,
    "duty": Part.DUTY,
    "asked": Part.ASKED,
}
MOST_LABEL_WORDS = 6
HEADINGS_KEPT = 256
"""Headings whose meaning is kept: a page asks twice for each of its own."""
CODE = re.compile(r"^\(?([ED])\)?[\s:.)-]+(?=[A-Z])|\s+\(?([ED])\)?$")
NEXT_LABEL = re.compile(r"(?<=[.;])\s+([A-Z][\w' -]{1,30}):\s+(?=\S)")
MENU = re.compile(r"\s[|·•›»>/]\s")
FEWEST_IN_A_MENU = 2
QUOTED = re.compile(r"[\"“”„].{20,}[\"“”]")
"""The letter of a criterion that is essential or desirable."""
FEWEST_CODES = 3
WEIGHTED = re.compile(r"\b(?:main|key|core|principal|primary|major|chief)\b", re.I)
"""What a heading may say of all that it heads: "Main duties"."""


def placed(lines: Sequence[Line]) -> Iterator[Placed]:
    """The lines with what they are for; headings only tell it."""
    lines = [each for line in lines for each in _at_labels(line)]
    part, begun = Part.OPEN, not _has_list_of_asked(lines)
    seen: set[Part] = set()
    coded = sum(bool(CODE.search(line.text)) for line in lines) >= FEWEST_CODES
    for at, line in enumerate(lines):
        if coded and (code := CODE.search(line.text)):
            of_code = Part.WISHED if "D" in code.groups() else Part.ASKED
            yield Placed(Line(CODE.sub("", line.text), bullet=True), of_code)
            continue
        following = lines[at + 1] if at + 1 < len(lines) else None
        if line.heading:
            told = part_of_heading(line.text)
            if _leads(line, following) or (told and _only_heads(line.text)):
                part = told or (Part.LEFT_OUT if _is_over(seen) else Part.OPEN)
                begun = True
                seen.add(part)
                continue
        if _is_around(line, part) or (line.bullet and not begun):
            yield Placed(line, Part.LEFT_OUT)
            continue
        yield _labelled(line, part)


def _at_labels(line: Line) -> Iterator[Line]:
    """A line cut where a sentence begins with a label that tells what it is for."""
    start = 0
    for match in NEXT_LABEL.finditer(line.text):
        if part_of_heading(match[1]):
            yield replace(line, text=line.text[start : match.start()], heading=False)
            start = match.start(1)
    yield replace(line, text=line.text[start:]) if start else line


def _has_list_of_asked(lines: Sequence[Line]) -> bool:
    """Whether a heading says that what is asked for stands below it."""
    return any(
        line.heading and part_of_heading(line.text) is Part.ASKED for line in lines
    )


def _is_over(seen: set[Part]) -> bool:
    """Whether what was asked for is behind, and what is offered has followed."""
    return Part.ASKED in seen and Part.LEFT_OUT in seen


def _is_around(line: Line, part: Part) -> bool:
    """Whether a line is of the page and not of the job: its menu, somebody quoted."""
    if line.bullet and part is not Part.OPEN:
        return False
    return len(MENU.findall(line.text)) >= FEWEST_IN_A_MENU or bool(
        QUOTED.match(line.text)
    )


def _leads(line: Line, following: Line | None) -> bool:
    """Whether a line is a heading, though its words do not tell of what."""
    if line.marked:
        return True
    return following is not None and (following.bullet or len(following.text) > 80)


def _only_heads(text: str) -> bool:
    """Whether nothing is left of a line without the words of headings."""
    for name in table("headings")["order"]:
        text = phrases("headings", name).sub(" ", text)
    text = WEIGHTED.sub(" ", text)
    return not any(w.isalpha() and w not in listed("function") for w in _words(text))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:['’]\w+)?", text.lower())


@lru_cache(HEADINGS_KEPT)
def part_of_heading(text: str) -> Part | None:
    """What a heading says of the lines below it; None where it says nothing."""
    for name in table("headings")["order"]:
        if phrases("headings", name).search(text):
            return PARTS[name]
    return None


def _labelled(line: Line, part: Part) -> Placed:
    """The line with what its own label makes of it."""
    match = LABEL.match(line.text)
    if not match or len(match[1].split()) > MOST_LABEL_WORDS:
        return Placed(line, part)
    label, rest = match[1], line.text[match.end() :]
    if _is(label, "place"):
        return Placed(Line(rest, line.bullet), Part.PLACE, label)
    if _is(label, "left_out"):
        return Placed(Line(rest, line.bullet), Part.LEFT_OUT, label)
    told = part_of_heading(label)
    if told in (None, Part.DUTY):
        told = part
    if told is Part.LEFT_OUT and part is not Part.LEFT_OUT:
        told = part
    return Placed(Line(rest, line.bullet), told, label)


def _is(label: str, name: str) -> bool:
    """Whether a label is one of a list, as a whole."""
    return bool(_whole(name).fullmatch(label.strip()))


@cache
def _whole(name: str) -> re.Pattern[str]:
    return re.compile(alternatives(table("labels")[name]), re.IGNORECASE)

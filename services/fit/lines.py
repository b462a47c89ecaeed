"""An advertisement as lines: what is a heading, an item of a list, or prose."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from services.language.markup import without_tags

MOST_HEADING_WORDS = 10
_ITEM_TAG = re.compile(r"<li\b[^<>]{0,500}>", re.IGNORECASE)
_HEADING_TAG = re.compile(r"<h[1-6]\b[^<>]{0,500}>", re.IGNORECASE)
_CELL = re.compile(r"</?t[dh]\b[^<>]{0,500}>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HEADING = re.compile(r"\s*#{1,6}\s+|\s*\*\*(?=[^*]+\*\*:?\s*$)|\s*__(?=[^_]+__:?\s*$)")
_BULLET = re.compile(
    r"\s*(?:[-–—*+•·▪◦‣●○■□✓✔✅☑►▶➢➤»>]|\d{1,2}[.)]|\(?[a-z]\))[\s\u00a0]+"
)
_NUMBER = re.compile(r"\s*\d{1,2}(?:\.\d{1,2})*[.)]?\s+")
_NUMBERED = re.compile(r"\s*(?:\d{1,2}[.)]\s+(?=[^a-z]+$)|\d{1,2}\.\d{1,2}\s+(?=\S))")
"""A number before a heading: "5. PERSON SPECIFICATION", "4.1 Loans"."""
_MARKS = re.compile(r"\*\*|__|`")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\n]{0,500}\)")
LABEL = re.compile(r"([^\s:.!?][^:.!?]{1,45}?)\s*:\s+(?=\S)")
"""What stands before the colon of a line such as "Languages: German"."""
_SENTENCE_END = (".", "!", "?", ";", ",", "…")
_GOES_ON = (",", "and", "or", "of", "the", "a", "with", "in", "to", "for", "&")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an advertisement, without its marks."""

    text: str
    bullet: bool = False
    heading: bool = False
    """Whether it is marked as one, or could be one by its looks."""
    marked: bool = False
    """Whether it is a heading by its marks, and not by its looks alone."""


def lines_of(text: str) -> list[Line]:
    """The lines that a reader of the advertisement sees, none of them empty."""
    return list(_unwrapped(map(_line, _shown(text).splitlines())))


def _shown(text: str) -> str:
    """The text without HTML; items and headings keep a mark of what they are."""
    text = _COMMENT.sub(" ", text)
    text = _ITEM_TAG.sub("\n- ", _HEADING_TAG.sub("\n# ", text))
    text = without_tags(_CELL.sub(" ", text))
    return html.unescape(_LINK.sub(r"\1", text)).replace("\u00a0", " ")


def _line(raw: str) -> Line:
    marked = bool(_HEADING.match(raw))
    bare = _HEADING.sub("", raw, count=1) if marked else raw
    marked = marked or bool(_NUMBERED.match(bare))
    bullet = not marked and bool(_BULLET.match(bare))
    bare = _NUMBER.sub("", bare, count=1) if marked else bare
    bare = _BULLET.sub("", bare, count=1) if bullet else bare
    bare = " ".join(_MARKS.sub("", bare).split())
    short = 0 < len(bare.split()) <= MOST_HEADING_WORDS
    marked = marked or (short and not bullet and bare.isupper() and len(bare) > 3)
    heading = marked or (short and not bullet and _looks_like_heading(bare))
    return Line(bare, bullet, heading, marked or (short and bare.endswith(":")))


def _looks_like_heading(text: str) -> bool:
    """Whether a short line is no sentence, and no label with its value."""
    if LABEL.match(text):
        return False
    return text.endswith(":") or not text.endswith(_SENTENCE_END)


def _unwrapped(lines: Iterator[Line]) -> Iterator[Line]:
    """Lines that a mail program or a page broke are joined again."""
    held: Line | None = None
    for line in lines:
        if held and line.text and not line.bullet and _continues(held, line):
            held = Line(f"{held.text} {line.text}", held.bullet)
            continue
        if held and held.text:
            yield held
        held = line
    if held and held.text:
        yield held


def _continues(line: Line, following: Line) -> bool:
    """Whether a line is the rest of the one before it."""
    if not line.text or line.marked or following.marked:
        return False
    last = line.text.split()[-1].lower()
    open_end = not line.text.endswith((".", "!", "?", ":", ";"))
    if open_end and following.text[:1].islower():
        return True
    return last in _GOES_ON or last.endswith(",")

"""Sentences that are hung on words of no meaning, because a note has no verb."""

from __future__ import annotations

import re

THERE = re.compile(
    r"(?:^|(?<=[.!?] ))(?:There (?:is|are|was|were|has been|have been)"
    r"|(?:These|That) (?:is|are|was|were|means?|meant)|It (?:is|was|has|had)"
    r"|The (?:project|publication) (?:is|was))\b"
)
OF_A_TIME = re.compile(
    r"(?:^|(?<=[.!?] ))(?:It (?:is|was)|(?:He|She|They|I) (?:used|uses?)"
    r"|(?:His|Her|Their|My) (?:work|studies) includ(?:ed|es?))\b"
)
MOST = 1


def carried(told: str, text: str, *, of_thing: bool) -> bool:
    """Whether several sentences, or one about a time, only stand by such words.

    "It was a day rate" tells nothing of a job; "It is a board game" tells of a thing,
    and so does what the text itself says.
    """
    written = text.casefold()
    found = [m[0] for m in THERE.finditer(told)]
    if not of_thing:
        found += [m[0] for m in OF_A_TIME.finditer(told)] * (MOST + 1)
    return sum(words.casefold() not in written for words in found) > MOST


def as_written(text: str, their: str) -> str:
    """The note as it stands: "Her résumé says: “Day rate; two labs.”"."""
    return f"{their} résumé says: “{text.strip(' “”')}”"

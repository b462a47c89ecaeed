"""Places that were just named, said as "there"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from services.resume.answers.outcome import Said, say

LEAST_LETTERS = 9
"""A name that is shorter is said again as easily as "there"."""


def said_once(said: Iterable[Said], places: Collection[str]) -> tuple[Said, ...]:
    """The sentences; "at Harbor Analytics" is "there" behind one that names it last.

    `places` are the names of employers and schools.
    """
    told: list[Said] = []
    last = ""
    for each in said:
        text = _there(each.text, last) if last else each.text
        told.append(each if text == each.text else say(text, *each.paths))
        last = _last_of(each.text, places) or last
    return tuple(told)


def _there(text: str, place: str) -> str:
    """The sentence with "there" for the place; as it is where it opens with it."""
    if len(place) < LEAST_LETTERS:
        return text
    whole = rf"{re.escape(place)}(?![\w’'-]| [A-Z])"
    return re.sub(rf"(?<=[\w)]) (?:at|with) {whole}", " there", text)


def _last_of(text: str, places: Collection[str]) -> str:
    """The place that is named last in a text; empty where none is."""
    named = [place for place in places if place in text]
    return max(named, key=lambda p: (text.rfind(p) + len(p), p), default="")

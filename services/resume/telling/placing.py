"""Where and when something happened, put where a sentence can bear it."""

from __future__ import annotations

import re

ROOM = 16
"""A clause of at most this many words takes the place at its end."""
CROWDED = re.compile(r"[;:“\"(—–]| - |, ")
TRAILING = re.compile(
    r",\s+(?=(?:which|who|where|including|answering|using|resulting|so|leading|\w+ing)\b)"
)
DIGITS = re.compile(r"\d+")
NAME = re.compile(r"[A-Z][\w’'&.-]*")
SMALL = re.compile(r"^(?:at|in|for|with|on|during|from|since|of|the|a|an)\s+", re.I)
SHARED = 2
"""So many words of a name in the text are the name."""


def already_said(words: str, text: str) -> bool:
    """Whether the text names this place or time itself."""
    bare = words.strip()
    while SMALL.match(bare):
        bare = SMALL.sub("", bare)
    if not bare or bare.casefold() in text.casefold():
        return True
    numbers = DIGITS.findall(bare)
    if numbers:
        return all(re.search(rf"\b{number}\b", text) for number in numbers)
    names = NAME.findall(bare)
    shared = sum(bool(re.search(rf"\b{re.escape(name)}\b", text)) for name in names)
    return shared >= min(SHARED, len(names)) and bool(names)


def placed(clause: str, place: str, when: str) -> str:
    """Return the clause with its place and time, each at most once."""
    place = "" if already_said(place, clause) else place.strip()
    when = "" if already_said(when, clause) else when.strip()
    both = " ".join(part for part in (place, when) if part)
    if not both:
        return clause
    trailing = TRAILING.search(clause)
    main = clause[: trailing.start()] if trailing else clause
    if CROWDED.search(main) or len(main.split()) > ROOM:
        return f"{both}, {clause}"
    rest = clause[trailing.start() :] if trailing else ""
    return f"{main.rstrip(' .')} {both}{rest}"

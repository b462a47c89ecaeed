"""Where and when something happened, put where a sentence can bear it."""

from __future__ import annotations

import re

ROOM = 13
"""A clause of at most this many words takes the place at its end."""
CROWDED = re.compile(
    r"[;:“\"(—–]| - |, | (?:that|which|who|where|when|while|by|so|using|at) "
    r"| to \w+ \w+"
)
LABEL = re.compile(r"[A-Z][^:,]{2,40}: ")
"""Signs of a clause at whose end the place would belong to its last part only."""
TRAILING = re.compile(r",\s+(?:which|who|where|including|so|\w+ing)\b[^,;]*$")
LED_IN = re.compile(r"(?:at|in|on|as|during|after|before|with|while|when|for)\s", re.I)
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
    rest = clause[len(main) :]
    if not CROWDED.search(main) and len(main.split()) <= ROOM:
        return f"{main.rstrip(' .')} {both}{rest}"
    if LED_IN.match(clause) or LABEL.match(clause):
        return clause
    return f"{both}, {clause}"

"""What visitors call an entry: its whole name, its parts, its initials."""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.models.resume import Entry
from services.resume.reading.text import clean, words

UNNAMED = ("skills", "references")
"""Sections whose entries are groups or quotes; their titles are everyday words."""
BREAKS = re.compile(r"[(),:;|/–—•]|\s-\s| at | @ ")
CAPITALS = re.compile(r"\b[A-Z][A-Za-z]*\b")
SHORT = re.compile(r"\b(?:[A-Z]{2,}[a-z]?[A-Z]*|[A-Z][a-z]*[A-Z]+[A-Za-z]*)\b")
MIN_LETTERS = 4
GENERIC = frozenset(
    """university college school institute lab laboratory center centre company inc
    department faculty group team project foundation corporation remote research
    developer engineer manager director intern volunteer student consulting india usa
    present summer software senior junior freelance self employed online
    """.split()
)
SUFFIXES = re.compile(
    r"[,\s]+(?:inc|llc|ltd|gmbh|corp|co|plc|ag|sa|pvt|limited|company|consulting"
    r"|corporation|technologies|labs)\.?$",
    re.I,
)


def entry_names(entry: Entry) -> Iterator[str]:
    if entry.section in UNNAMED:
        return
    for name in (entry.title, entry.organization):
        if entry.section == "publications" and name is entry.organization:
            yield from initials(name)
            continue
        yield from _forms(name)


def _forms(name: str) -> Iterator[str]:
    if not name:
        return
    yield name
    for part in BREAKS.split(name):
        part = part.strip(" .“”\"'-")
        shorter = SUFFIXES.sub("", part)
        for form in {part, shorter}:
            if _tells(form):
                yield form
    yield from initials(name)


def _tells(part: str) -> bool:
    parts = words(clean(part))
    letters = sum(map(len, parts))
    return letters >= MIN_LETTERS and not all(w in GENERIC for w in parts)


def initials(name: str) -> Iterator[str]:
    """ "EFF" of Electronic Frontier Foundation, and short forms written out."""
    for short in SHORT.findall(name):
        if short.isupper() and len(short) > 1:
            yield short
    capitals = CAPITALS.findall(BREAKS.split(name)[0])
    if 3 <= len(capitals) <= 7:
        yield "".join(word[0] for word in capitals)

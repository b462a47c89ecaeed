"""What visitors call an entry: its whole name, its parts, its initials."""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.models.resume import Entry
from services.resume.reading.question_words import everyday_words, stop_words
from services.resume.reading.text import clean, words

UNNAMED = ("skills",)
"""Sections whose entries are groups; their titles are everyday words."""
COMPOSED = ("experience", "education", "volunteer")
"""Sections whose titles are put together from role and organisation."""
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
SMALL = frozenset("the and for with from that its his her per via into".split())
LEADING = re.compile(r"^(?:the |university of |college of |institute of )+", re.I)
SUFFIXES = re.compile(
    r"[,\s]+(?:inc|llc|ltd|gmbh|corp|co|plc|ag|sa|pvt|limited|company|consulting"
    r"|corporation|technologies|labs)\.?$",
    re.I,
)


def entry_names(entry: Entry) -> Iterator[str]:
    if entry.section in UNNAMED:
        return
    if entry.section == "references":
        yield BREAKS.split(entry.title)[0]
        return
    if entry.section == "publications":
        yield from initials(entry.organization)
    if entry.section not in COMPOSED or not entry.organization:
        yield from _forms(entry.title)
    if entry.section != "publications" and entry.organization:
        yield from _forms(entry.organization)
        yield from filter(_tells, map(_bare, BREAKS.split(entry.organization)))


def name_endings(entry: Entry) -> Iterator[str]:
    """The last two words of a longer name, if they tell it apart.

    "Food Bank" of Greater Chicago Food Bank, "merge sort" of a project.
    """
    if entry.section in (*COMPOSED, "projects"):
        for name in (entry.organization, "" if entry.organization else entry.title):
            parts = BREAKS.split(name)[0].split()
            last = [word.strip(".,") for word in parts[-2:]]
            if len(parts) > 2 and all(map(_distinct, last)):
                yield " ".join(last)


def _distinct(word: str) -> bool:
    return len(word) > 2 and word.isalpha() and word.lower() not in GENERIC | SMALL


def _forms(name: str) -> Iterator[str]:
    if not name:
        return
    yield name
    for part in BREAKS.split(name):
        part = part.strip(" .“”\"'-")
        shorter = SUFFIXES.sub("", part)
        for form in {part, shorter, part.replace("&", " and ")}:
            if _tells(form):
                yield form
    yield from initials(name)


def _bare(part: str) -> str:
    """A name without the words that many have.

    "Harvard" of Harvard University, "Chicago" of The University of Chicago.
    """
    part = LEADING.sub("", part)
    kept = part.split()
    while len(kept) > 1 and kept[-1].lower() in GENERIC:
        kept.pop()
    return " ".join(kept).replace("&", "and")


def _tells(part: str) -> bool:
    """Whether a part of a name says which: no everyday word by itself."""
    parts = words(clean(part))
    if len(parts) == 1 and parts[0] in everyday_words():
        return False
    letters = sum(map(len, parts))
    return letters >= MIN_LETTERS and not all(w in GENERIC for w in parts)


def initials(name: str) -> Iterator[str]:
    """Short forms, written out or made: "EFF" of Electronic Frontier Foundation."""
    for short in SHORT.findall(name):
        everyday = short.lower() in everyday_words()
        if short.isupper() and len(short) > 1 and not everyday:
            yield short
    capitals = CAPITALS.findall(BREAKS.split(name)[0])
    letters = "".join(word[0] for word in capitals)
    if 3 <= len(capitals) <= 7 and letters.lower() not in stop_words():
        yield letters

"""The people that a résumé names: who refers, who wrote along, who advised."""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.models.fact import Value

PEOPLE_KEYS = frozenset(
    """author authors coauthor coauthors co_author co_authors advisor adviser advisors
    supervisor supervisors mentor mentors manager editor editors translator narrator
    """.split()
)
"""Names that owners give to fields with people in them."""
CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'-]+"
NAME = (
    rf"(?:[A-Z]\.\s?)*{CAPITAL}"
    rf"(?:\s(?:[A-Z]\.|(?:de|van|von|der|la|le|da)\s)?\s?{CAPITAL}){{0,3}}"
)
TITLED = re.compile(rf"\b(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame)\.?\s({NAME})")
TOGETHER = re.compile(rf"\b(?:with|by|under|of|and|,)\s((?:[A-Z]\.\s?)+{CAPITAL})")
"""A name with initials: "with J. Tanaka and O. Adeyemi"."""
NAMES_AFTER = re.compile(
    r"\b(?:(?:[Cc]o-?)?[Aa]uthor(?:ed)? with|(?:[Jj]ointly|[Tt]ogether) with|(?:"
    r"[Ss]upervised|[Aa]dvised|[Mm]entored|[Ee]dited|[Tt]ranslated|[Ii]llustrated"
    rf"|[Nn]arrated|[Dd]irected) by)\s({NAME}(?:(?:, and |, | and | & ){NAME})*)"
)
SEPARATOR = re.compile(r"\s*(?:;|,|&|\band\b|\bund\b|\by\b|\bet\b)\s*")
DEGREES = re.compile(r"^(?:ph\.?d|m\.?d|rn|msc|bsc|jr|sr|et al|others)\.?$", re.I)


def listed_people(text: str) -> tuple[Value, ...]:
    """The people of a list of authors."""
    parts = [part.strip(" .") for part in SEPARATOR.split(text)]
    found = (p for p in parts if p[:1].isupper() and not DEGREES.match(p))
    return tuple(Value("person", name, name) for name in found)


def referee(title: str) -> Value | None:
    """Who gives a reference: the name before the comma of the title."""
    name = re.split(r",|\s[–—|-]\s|\(", title)[0].strip()
    return Value("person", name, name) if name else None


def people(text: str) -> Iterator[Value]:
    """The people in running text, known by a title, by initials or by what they did."""
    found = [match[1].strip() for match in TITLED.finditer(text)]
    if "." in text:
        found += [match[1].strip() for match in TOGETHER.finditer(text)]
    if " with " in text or " by " in text:
        for match in NAMES_AFTER.finditer(text):
            found += [name for name in SEPARATOR.split(match[1]) if " " in name]
    for name in dict.fromkeys(found):
        yield Value("person", name, name)

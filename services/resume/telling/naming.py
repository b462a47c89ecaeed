"""What an entry is called in passing, and names as they stand in a sentence."""

from __future__ import annotations

import re

from services.models.resume import Entry
from services.resume.telling.bodies import called, is_force
from services.resume.telling.tokens import PROPER

ON_OWN_ACCOUNT = re.compile(
    r"^(?:self[- ]?employed|freelance|independent|own business)", re.I
)
PLACES = ("experience", "volunteer", "education")
"""Sections whose organisations are places to be at."""
SHORT_NAME = 40
"""Letters from which a name is cut at its first break."""
BREAK = re.compile(r"\s+[-–—|]\s+|\s*:\s+|,\s+(?=(?:Inc|Ltd|LLC)\b)")
BODIES = re.compile(
    r"\b(?:Award|Prize|Medal|Association|Board|Institute|Society|Foundation|Council"
    r"|Academy|Federation|University|College|Chamber|Ministry|Department|Agency"
    r"|Fellowship|Scholarship|Trophy|Grant|Honou?r|Union|Guild|Authority)\b"
)
SCHOOLS = re.compile(r"[\w.'’-]+ (?:University|College|Academy)$")
QUOTES = ' “”"'


def name_of(entry: Entry) -> str:
    """What a person would call the entry in passing."""
    name = entry.title
    if entry.section in PLACES and entry.organization:
        name = entry.organization
    name = name.strip(QUOTES)
    if len(name) > SHORT_NAME:
        name = BREAK.split(name)[0].strip(QUOTES) or name
    return name


def place_of(entry: Entry) -> str:
    """Where it is, "at Cascade Valley Medical Center"; empty for no place to be at."""
    name = entry.organization
    if entry.section not in PLACES or not name or ON_OWN_ACCOUNT.match(name):
        return ""
    return f"{'in' if is_force(name) else 'at'} {called(name)}"


def with_the(name: str) -> str:
    """The name of an award or a body with "the" where it takes one."""
    if re.match(r"(?:the|a|an)\b", name, re.I) or not BODIES.search(name):
        return name
    return name if SCHOOLS.match(name) else f"the {name}"


def in_sentence(name: str) -> str:
    """The name as it stands inside a sentence: what is no proper noun gets small."""
    head, *rest = name.split(" ")
    if head[1:].islower() and not any(word[:1].isupper() for word in rest):
        small = head if head.lower() in PROPER else head.lower()
        return " ".join([small, *rest])
    plain = all(word[1:].islower() or word.islower() for word in (head, *rest))
    return name.lower() if plain and rest[-1:] == ["skills"] else name

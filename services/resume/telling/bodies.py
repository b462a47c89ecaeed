"""Organisations, journals and meetings as they are called inside a sentence."""

from __future__ import annotations

import re
from functools import lru_cache

from services.resume.telling.tokens import is_adjective
from services.resume.telling.verbs import nouns

KEPT = 4096
"""Names that are remembered."""
ARTICLE = re.compile(
    r"(?:the|a|an|le|la|les|el|il|der|die|das|het|de|various|several|different|many)\b",
    re.I,
)
HEADS_OF = re.compile(
    r"\b(?:University|Institute|School|Academy|College|Faculty|Department|Ministry"
    r"|Province|City|County|Canton|State|Government|Court|Museum|Society|Association"
    r"|Institution|Journal|Office|Board|Chamber|Council|Port|Union|Representation"
    r"|Embassy|Bureau|Congress|Secretariat|Polytechnic|Centre|Center|Guild|Federation|Order|Review|Workshop)"
    r" (?:of|for|on|to)\b"
)
"""What takes "the" before "of": the University of Galway."""
LAST = re.compile(
    r"\b(?:Association|Board|Institute|Society|Foundation|Federation|Chamber|Ministry"
    r"|Department|Agency|Fellowship|Union|Guild|Authority|Fund|Committee|Hotline|Panel"
    r"|Unit|Convention|Conference|Congress|Symposium|Festival|Commission|Service"
    r"|Government|Council|Journal|Gazette|Herald|Times|Tribune|Chronicle|Observer"
    r"|Archives?|Secretariat|Embassy|Office|Orchestra|Championships?|Prize|Awards)$"
)
"""Last words of names that take "the": the Heartland Labor Fund."""
TOWN_COUNCILS = re.compile(r"\b(?:City|County|Borough|District|Town|Parish) Council$")
SCHOOLS = re.compile(r"\b(?:University|College|Academy|School|Polytechnic)$")
FORCES = re.compile(
    r"(?:\w+ )?(?:Army|Navy|Air Force|Marines|Coast Guard|Coastguard|Foreign Legion"
    r"|National Guard)|Royal (?:Engineers|Artillery|Signals|Regiment|Guards|Corps)"
)
"""Forces that one serves in."""
RED_CROSS = re.compile(r"(?:\w+ )?Red (?:Cross|Crescent)$")
NATIONAL = re.compile(
    r"(?:National|Royal) .*\b(?:Theatre|Opera|Gallery|Trust|Library|Museum|Infirmary"
    r"|Park|Navy|Force|Bank|Ballet|Centre|Center|Hospital)$"
)
LONG_GROUP = re.compile(r"\S+ \S+ Group$")
PLACED = re.compile(r"\w+ (?:University|Polytechnic) of\b")
"""A university called by its place first, which takes none: Hanoi University of …."""

LONG = 3
"""Words from which a name with small ones is a description."""


def called(name: str) -> str:
    """The name with "the" where one says it, as it stands inside a sentence."""
    return f"the {name}" if _takes_the(name) else name


def is_force(name: str) -> bool:
    """Whether a body is one of the forces, in which one serves: the Merchant Navy."""
    known = FORCES.fullmatch(name)
    return bool(known) and (len(name.split()) > 1 or name in ("Army", "Navy"))


def apart(name: str) -> str:
    """The name as called; one with a comma in it is closed by a comma."""
    said = called(name)
    return f"{said}," if "," in said else said


@lru_cache(KEPT)
def _takes_the(name: str) -> bool:
    if is_force(name) or RED_CROSS.fullmatch(name):
        return not ARTICLE.match(name)
    own = re.split(r",| [-–—|(] ?", name)[0].strip()
    if not own or ARTICLE.match(own) or len(own.split()) < 2:
        return False
    if PLACED.match(own):
        return _described(own.split()[0])
    if HEADS_OF.search(own):
        return True
    if SCHOOLS.search(own):
        return all(_described(word) for word in own.split()[:-1])
    if TOWN_COUNCILS.search(own):
        return False
    return bool(
        LAST.search(own) or NATIONAL.match(own) or LONG_GROUP.match(own) or _common(own)
    )


def _described(word: str) -> bool:
    """Whether the word only describes: National, Technical, Norwegian."""
    return is_adjective(word.lower()) or word.endswith(("ian", "ish"))


def _common(name: str) -> bool:
    """Whether a name ends in a common noun written small: "Valley rescue group"."""
    word = name.split()[-1]
    short = len(name.split()) < LONG or word == "magazine"
    if short or " and " in name or not word.islower():
        return False
    return word in nouns() or word.removesuffix("s") in nouns()

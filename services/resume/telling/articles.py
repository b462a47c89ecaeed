""" "a" or "an" by the sound that follows, and whether a phrase takes one at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.resume.telling.noun_kinds import is_mass, is_person, is_plural
from services.resume.telling.tokens import (
    EDGES,
    counts_first,
    head,
    is_superlative,
    key,
)
from services.resume.telling.word_classes import DETERMINERS

SILENT_H = ("hour", "honest", "honor", "honour", "heir")
YOU_SOUND = re.compile(
    r"(?:uni(?!n|m)|use|usu|usa|uti|ute|ubi|ure|uro|euro?|ewe|once\b|one\b|one-|ukr|ukul"
    r"|uk\b)",
    re.I,
)
SAID_BY_LETTER = re.compile(
    r"[A-Z]{2,}[a-z]?\d*|M[A-Z][a-z]+|[A-Z](?=[-\d.]|$)|[A-Z][A-Z]?[a-z][A-Z]\w*"
)
VOWEL_LETTERS = "AEFHILMNORSX"
AS_WORDS = frozenset(
    """NATO NASA RADAR LASER FEMA SCUBA SIM PIN RAM ROM LAN NICU MICU SICU
    REST RAID SAAS SOAP NAS LAMP MEAN MERN FAQ SAP SWAT NEON LEED RESTful""".split()
)
OF_THE_TIME = re.compile(r"\bof the (?:day|week|month|quarter|season|year)\b", re.I)
"""How a title ends that one person gets at a time: "employee of the year"."""
EIGHT = re.compile(r"(?:8|11(?!\d)|18(?!\d)|11,|18,|80|8\d)")
UNIQUE = frozenset(
    """head president chair chairman chairwoman chairperson captain editor
    treasurer secretary vice ceo cto cfo coo cio director part dean deputy
    co-chair co-head valedictorian principal lead""".split()
)
"""Posts that one person holds: "she was head of design"."""
CHIEFS = frozenset("part ceo cto cfo coo cio vice".split())
"""How a post begins that takes no article: "vice president", "part of the crew"."""
THE = frozenset("founder winner author creator inventor recipient owner".split())
FIRSTS = frozenset(
    "first second third only youngest best oldest largest last top sole".split()
)
SMALL = frozenset("i ii iii".split())


def is_unique(word: str) -> bool:
    """Whether what the word describes is one of its kind: first, fastest."""
    return word in FIRSTS or is_superlative(word)


def article(words: str) -> str:
    """Return "a" or "an" for what follows: an MSc, a UX team, an 8-bed ward."""
    word = words.split(" ")[0].strip(EDGES) if words else ""
    if EIGHT.match(word) and not re.match(r"8\d{3}|80\d", word):
        return "an"
    if word[:1].isdigit():
        return "a"
    start = re.split(r"[-/]", word)[0] if word else ""
    if SAID_BY_LETTER.fullmatch(start) and start.upper() not in AS_WORDS:
        return "an" if start[0] in VOWEL_LETTERS else "a"
    small = word.lower()
    if small.startswith(SILENT_H):
        return "an"
    return (
        "a" if YOU_SOUND.match(word) else "an" if small[:1] in tuple("aeiou") else "a"
    )


def needs_article(tokens: Sequence[str]) -> bool:
    """Whether this noun phrase stands for one thing and has no article yet."""
    first, last = key(tokens[0]), head(tokens)
    if first in DETERMINERS or counts_first(tokens) or first.endswith("'s"):
        return False
    return not (is_plural(last) or is_mass(last))


def with_article(tokens: Sequence[str], words: str) -> str:
    """Return the words of a noun phrase about one person with the article they take."""
    first, last = key(tokens[0]), head(tokens)
    if first in DETERMINERS or first.endswith("'s"):
        return words
    of = any(key(token) == "of" for token in tokens[1:6])
    if _held_alone(first, last, words, of=of):
        return words
    chief = of and first == "chief"
    sole = (is_unique(first) or chief) and last != "responder"
    if sole or (of and last in THE):
        return f"the {words}"
    return f"{article(words)} {words}"


def _held_alone(first: str, last: str, words: str, *, of: bool) -> bool:
    """Whether a post needs no article: "head of design", "employee of the year"."""
    if of and last in UNIQUE and last != "lead":
        return True
    of_time = OF_THE_TIME.search(words) is not None and is_person(last)
    return of_time or first in CHIEFS

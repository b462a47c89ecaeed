"""Levels of study: which education entries are a bachelor's, a master's, …"""

from __future__ import annotations

from functools import cache

from services.models.resume import Entry
from services.resume.reading.phrasebook import Phrasebook, longest, phrasebook
from services.resume.reading.text import clean, words
from services.resume.reading.wordlists import table

RANK = ("school", "associate", "bachelor", "master", "doctorate")


@cache
def _book() -> Phrasebook:
    return phrasebook({"degree": table("questions")["degree"]})


def levels(entry: Entry) -> frozenset[str]:
    text = f"{entry.role} {entry.facts.get('study_type', '')}"
    category = entry.facts.get("category", "")
    marks = longest(_book().marks(words(clean(f"{text} {category}"))))
    return frozenset(m.value for m in marks)


def rank(entry: Entry) -> int:
    return max((RANK.index(level) for level in levels(entry)), default=-1)

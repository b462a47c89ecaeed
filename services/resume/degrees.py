"""Levels of study: which education entries are a bachelor's, a master's, …"""

from __future__ import annotations

from services.models.resume import Entry
from services.resume.reading.phrasebook import longest
from services.resume.reading.question_words import degree_book
from services.resume.reading.text import clean, words

RANK = ("school", "associate", "bachelor", "master", "doctorate")


def levels(entry: Entry) -> frozenset[str]:
    text = f"{entry.role} {entry.facts.get('study_type', '')}"
    category = entry.facts.get("category", "")
    marks = longest(degree_book().marks(words(clean(f"{text} {category}"))))
    return frozenset(m.value for m in marks)


def rank(found: frozenset[str]) -> int:
    """How far the levels lead; -1 for none."""
    return max(map(RANK.index, found), default=-1)


def awards_degree(entry: Entry) -> bool:
    """Whether it ends in a degree: not a course, a training or a boot camp."""
    return not {"course", "courses", "training", "bootcamp", "certificate"} & set(
        words(clean(entry.role))
    )

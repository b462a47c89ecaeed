"""The phrases of data/questions.toml: how visitors ask."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from services.resume.reading.phrasebook import (
    Mark,
    Phrasebook,
    Tag,
    longest,
    phrasebook,
)
from services.resume.reading.wordlists import table
from services.resume.sound_data import read_sound_data

APART = ("stop", "degree", "chat", "told_elsewhere", "tongues")
"""Lists that are looked up by themselves."""
NO_WORDS = ("chat", "tongues")
"""Lists of what stands for words, and of names."""


@cache
def question_book() -> Phrasebook:
    lists = table("questions")
    return phrasebook({k: v for k, v in lists.items() if k not in APART})


@cache
def degree_book() -> Phrasebook:
    return phrasebook({"degree": table("questions")["degree"]})


def own_section_book(sections: Iterable[str]) -> Phrasebook:
    """Parts of a résumé that only it has, by their names: "exhibitions"."""
    book, usual = Phrasebook(), table("questions")["section"]
    for name in sections:
        if name in usual:
            continue
        book.add(name.replace("_", " ").replace("-", " "), Tag("section", name))
        for theme, body in table("themes").items():
            if theme == name or name in body["called"]:
                for phrase in body["called"]:
                    book.add(phrase, Tag("section", name))
    return book


@cache
def stop_words() -> frozenset[str]:
    """Words without content of their own."""
    return frozenset(table("questions")["stop"]["words"])


@cache
def everyday_words() -> frozenset[str]:
    """Single words that questions are made of, and the subjects of many."""
    found = set(stop_words())
    for theme in table("themes").values():
        found.update(p for p in (*theme["called"], *theme["words"]) if " " not in p)
    lists = {k: v for k, v in table("questions").items() if k not in NO_WORDS}
    for values in lists.values():
        for phrases in values.values():
            found.update(p for p in phrases if " " not in p)
    return frozenset(found)


def degree_marks(question: tuple[str, ...]) -> list[Mark]:
    """Levels of study; they stand beside other marks on the same words."""
    stop = stop_words()
    marks = longest(degree_book().marks(question))
    return [m for m in marks if m.length > 1 or question[m.start] not in stop]


def common(word: str) -> bool:
    return word in read_sound_data().common_words

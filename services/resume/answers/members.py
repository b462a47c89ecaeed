"""The technologies of a résumé by the family they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from services.models.resume import Entry
from services.resume.reading.text import clean, words
from services.resume.reading.topics import Topics


class Member(NamedTuple):
    """A technology as the résumé writes it, and the entry that lists it."""

    text: str
    at: int


def members_of(
    entries: Sequence[Entry], topics: Topics
) -> Mapping[str, tuple[Member, ...]]:
    """Each family with its technologies, those of skill groups first."""
    found: defaultdict[str, dict[str, Member]] = defaultdict(dict)
    order = sorted(range(len(entries)), key=lambda i: entries[i].section != "skills")
    for at in order:
        for text in (*entries[at].technologies, entries[at].title):
            if entries[at].section not in ("skills", "projects", "experience"):
                continue
            for tag in topics.shown.lookup("".join(words(clean(text)))):
                for family in topics.by_id[tag.value].parents:
                    found[family].setdefault(tag.value, Member(text, at))
    return {family: tuple(held.values()) for family, held in found.items()}

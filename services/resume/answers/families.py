"""Skills by the family they belong to: Python and SQL are programming languages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from services.models.resume import Entry
from services.resume.reading.text import clean, words
from services.resume.reading.topics import FAMILY, Topics
from services.resume.telling.lists import joined

if TYPE_CHECKING:
    from services.resume.answers.outcome import Outcome
    from services.resume.answers.scene import Scene

CODE = re.compile(r"\b(?:code|coding|coder|programm?(?:e|er|ing)?|script(?:s|ing)?)\b")
FOR_US = re.compile(
    r"\b(?:code|program|write|build|make|script) (?:me|us|it|this|a|an|my|the)\b|\bsource code\b"
)
PROGRAMMING = "family:programming-languages"


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


def family(scene: Scene) -> Outcome | None:
    """Which or whether any of a family: "what programming languages", "can he code"."""
    from services.resume.answers.outcome import Outcome, say

    q, v = scene.question, scene.voice
    asked = [
        m.value
        for m in q.reading.of("topic")
        if scene.library.topics.by_id[m.value].kind == FAMILY
    ]
    if q.has(CODE) and q.person and not q.has(FOR_US):
        asked.append(PROGRAMMING)
    for name in asked:
        held = scene.library.members.get(name, ())
        if not held or scene.own:
            continue
        names = list(dict.fromkeys(m.text for m in held))[:6]
        opening = f"Yes, {v.they}" if q.polar else v.They
        hits = tuple(dict.fromkeys(m.at for m in held))
        text = f"{opening} {v.does('know')} {joined(names)}."
        paths = tuple(scene.entry(i).path for i in hits[:4])
        return Outcome((say(text, *paths),), "skills", hits)
    return None

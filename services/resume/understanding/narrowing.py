"""Of the hits the ones that the question's noun means: roles, groups of skills."""

from __future__ import annotations

from services.language.stems import singular, stem
from services.resume.reading.text import clean, words
from services.resume.reading.topics import THEME
from services.resume.understanding.finding import Situation
from services.resume.understanding.sections import section_marks


def by_role(situation: Situation, hits: tuple[int, ...]) -> tuple[int, ...]:
    """Of "nursing jobs" the ones with a role of that name, where there are any."""
    index, reading = situation.index, situation.reading
    nouns = {m.start for m in section_marks(reading) if m.value == "experience"}
    said = {
        stem(word)
        for m in reading.of("topic")
        if m.end in nouns and index.topics.by_id[m.value].kind == THEME
        for word in reading.words[m.start : m.end]
    }
    if not said:
        return hits
    entries = index.entries
    titled = tuple(
        i for i in hits if said & {stem(w) for w in words(clean(entries[i].role))}
    )
    return titled or hits


def skills_first(
    situation: Situation, hits: tuple[int, ...], nouns: tuple[str, ...]
) -> tuple[int, ...]:
    """The skills among the hits where skills are asked for, else all hits.

    "Database skills" are skills; "which databases" may be seen in work too.
    """
    entries = situation.index.entries
    skills = tuple(i for i in hits if entries[i].section == "skills")
    if not skills or "skills" not in nouns:
        return hits
    said = "".join(singular(word) for word in situation.reading.words)
    return tuple(i for i in skills if _glued(entries[i].title) in said) or skills


def levels_first(situation: Situation, hits: tuple[int, ...]) -> tuple[int, ...]:
    """The groups of skills that give a level before the rest; empty without any."""
    entries = situation.index.entries
    told = tuple(i for i in hits if entries[i].section == "skills" and entries[i].role)
    return (*told, *(i for i in hits if i not in told)) if told else ()


def _glued(title: str) -> str:
    return "".join(singular(word) for word in words(clean(title)))

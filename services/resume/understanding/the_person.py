"""Whether the person in general is asked about: "who is she"."""

from __future__ import annotations

from services.language.stems import stem
from services.resume.reading.question_words import common
from services.resume.reading.reading import Reading
from services.resume.understanding import filters as by
from services.resume.understanding.finding import Finding, Situation
from services.resume.understanding.sections import asks_for_tools, noun_sections


def asks_about_person(situation: Situation) -> bool:
    """Whether the person in general is asked about: "who is she"."""
    reading = situation.reading
    if _commands(reading):
        return True
    if asks_for_tools(reading) or _names_part(situation):
        return False
    if reading.has("topic") or _tells(situation, reading.left):
        return False
    if reading.left and not reading.has("about"):
        return False
    if reading.has("about") and not reading.when:
        return True
    person = reading.has("person", "name") or reading.has("person", "he")
    return person and not reading.yes_no and _is_bare(reading)


def _names_part(situation: Situation) -> bool:
    """Whether a part of the résumé is meant, by its noun or by its verb."""
    reading = situation.reading
    if {"projects", "publications", "awards"} & set(reading.values("verb")):
        return True
    if reading.has("verb", "experience") and reading.has("order"):
        return True
    return bool(noun_sections(reading, situation.index))


def _is_bare(reading: Reading) -> bool:
    """Whether neither a deed nor a fact, a time or an order is named."""
    kinds = ("verb", "slot", "when", "order", "degree")
    return not any(m.kind in kinds for m in reading.marks)


def _commands(reading: Reading) -> bool:
    """Whether it is a verb and a person alone: "rate her", "advertise him to me"."""
    kinds = {m.kind for m in reading.marks}
    first = reading.words[:1] == reading.left
    person = any(m.kind == "person" and m.start == 1 for m in reading.marks)
    return first and person and kinds <= {"person", "filler"}


def _tells(situation: Situation, left: tuple[str, ...]) -> bool:
    """Whether a word says more than how somebody asks: "his bio in a few lines"."""
    postings = situation.index.postings
    return any(not common(word) or stem(word) in postings for word in left)


def about(situation: Situation) -> Finding:
    """The person in general: a few cards from different parts."""
    index = situation.index
    hits: list[int] = []
    for section in ("experience", "projects", "publications", "education"):
        inside = by.newest_first(index.by_section.get(section, ()), index)
        if section == "projects":
            inside = tuple(sorted(inside, key=lambda i: not index.entries[i].featured))
        hits += inside[:1]
    return Finding("about", "about", "about", hits=tuple(hits), confidence=0.85)

"""Questions that only name a time: what was done in 2022, or before Acme."""

from __future__ import annotations

from services.models.answer import DateRange
from services.resume.understanding import filters as by
from services.resume.understanding.absence import absent, filter_words
from services.resume.understanding.candidates import candidates
from services.resume.understanding.entries import TIMED
from services.resume.understanding.finding import Finding, Situation
from services.resume.understanding.sections import (
    noun_sections,
    section_marks,
    verb_section,
)


def at_time(situation: Situation, span: DateRange, but: tuple[int, ...]) -> Finding:
    """What was done in a time that another entry's dates give."""
    reading, index = situation.reading, situation.index
    nouns = noun_sections(reading, index)
    if asked := tuple(m.value for m in section_marks(reading)):
        nouns = tuple(s for s in nouns if s in asked) or nouns
    inside = [
        i
        for section in (nouns or TIMED)
        for i in index.by_section.get(section, ())
        if by.overlaps(index.entries[i], span, situation.today) and i not in but
    ]
    hits = tuple(sorted(inside, key=lambda i: _rank_at_time(situation, i)))
    if not hits:
        return absent(situation, "", nouns or ("experience",))
    section = index.entries[hits[0]].section
    return Finding(
        "list",
        section,
        section if len({index.entries[i].section for i in hits[:4]}) == 1 else "mixed",
        hits=hits,
        section=section,
        filters=by.filters_of(situation, but),
    )


def _rank_at_time(situation: Situation, position: int) -> tuple[bool, int]:
    """Paid work first, then by when it began, the latest first."""
    entry = situation.index.entries[position]
    start = entry.period.start if entry.period else None
    return entry.section == "volunteer", -start.toordinal() if start else 0


def by_time(situation: Situation) -> Finding:
    index = situation.index
    work = candidates(situation, TIMED)
    hits = tuple(
        sorted(
            by.newest_first(work, index),
            key=lambda i: index.entries[i].section != "experience",
        )
    )
    verb = verb_section(situation.reading)
    if verb == "experience":  # "where did she work in 2020"
        paid = tuple(i for i in hits if index.entries[i].section == verb)
        hits = paid or hits
    if verb != "experience" or not hits:
        hits += by.newest_first(candidates(situation, ("education",)), index)
    if not hits:
        hits = by.newest_first(
            candidates(situation, ("projects", "publications", "awards")), index
        )
    if not hits:
        return absent(situation, filter_words(situation, ()), ("experience",))
    sections = {index.entries[i].section for i in hits[:4]}
    top = index.entries[hits[0]].section
    return Finding(
        "list",
        top,
        top if len(sections) == 1 else "mixed",
        hits=hits,
        section=top if len(sections) == 1 else "",
        filters=by.filters_of(situation),
    )

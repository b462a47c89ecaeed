"""Several questions in one: "his education and papers"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise, zip_longest

from services.resume.reading.phrasebook import Mark
from services.resume.reading.reading import Reading, part_of
from services.resume.understanding import filters as by
from services.resume.understanding.finding import Finding, Situation
from services.resume.understanding.sections import section_marks

Asked = Callable[[Situation], Finding | None]
"""Answers one of the questions."""
ANEW = (("where",), ("what",), ("who",))


def several(situation: Situation, answer: Asked) -> Finding | None:
    """Two parts at once: "his education and papers"."""
    reading, index = situation.reading, situation.index
    marks = _joined_sections(situation)
    if len(marks) < 2:
        return None
    parts = []
    for at, mark in enumerate(marks):
        start = marks[at - 1].end if at else 0
        # a part owns the marks before its noun; the last one those behind it too
        end = len(reading.words) if at == len(marks) - 1 else mark.end
        part = part_of(reading, start, end)
        finding = answer(replace(situation, reading=part))
        if finding is None or finding.kind == "about":
            return None
        parts.append(finding)
    if all(p.absent for p in parts):
        return parts[0]
    if len({(p.intent, p.hits) for p in parts}) < 2:
        return None
    hits = _interleaved([p.hits for p in parts])
    sections = {index.entries[i].section for i in hits}
    return Finding(
        "multi",
        "multi",
        sections.pop() if len(sections) == 1 else "mixed" if hits else "contact",
        hits=hits,
        parts=tuple(parts),
        filters=by.filters_of(situation),
    )


def _joined_sections(situation: Situation) -> list[Mark]:
    """Section nouns, and contact facts, with an "and" between them."""
    reading = situation.reading
    marks = [m for m in reading.marks if _is_part(situation, m)]
    values = {_part_of(situation, m) or m.value for m in marks}
    if len(values) < 2:
        return []
    if not any(m.kind in ("section", "language", "verb", "topic") for m in marks):
        return []
    for first, second in pairwise(marks):
        between = reading.words[first.end : second.start]
        if not {"and", "plus", "well", "then"} & set(between) and len(marks) < 3:
            return []
    return marks


def _is_part(situation: Situation, mark: Mark) -> bool:
    """Whether a mark can be one of several things that are asked for."""
    match mark.kind:
        case "section":
            return mark in section_marks(situation.reading)
        case "slot":
            return mark.value in ("email", "phone", "contact", "location")
        case "verb":
            return _asks_anew(situation.reading, mark)
        case "topic":
            return bool(_part_of(situation, mark))
        case "language":
            return True
        case _:
            return False


def _part_of(situation: Situation, mark: Mark) -> str:
    """The part that a joined subject belongs to: "internships and projects"."""
    reading = situation.reading
    if mark.kind != "topic" or mark in reading.negated:
        return ""
    joined = {*reading.words[mark.end : mark.end + 1], reading.word_before(mark)}
    section = situation.index.topics.by_id[mark.value].section
    return section if {"and", "plus"} & joined else ""


def _asks_anew(reading: Reading, verb: Mark) -> bool:
    """Whether a verb has a question of its own, where a second one begins.

    "Where did she study and where has she worked".
    """
    if verb.value not in ("education", "experience"):
        return False
    joints = [i for i, word in enumerate(reading.words) if word == "and"]
    clause = [i for i in joints if reading.words[i + 1 : i + 2] in ANEW]
    if not clause or reading.has("entry") or reading.has("topic") or reading.when:
        return False
    begins = max((i for i in clause if i < verb.start), default=-1)
    return not any(
        m.kind == "section" and begins < m.start < verb.start for m in reading.marks
    )


def _interleaved(lists: list[tuple[int, ...]]) -> tuple[int, ...]:
    """The lists' heads first, so that every part is on the first page."""
    rows = zip_longest(*lists)
    return tuple(dict.fromkeys(i for row in rows for i in row if i is not None))

"""What ran at a time that the question names."""

from __future__ import annotations

import re
from datetime import date

from services.language.stems import stem
from services.models.resume import Entry
from services.resume.answers.entry_words import words_of
from services.resume.answers.jobs.time_off import told_of
from services.resume.answers.outcome import (
    Outcome,
    first_fitting,
    not_there,
    of_entry,
    say,
)
from services.resume.answers.presence.found import told_by
from services.resume.answers.presence.telling import in_other_words
from services.resume.answers.reading import about_entry, paths
from services.resume.answers.scene import Scene
from services.resume.answers.wording import word_count
from services.resume.facts.months import Months, month_number
from services.resume.facts.residence import stays_at
from services.resume.questions.patterns import any_of
from services.resume.questions.question import Question
from services.resume.telling.lists import joined
from services.resume.telling.naming import name_of, place_of
from services.resume.telling.times import dates, when

OTHERWISE_ASKED = any_of(
    r"\bhow (?:many|long|much)\b",
    r"^(?:is|was|does|did|has) they (?!do|work|live|study|employ)\w+ .*"
    r"\bin (?:19|20)\d\d\b.*\bor\b",
)
DOING = re.compile(r"\bdoing\b|\bdo\b|\bwork\w*|\blive|\bliving")
WHERE_WORKED = re.compile(r"\bwhere\b.*\bwork\w*")
LIVED = re.compile(r"\bwhere\b.*\b(?:live|living|lived|based|staying)\b")
IN_SECTIONS = (
    (
        re.compile(r"\bstud(?:y|ied|ying)\b|\bschool\b|\buniversity\b"),
        ("education",),
    ),
    (
        re.compile(r"\bwork\w*\b|\bjob\b|\bemploy\w*\b"),
        ("experience", "volunteer", "education"),
    ),
    (re.compile(r"\b(?:win|won|award\w*)\b"), ("awards",)),
    (re.compile(r"\bpublish\w*|\bwrit\w+\b|\bwrote\b"), ("publications", "blog")),
    (
        re.compile(r"\b(?:anything|made|make|built|build|create\w*)\b"),
        ("projects", "experience", "awards", "publications", "volunteer", "education"),
    ),
)
"""Verbs of what was done then, with the sections that may tell it."""
ANYWHERE = (
    "experience",
    "volunteer",
    "education",
    "projects",
    "awards",
    "publications",
)
AT_ONCE = ("awards", "certifications", "publications")
"""Sections whose entries happen on a day and do not run on."""
TELLS_NOTHING = frozenset(
    map(
        stem,
        """
    happened anything year years time times work live living month months week half
    quarter first second third beginning middle end early late mid spring summer
    autumn fall winter study studied school university job employed win won award
    publish published write wrote written make made build built create created
    going went life lives busy
    """.split(),
    )
)
LONGEST, LONGEST_WITH_OTHERS = 44, 46
SHOWN = 6
EVER = date(1900, 1, 1)


def at_time(scene: Scene) -> Outcome | None:
    """What ran at the time that the question names: jobs first, then the rest."""
    q = scene.question
    if q.when is None or _asks_otherwise(scene):
        return None
    start, end = q.when.range.start or EVER, q.when.range.end or scene.today
    if q.has(LIVED):
        return _lived(scene, start, end)
    found = _running(scene, start, end)
    if start == EVER:
        found.reverse()
    if (asked := _named(q)) and not scene.own:
        return _asked_of(scene, [e for e in found if asked & words_of(e)])
    return _told(scene, found) if found else _nothing_then(scene, start, end)


def _asks_otherwise(scene: Scene) -> bool:
    """Whether the time only describes what else is asked for."""
    q = scene.question
    endless = q.when is not None and q.when.range.start is None
    if q.has(OTHERWISE_ASKED) or (endless and scene.leans):
        return True
    return bool(scene.own) and (endless or not q.has(DOING))


def _named(q: Question) -> frozenset[str]:
    """The stems of what is asked for beside the time."""
    time = q.reading.words[q.when.start : q.when.end] if q.when else ()
    return q.stems - TELLS_NOTHING - frozenset(map(stem, time))


def _asked_of(scene: Scene, found: list[Entry]) -> Outcome | None:
    """What ran then of what is named: the line that says it, or the entries."""
    if not found:
        return None
    fact = told_by(scene)
    if fact and any(fact.entry == e.id for e in found):
        return in_other_words(scene, fact)
    return _told(scene, found)


def _running(scene: Scene, start: date, end: date) -> list[Entry]:
    """What ran then."""
    running = scene.career.at(start, end)
    sections = _sections_at(scene)
    if scene.question.has(WHERE_WORKED) and running.get("experience"):
        sections = ("experience",)
    found = [e for s in sections for e in running.get(s, ())]
    return [e for e in found if not _over(e, start)]


def _over(entry: Entry, start: date) -> bool:
    """Whether it happened before that time, though it still holds."""
    if entry.section not in AT_ONCE or not entry.period or not entry.period.start:
        return False
    return month_number(start) > month_number(entry.period.start)


def _told(scene: Scene, found: list[Entry]) -> Outcome:
    """As many as fit in sentences, others by their names."""
    hits = tuple(scene.at(e) for e in found)
    said = first_fitting([about_entry(scene, i) for i in hits], LONGEST)
    if left := hits[len(said) : len(said) + 4]:
        also = joined([name_of(scene.entry(i)) for i in left])
        if word_count(also, *(s.text for s in said)) <= LONGEST_WITH_OTHERS:
            said.append(say(f"There was also {also}.", *paths(scene, left)))
    section = found[0].section if len({e.section for e in found}) == 1 else "search"
    return Outcome(
        tuple(said),
        section,
        hits,
        limit=SHOWN,
        item_type="mixed" if section == "search" else "",
    )


def _sections_at(scene: Scene) -> tuple[str, ...]:
    """The sections that are looked into, those first that are told first."""
    q = scene.question
    if asked := tuple(s for s in q.sections if scene.section(s)):
        return asked
    return next((sections for way, sections in IN_SECTIONS if q.has(way)), ANYWHERE)


def _lived(scene: Scene, start: date, end: date) -> Outcome | None:
    """The place of the job or study of that time."""
    v = scene.voice
    for stay in stays_at(scene.career, start, end):
        if (entry := stay.entry) is None:
            continue
        text = (
            f"{v.They} {v.was} in {stay.place} then: the résumé has {v.them}"
            f" {place_of(entry)}, {when(entry.period)}."
        )
        return of_entry(entry, scene.at(entry), text)
    return None


def _nothing_then(scene: Scene, start: date, end: date) -> Outcome:
    """That nothing is listed for that time, and what stands around it."""
    none = "The résumé doesn't list anything for that time."
    jobs = scene.career.jobs
    before = [s for s in jobs if s.bounds.last < month_number(start)]
    after = [s for s in jobs if s.bounds.first > month_number(end)]
    if not before or not after:
        return not_there(none)
    a = max(before, key=lambda s: s.bounds.last).entry
    b = min(after, key=lambda s: s.bounds.first).entry
    off = told_of(scene, (a, b), Months(month_number(start), month_number(end)))
    opening = "That was" if off else "It falls"
    around = (
        f"{opening} between {scene.voice.their} jobs at {_dated(a)} and {_dated(b)}."
    )
    return Outcome(
        (off or say(none), say(around, a.path, b.path)),
        "experience",
        (scene.at(a), scene.at(b)),
    )


def _dated(entry: Entry) -> str:
    return f"{name_of(entry)} ({dates(entry.period)})"

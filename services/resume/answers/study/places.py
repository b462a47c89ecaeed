"""Where and what somebody studied."""

from __future__ import annotations

import re
from itertools import groupby

from services.models.resume import Entry
from services.resume.answers.outcome import Outcome, fitting, say
from services.resume.answers.reading import about_entry, paths
from services.resume.answers.scene import Scene
from services.resume.answers.study.asks import WHAT, WHERE
from services.resume.answers.study.levels import levels_asked, of_level
from services.resume.telling.lists import joined
from services.resume.telling.naming import name_of
from services.resume.telling.nouns import with_article
from services.resume.telling.occupations import goes_on
from services.resume.telling.times import dates, in_years

HOW_MUCH = re.compile(r"\bhow (?:long|many)\b")
QUALIFICATIONS = re.compile(r"\bqualifications?\b|\btraining\b")
LONGEST = 46
SHOWN = 6
MOST_SCHOOLS = 3
FULLY_TOLD = 2
"""Courses of study that are told each in a sentence; of more, the names."""


def where_or_what(scene: Scene) -> Outcome | None:
    """The courses of study, the newest first, each as a sentence."""
    q = scene.question
    if not (q.has(WHERE) or q.has(WHAT)) or q.has(HOW_MUCH):
        return None
    other = scene.own and scene.entry(scene.own[0]).section != "education"
    if other and not q.has(WHERE):
        return None
    studies = scene.newest_first(scene.section("education"))
    named = scene.within(("education",)) if scene.own else ()
    levels = levels_asked(q)
    held = scene.newest_first(scene.section("certifications"))
    if held and not named and not levels and q.has(QUALIFICATIONS):
        return _qualifications(scene, studies, held)
    pool = named or of_level(scene, levels, studies) or studies
    return (q.has(WHERE) and _schools(scene, pool)) or _told(scene, pool)


def studied(scene: Scene) -> Outcome | None:
    """All courses of study by their schools; None where there is none."""
    studies = scene.newest_first(scene.section("education"))
    return (_schools(scene, studies) or _told(scene, studies)) if studies else None


def _schools(scene: Scene, pool: tuple[int, ...]) -> Outcome | None:
    """The schools, each with what was studied there; None where one has no name."""
    entries = [scene.entry(i) for i in pool[:MOST_SCHOOLS]]
    if not entries or not all(e.organization for e in entries):
        return None
    v = scene.voice
    now = _at_each([e for e in entries if goes_on(e)])
    past = _at_each([e for e in entries if not goes_on(e)])
    parts = [f"{v.is_} studying {joined(now)}"] if now else []
    parts += [f"studied {joined(past)}"] if past else []
    text = f"{v.They} {', and before that '.join(parts)}."
    said = say(text, *(e.path for e in entries))
    return Outcome((said,), "education", pool, listing=True)


def _at_each(entries: list[Entry]) -> list[str]:
    """A school once with its degrees: "at Nova College (a BSc, 2010 to 2014)"."""
    told = []
    for school, held in groupby(entries, lambda e: e.organization):
        degrees = [_degree(e) for e in held]
        what = joined([d for d in degrees if d])
        told.append(f"at {school} ({what})" if what else f"at {school}")
    return told


def _degree(entry: Entry) -> str:
    """A degree with its years: "a BSc in Physics, 2010 to 2014"."""
    role = with_article(entry.role) if entry.role else ""
    return ", ".join(part for part in (role, dates(in_years(entry.period))) if part)


def _told(scene: Scene, pool: tuple[int, ...]) -> Outcome:
    """As many courses of study as fit, or that there is none."""
    if not pool:
        none = say("The résumé doesn't list any education.")
        return Outcome((none,), "education", absent=True)
    roles = [with_article(scene.entry(i).role) for i in pool if scene.entry(i).role]
    if len(roles) > FULLY_TOLD and len(roles) == len(pool):
        v = scene.voice
        whole = say(f"{v.They} {v.has} {joined(roles)}.", *paths(scene, pool))
        return Outcome((whole,), "education", pool, listing=True)
    said = fitting([about_entry(scene, i) for i in pool[:3]], LONGEST)
    return Outcome(tuple(said), "education", pool, listing=True)


def _qualifications(
    scene: Scene, studies: tuple[int, ...], held: tuple[int, ...]
) -> Outcome:
    """Degrees and certificates in one sentence."""
    names = [scene.entry(i).role or name_of(scene.entry(i)) for i in studies[:3]]
    names += [name_of(scene.entry(i)) for i in held[:4]]
    text = f"{scene.voice.Their} qualifications are {joined(names)}."
    hits = (*studies, *held)
    said = say(text, *paths(scene, hits))
    return Outcome((said,), "education", hits, limit=SHOWN)

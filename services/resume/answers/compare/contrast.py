"""What differs between two things, and what they share."""

from __future__ import annotations

from services.models.resume import Entry
from services.resume.answers.compare.naming import called, of_two
from services.resume.answers.outcome import Outcome, Said, say
from services.resume.answers.reading import about_entry, told
from services.resume.answers.scene import Scene
from services.resume.telling.lists import joined
from services.resume.telling.naming import name_of
from services.resume.telling.times import dates

LINED = ("projects", "experience", "volunteer")
"""Sections whose entries have lines that say what they were."""


def difference(scene: Scene, first: int, second: int) -> Outcome:
    """What each is, in its own words, with its dates."""
    said = (_described(scene, first), _described(scene, second))
    return Outcome(said, scene.entry(first).section, (first, second), listing=True)


def _described(scene: Scene, at: int) -> Said:
    entry = scene.entry(at)
    lines = told(scene, at, limit=1)
    if not lines or entry.section not in LINED:
        return about_entry(scene, at)
    time = dates(entry.period)
    name = f"{name_of(entry)} ({time})" if time else name_of(entry)
    return say(f"{name}: {lines[0].text}", entry.path)


def shared(scene: Scene, first: int, second: int) -> Outcome:
    """What two entries have in common, or what each is where there is nothing."""
    a, b = scene.entry(first), scene.entry(second)
    if terms := _common(a, b):
        names = f"{called(scene, first)} and {called(scene, second)}"
        return of_two(scene, f"{names} share {joined(terms)}.", first, second)
    both = difference(scene, first, second)
    none = say("The résumé names nothing that the two share.")
    return Outcome((none, *both.said), a.section, (first, second))


def _common(a: Entry, b: Entry) -> list[str]:
    """Technologies and keywords of both, or else their organisation."""
    other = {term.lower() for term in (*b.technologies, *b.keywords)}
    terms = [t for t in (*a.technologies, *a.keywords) if t.lower() in other]
    if terms:
        return terms
    same = a.organization and a.organization == b.organization
    return [a.organization] if same else []

"""The time in a trade, a field or a place, and in all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from services.models.fact import Kind
from services.models.resume import Entry
from services.resume.answers.entry_words import words_of
from services.resume.answers.evidence import stems_of
from services.resume.answers.families import families_asked, uses_any
from services.resume.answers.outcome import Outcome, Said, say
from services.resume.answers.reading import paths, read
from services.resume.answers.scene import Scene
from services.resume.facts.career import Total
from services.resume.facts.spans import spoken_day, spoken_months
from services.resume.reading.text import akin
from services.resume.telling.lists import joined
from services.resume.telling.naming import name_of
from services.resume.telling.nouns import as_post

YEARS_IN = re.compile(r"\byears (?:\w+ )?(?:in|of|as|with) (?P<field>[^,.;]*)", re.I)


def in_profession(scene: Scene, field: tuple[str, ...]) -> Outcome | None:
    """The time in all jobs of a role or trade that several of them are of."""
    jobs = [i for i in scene.section("experience") if _akin(field, scene.entry(i).role)]
    if len(jobs) > 1:
        return _summed(scene, jobs)
    if jobs or not _akin(field, scene.library.resume.profile.headline):
        return None
    return stated(scene, field) or in_all(scene)


def stated(scene: Scene, field: tuple[str, ...]) -> Outcome | None:
    """The sentence of the profile that gives the years in it; None without one."""
    for fact in scene.evidence.of(Kind.PROFILE):
        years = YEARS_IN.search(fact.text)
        if years and _akin(field, years["field"]):
            return Outcome((read(scene, fact),), "about", item_type="about")
    return None


def _akin(field: Iterable[str], text: str) -> bool:
    """Whether each word or its close kin is in the text."""
    told = stems_of(text)
    return all(any(akin(word, other) for other in told) for word in field)


def in_place(scene: Scene, field: tuple[str, ...]) -> Outcome | None:
    """The time somewhere: work and study whose place is it."""
    inside = _located(scene, frozenset(field))
    total = scene.career.years_of_experience([scene.entry(i) for i in inside])
    if not inside or total.bounds is None:
        return None
    v = scene.voice
    verb = f"{v.has} been" if total.ongoing else v.was
    place = _named_place(scene, inside, frozenset(field))
    span = spoken_months(total.months, approximate=total.approximate)
    first, last = spoken_day(total.bounds.start), spoken_day(total.bounds.end)
    years = f"since {first}" if total.ongoing else f"from {first} to {last}"
    text = (
        f"Going by {v.their} jobs and studies, {v.they} {verb} in {place}"
        f" for {span}, {years}: {_names(total, 4)}."
    )
    return Outcome((say(text, *paths(scene, inside)),), "experience", inside)


def _located(scene: Scene, field: frozenset[str]) -> tuple[int, ...]:
    """What is in that place, by its own location or by the name of its school."""
    inside = [
        i
        for i, e in enumerate(scene.entries)
        if e.location and field <= stems_of(e.location)
    ]
    for i in scene.section("education"):
        school = stems_of(scene.entry(i).organization)
        if field & school and field <= school | stems_of(scene.entry(i).location):
            inside.append(i)
    return tuple(inside)


def _named_place(scene: Scene, inside: Iterable[int], field: frozenset[str]) -> str:
    """The place as the entries write it."""
    parts = (p.strip() for i in inside for p in scene.entry(i).location.split(","))
    return next((part for part in parts if stems_of(part) & field), "there")


def in_field(scene: Scene, field: tuple[str, ...]) -> Outcome | None:
    """The time in jobs and projects that are of a field; None where none is.

    What an employer is called does not tell what was done there.
    """
    wanted = frozenset(field)
    jobs, projects = scene.section("experience"), scene.section("projects")
    if families := families_asked(scene):
        listing = [i for i in jobs if uses_any(scene, i, families)]
        return _summed(scene, listing) if listing else None
    words = {
        i: words_of(_unnamed(scene.entry(i)))
        for i in (*jobs, *scene.section("volunteer"), *projects)
    }
    headline = stems_of(scene.library.resume.profile.headline)
    found = (
        [i for i in (*jobs, *scene.section("volunteer")) if wanted <= words[i]]
        or [i for i in jobs if wanted <= headline | words[i]]
        or [i for i in projects if wanted <= words[i]]
    )
    return _summed(scene, found) if found else None


def _unnamed(entry: Entry) -> Entry:
    """The entry without the name of its employer."""
    title = entry.title.replace(entry.organization, "") if entry.organization else ""
    return replace(entry, organization="", title=title or entry.role)


def _summed(scene: Scene, jobs: Sequence[int]) -> Outcome | None:
    """The time in several jobs together."""
    total = scene.career.years_of_experience([scene.entry(i) for i in jobs])
    if not total.months or total.bounds is None:
        return None
    span = spoken_months(total.months, approximate=total.approximate)
    first, last = spoken_day(total.bounds.start), spoken_day(total.bounds.end)
    years = f"since {first}" if total.ongoing else f"between {first} and {last}"
    text = f"The résumé shows {span} of that, {years}: {_names(total, 3)}."
    hits = scene.newest_first(jobs)
    return Outcome((say(text, *paths(scene, hits)),), "experience", hits)


def _names(total: Total, most: int) -> str:
    return joined(list(dict.fromkeys(name_of(e) for e in total.entries))[:most])


def in_all(scene: Scene) -> Outcome | None:
    """The time of all jobs together, and how much of it were internships."""
    v = scene.voice
    jobs = [scene.entry(i) for i in scene.section("experience")]
    total = scene.career.years_of_experience(jobs)
    if not total.months or total.bounds is None:
        return None
    span = spoken_months(total.months, approximate=total.approximate)
    first, last = total.bounds.start.year, total.bounds.end.year
    years = f"since {first}" if total.ongoing else f"between {first} and {last}"
    text = f"{v.They} {v.has} {span} of work experience, {years}."
    said = [say(text, *(e.path for e in total.entries[:4]))]
    hits = tuple(scene.at(e) for e in reversed(total.entries))
    return Outcome((*said, *_internships(scene, total)), "experience", hits)


def _internships(scene: Scene, total: Total) -> list[Said]:
    """How much of the time were internships and student jobs; empty without any."""
    found = scene.career.internships()
    if not found.months or len(found.entries) == len(total.entries):
        return []
    span, entry = spoken_months(found.months), found.entries[-1]
    jobs = "of internships and student jobs"
    if len(found.entries) == 1:
        jobs = f"as {as_post(entry.role)}"
    return [say(f"That includes {span} {jobs}.", *(e.path for e in found.entries))]

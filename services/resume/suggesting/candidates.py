"""Questions that could follow an answer: about it, beyond it, and about the rest."""

from __future__ import annotations

from collections.abc import Iterator

from services.models.resume import Entry
from services.resume.suggesting.ground import Ground
from services.resume.understanding.contact import held

SECTIONS = (
    *("projects", "experience", "education", "publications", "skills", "awards"),
    "contact",
)
DATED = ("projects", "experience")
"""Sections of which somebody asks for the newest."""
COURSES = ("coursework", "courses")
HERE, MANY = 1, 2


def about(ground: Ground) -> Iterator[str]:
    """What else there is to know of what was shown."""
    shown = ground.shown
    if ground.answer.absent:
        for name in ground.nearest():
            yield ground.phrases.suggestion("done_with", technology=name)
    elif len(shown) == HERE:
        yield from _of(ground, shown[0])
    else:
        for at in shown:
            if at not in _told_alone(ground) and (name := ground.name(at)):
                yield ground.phrases.suggestion("about", entry=name)


def beyond(ground: Ground) -> Iterator[str]:
    """What stands beside it: before and after, with the same tools, the newest."""
    if ground.answer.absent:
        yield from _ways(ground)
        return
    if ground.answer.intent == "contact":
        yield from _person(ground)
        return
    shown = ground.shown
    for at in shown[:1]:
        if len(shown) == HERE:
            yield from _around(ground, at)
        for name in ground.technologies(at):
            yield ground.phrases.suggestion("done_with", technology=name)
    if len(shown) >= MANY:
        yield from _newest(ground, ground.entry(shown[0]).section)
    elif shown:
        for at in ground.peers(shown[0]):
            if at not in ground.told and (name := ground.name(at)):
                yield ground.phrases.suggestion("about", entry=name)


def rest(ground: Ground) -> Iterator[str]:
    """The parts of the résumé that were not listed yet; contact comes last."""
    covered = ground.covered
    known = [s for s in SECTIONS if s in ground.index.by_section and s not in covered]
    turn = len(ground.turns) % len(known) if known else 0
    for section in (*known[turn:], *known[:turn]):
        yield ground.phrases.suggestion(section)
    if "contact" not in covered:
        yield from _ways(ground)


def _of(ground: Ground, at: int) -> Iterator[str]:
    entry, name = ground.entry(at), ground.name(at)
    if not name:
        return
    told = {path for piece in ground.answer.evidence for path in piece.paths}
    for kind in _kinds(entry):
        if f"{entry.path}.{kind}" not in told:
            yield ground.phrases.suggestion(f"{kind}_of_{entry.section}", entry=name)


def _kinds(entry: Entry) -> Iterator[str]:
    """What can be asked of an entry, as far as it tells that."""
    work = entry.section in ("projects", "experience")
    if work and entry.technologies:
        yield "technologies"
    if entry.section == "projects" and entry.links:
        yield "links"
    period = entry.period
    whole = period and period.start and (period.end or period.ongoing)
    if entry.section == "experience" and whole:
        yield "dates"
    if entry.section == "education" and entry.facts.get("gpa"):
        yield "gpa"
    if entry.section == "publications" and entry.facts.get("authors"):
        yield "authors"


def _around(ground: Ground, at: int) -> Iterator[str]:
    """Of a job, what came before and after it."""
    entry, name = ground.entry(at), ground.name(at)
    if entry.section != "experience" or not name:
        return
    starts = [_start(ground.entry(i)) for i in ground.peers(at)]
    mine = _start(entry)
    if mine and all(starts):
        if any(start < mine for start in starts):
            yield ground.phrases.suggestion("before", entry=name)
        if any(start > mine for start in starts):
            yield ground.phrases.suggestion("after", entry=name)


def _start(entry: Entry) -> int:
    """The day a job began, as a number; 0 where nobody knows."""
    period = entry.period
    return period.start.toordinal() if period and period.start else 0


def _newest(ground: Ground, section: str) -> Iterator[str]:
    same = {ground.entry(at).section for at in ground.shown}
    if section in DATED and same == {section}:
        if all(_start(ground.entry(i)) for i in ground.index.by_section[section]):
            yield ground.phrases.suggestion(f"newest_{section}")


def _person(ground: Ground) -> Iterator[str]:
    """What else is asked of a person whom somebody wants to reach."""
    profile, jobs = ground.index.resume.profile, ground.index.by_section
    if any(
        (period := ground.entry(at).period) and period.ongoing
        for at in jobs.get("experience", ())
    ):
        yield ground.phrases.suggestion("now")
    if profile.location and profile.location not in ground.answer.text:
        yield ground.phrases.suggestion("location")


def _ways(ground: Ground) -> Iterator[str]:
    if held("contact", ground.index.resume.profile):
        yield ground.phrases.suggestion("contact")


def _told_alone(ground: Ground) -> frozenset[int]:
    """Of several shown, those that had an answer of their own before."""
    return ground.told - frozenset(ground.shown[:1])

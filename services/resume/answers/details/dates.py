"""When an entry began, ended or ran."""

from __future__ import annotations

import re

from services.models.resume import Entry, Period
from services.resume.answers.details.asks import END, START
from services.resume.answers.details.lines import of_hit, telling_words
from services.resume.answers.evidence import stems_of
from services.resume.answers.jobs.still import valid
from services.resume.answers.outcome import Outcome, of_entry, say
from services.resume.answers.reading import about_entry, one_entry
from services.resume.answers.scene import Scene
from services.resume.answers.wording import lower_opening
from services.resume.telling.naming import name_of, place_of
from services.resume.telling.nouns import as_post
from services.resume.telling.times import dates, when

EVENTS = frozenset(
    """get got earn receiv win won happen month date complet publish leav left becom
    becam join quit stop expir exactli that long ago recent graduat pass did made mak
    writ creat work was it run vali valid""".split()
)
"""Stems of what happens to every entry, which pick no line of it."""
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
RUNS_OUT = re.compile(r"\bexpir|\bvalid|\brun")
LEAST_OWN = 0.5
BECAME = re.compile(r"\bbec[oa]me\b")
LASTING = ("experience", "volunteer", "education")


def date_of(scene: Scene, named: tuple[int, ...]) -> Outcome | None:
    """The start, the end or the whole time of what is named."""
    for at in _first_so_called(scene) or named:
        if period := scene.entry(at).period:
            return _dated_line(scene) or _asked_of(scene, at, period)
    return None


def _first_so_called(scene: Scene) -> tuple[int, ...]:
    """The first job with the role that somebody is asked to have become."""
    q = scene.question
    if not q.has(BECAME) or not q.stems - EVENTS:
        return ()
    jobs = scene.oldest_first(scene.section("experience"))
    return tuple(i for i in jobs if q.stems - EVENTS <= stems_of(scene.entry(i).role))


def _dated_line(scene: Scene) -> Outcome | None:
    """A line with a year that has the question's own words."""
    telling = telling_words(scene) - EVENTS
    if not telling or not scene.own:
        return None
    within = {scene.entry(i).id for i in scene.named}
    hits = scene.evidence.ranked(telling, scene.question.whole, within=within, limit=3)
    dated = [h for h in hits if h.own >= LEAST_OWN and YEAR.search(h.fact.text)]
    return of_hit(scene, dated[0]) if dated else None


def _asked_of(scene: Scene, at: int, period: Period) -> Outcome:
    """The end or the start where one is asked for, else the whole time."""
    q, entry = scene.question, scene.entry(at)
    if q.has(RUNS_OUT) and entry.section == "certifications":
        return valid(scene, at)
    if q.has(END) and not q.has(START) and (end := _end(scene, at, period)):
        return end
    begins = q.has(START) and period.start and entry.section in LASTING
    if begins and (start := _start(scene, at)):
        return start
    if entry.section in ("projects", "interests"):
        verb = _ran(period)
        return of_entry(entry, at, f"{name_of(entry)} {verb} {when(period)}.")
    return one_entry(scene, at)


def _ran(period: Period) -> str:
    if period.ongoing:
        return "has been going on"
    return "ran" if " to " in dates(period) else "was"


def _end(scene: Scene, at: int, period: Period) -> Outcome | None:
    """When it ended, that it goes on, or that no end of validity is given."""
    entry = scene.entry(at)
    if scene.question.has(RUNS_OUT):
        given = "" if period.ongoing else f" It dates from {dates(period)}."
        text = f"The résumé doesn't say when {name_of(entry)} expires.{given}"
        return of_entry(entry, at, text)
    if period.ongoing:
        sentence = lower_opening(about_entry(scene, at).text)
        return of_entry(entry, at, f"It hasn't ended: {sentence}")
    if not period.end:
        return None
    last = dates(period).split(" to ")[-1]
    return of_entry(entry, at, f"{_ended(scene, entry)} in {last}.")


def _ended(scene: Scene, entry: Entry) -> str:
    """The start of a sentence on an end: "She left Lux", "Owl Post ended"."""
    if entry.section not in ("experience", "volunteer"):
        return f"{name_of(entry)} ended"
    what = place_of(entry) or f"with {name_of(entry)}"
    return f"{scene.voice.They} finished {what}".replace("finished at", "left")


def _start(scene: Scene, at: int) -> Outcome | None:
    """When it began; at the employer, where no role was named."""
    entry = scene.entry(at)
    earliest = _first_role(scene, entry) if _at_employer(scene, entry) else entry
    if not earliest.period or not earliest.period.start:
        return None
    named = earliest.role and entry.section != "education"
    role = f"as {as_post(earliest.role)}" if named else ""
    day = dates(earliest.period).split(" to ")[0].removeprefix("since ")
    text = f"{scene.voice.They} started {place_of(entry)} {role} in {day}."
    said = say(text, earliest.path)
    return Outcome((said,), entry.section, (scene.at(earliest),))


def _at_employer(scene: Scene, entry: Entry) -> bool:
    """Whether the question has no word of the role."""
    role = stems_of(entry.role) - stems_of(entry.organization)
    return not role & scene.question.stems


def _first_role(scene: Scene, entry: Entry) -> Entry:
    """The first role at the employer of an entry."""
    employer = scene.career.employer(entry)
    return employer.roles[0] if employer and employer.roles else entry

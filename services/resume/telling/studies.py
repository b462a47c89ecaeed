"""Studies, each in one sentence: what is held, what was begun, what goes on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.models.resume import Entry
from services.resume.telling.bodies import apart
from services.resume.telling.closing import closed
from services.resume.telling.noun_kinds import is_person, is_plural
from services.resume.telling.nouns import with_article
from services.resume.telling.times import when
from services.resume.telling.tokens import head
from services.resume.telling.verbs import persons
from services.resume.telling.voice import Voice

COURSE = re.compile(
    r"\b(?:course|training|workshop|bootcamp|apprenticeship|programme|program|module"
    r"|semester|exchange|residency|internship|school year)\b",
    re.I,
)
LEFT = re.compile(
    r"\b(?:not (?:finished|completed)|unfinished|incomplete|did not finish"
    r"|no degree|without (?:a )?degree|withdr[ae]wn?|dropped out|abandoned"
    r"|first (?:year|term|semester) only|discontinued)\b",
    re.I,
)
"""What a study is called that was not finished."""
GONE = re.compile(
    r"(?:left|stopped|gave up|broke off|quit|converted|switched|transferred)\b", re.I
)
"""How a note begins on a study that was not finished."""
WAYS = re.compile(r"(?:part[- ]time|full[- ]time|evenings?|online)$", re.I)

YEARS = re.compile(
    r"(?:one|two|three|four|five|\d+|half a) (?:year|term|semester)", re.I
)
NO_DEGREE = re.compile(r"\b(?:no|without a) degree\b", re.I)
BRACKET = re.compile(r"(.+?)\s*\(([a-z][^()]*)\)$")
"""A kind of study with what is said beside it: "Diploma (five years)"."""


@dataclass(frozen=True, slots=True)
class Course:
    """What was studied, what is said beside it, and whether it was left."""

    name: str
    beside: str = ""
    left: bool = False
    part: str = ""
    """How much of a study was done that has no name: "first year only"."""

    @property
    def said(self) -> str:
        """The name with its article, closed by a comma where something stands by."""
        many = is_plural(head(re.sub(r"\(.*?\)", "", self.name).split()))
        words = self.name if many or not self.name else with_article(self.name)
        return f"{words}, {self.beside}," if self.beside else words


def course_of(entry: Entry) -> Course:
    """The course of a study: "MSc, part-time" in Law is a part-time MSc in Law."""
    kind = _text(entry, "study_type")
    if not kind or not entry.role.startswith(kind):
        return Course(entry.role, left=_left(entry, entry.role))
    area, about = _cut(entry.role[len(kind) :].removeprefix(" in ").strip())
    first, *tail = _parts(kind)
    left = _left(entry, kind) or bool(GONE.match(first))
    if left and (any(p.match(first) for p in (LEFT, YEARS, GONE))):
        end = ", without a degree" if NO_DEGREE.search(kind) else ""
        return Course(area, part=f"{_small(first)}{end}", left=True)
    tail += about
    ways = [part.lower().removesuffix("s") for part in tail if WAYS.match(part)]
    beside = [p for p in tail if not WAYS.match(p) and not LEFT.search(p)]
    name = f"{first} {_in_area(area)}" if area else first
    return Course(" ".join((*ways, name)), ", ".join(beside), left)


def _in_area(area: str) -> str:
    """What was studied, or what it makes one: "in Law", "as a Dance Teacher"."""
    last = area.split()[-1].lower()
    led = area.split(" in ")[0].split()[-1].lower()
    person = led in persons() and is_person(led) and (last == led or " in " in area)
    return f"as {with_article(area)}" if person else f"in {area}"


def _parts(kind: str) -> list[str]:
    """The parts of a kind of study: "MA (part-time, by distance)" has three."""
    found = BRACKET.match(kind)
    bare, noted = (found[1], found[2]) if found else (kind, "")
    parts = [*bare.split(","), *noted.split(",")]
    return [part.strip() for part in parts if part.strip()]


def _cut(area: str) -> tuple[str, list[str]]:
    """A field of study and what is said beside it: "Education, secondary"."""
    first, comma, rest = area.partition(", ")
    if not comma or "," in rest or " and " in rest:
        return area, []
    return first, [rest]


def study(entry: Entry, v: Voice) -> str:
    """A sentence on a study.

    "She has a BSc in Nursing from Riverbend State University, where she studied …."
    """
    at = f"at {apart(entry.organization)}" if entry.organization else ""
    time, course = when(entry.period), course_of(entry)
    ongoing = bool(entry.period and entry.period.ongoing)
    if course.left and entry.role:
        return _begun(course, at, "" if ongoing else time, v)
    if ongoing:
        name = f"for {course.said}" if entry.role else ""
        return closed(f"{v.They} {v.has} been studying {name} {at} {time}")
    time = time.replace("until ", ", finishing in ", 1)
    if not entry.role:
        return closed(f"{v.They} studied {at} {time}")
    if COURSE.search(_text(entry, "study_type") or entry.role):
        return closed(f"{v.They} did {course.said} {at} {time}")
    return _held(entry, course, time, v)


def _held(entry: Entry, course: Course, time: str, v: Voice) -> str:
    """A sentence on a degree with where and when it was studied for."""
    if not entry.organization:
        return closed(f"{v.They} {v.has} {course.said} {time}")
    source = f"from {apart(entry.organization)}"
    if time.startswith(("in ", ", finishing")):
        day = time.removeprefix(", finishing ")
        return closed(f"{v.They} got {course.said} {source} {day}")
    during = f", where {v.they} studied {time}" if time else ""
    source = source.rstrip(",")
    return closed(f"{v.They} {v.has} {course.said} {source}{during}")


def _begun(course: Course, at: str, time: str, v: Voice) -> str:
    """A sentence on a study that was not finished."""
    beside = f", {_small(course.beside)}" if course.beside else ""
    if course.part:
        return closed(f"{v.They} studied {course.name} {at} {time}, {course.part}")
    name = f"for {with_article(course.name)}"
    return closed(f"{v.They} studied {name} {at} {time}{beside}, but did not finish it")


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _left(entry: Entry, name: str) -> bool:
    """Whether a study is told, in its name or its note, not to have been finished."""
    note = _text(entry, "note") or entry.description
    return bool(LEFT.search(f"{name} {note}") or GONE.match(note))


def _text(entry: Entry, key: str) -> str:
    value = entry.facts.get(key, "")
    return value if isinstance(value, str) else ""

"""The time between two things."""

from __future__ import annotations

import re

from services.models.resume import Entry
from services.resume.answers.compare.pairs import pair
from services.resume.answers.durations.asks import LASTING
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.reading import paths
from services.resume.answers.scene import Scene, began, day_number
from services.resume.answers.wording import upper_opening
from services.resume.facts.months import Months, month_number
from services.resume.facts.spans import spoken_day, spoken_months, spoken_stretch
from services.resume.facts.stints import Stint
from services.resume.questions.patterns import any_of
from services.resume.telling.naming import name_of

GAP = any_of(r"\bbreak\b", r"\bgap\b", r"\btime off\b", r"\bbetween\b")
LAST = re.compile(r"\blast\b")


def between(scene: Scene) -> Outcome | None:
    """The time from one entry's date to another's: two patents, two awards."""
    named = pair(scene) if scene.question.has(GAP) else None
    if named and (found := _break(scene, *named)):
        return found
    dated = [i for i in _two(scene) if began(scene.entry(i))][:2]
    if len(dated) < 2:
        return None
    first, second = sorted(dated, key=lambda i: day_number(scene.entry(i)))
    start, end = began(scene.entry(first)), began(scene.entry(second))
    if not start or not end or month_number(end) <= month_number(start):
        return None
    span = upper_opening(spoken_months(month_number(end) - month_number(start)))
    names = f"{name_of(scene.entry(first))} and {name_of(scene.entry(second))}"
    years = f"from {spoken_day(start)} to {spoken_day(end)}"
    text = f"{span} lie between them, {years}: {names}."
    hits = (first, second)
    return Outcome((say(text, *paths(scene, hits)),), scene.entry(first).section, hits)


def _break(scene: Scene, a: int, b: int) -> Outcome | None:
    """The months between the end of one job and the start of another."""
    hits = tuple(sorted((a, b), key=lambda i: day_number(scene.entry(i))))
    first, second = (scene.entry(i) for i in hits)
    earlier, later = scene.career.stint(first), _first_stint(scene, second)
    if earlier is None or later is None or second.section not in LASTING:
        return None
    months = later.bounds.first - earlier.bounds.last - 1
    if months <= 0:
        return None
    span = spoken_stretch(Months(earlier.bounds.last + 1, later.bounds.first - 1))
    names = f"{name_of(first)} and {name_of(second)}"
    text = f"There were {spoken_months(months)} between {names}, {span}."
    return Outcome((say(text, *paths(scene, hits)),), "experience", hits)


def _first_stint(scene: Scene, entry: Entry) -> Stint | None:
    """The first time at the employer of an entry, or the entry's own."""
    employer = scene.career.employer(entry)
    if employer and employer.stints:
        return employer.stints[0]
    return scene.career.stint(entry)


def _two(scene: Scene) -> tuple[int, ...]:
    """The two entries named, or the first two, or first and last, of a part."""
    if len(scene.own) == 2:
        return scene.own
    for section in scene.question.sections:
        inside = scene.oldest_first(scene.section(section))
        if len(inside) >= 2:
            last = inside[-1] if scene.question.has(LAST) else inside[1]
            return (inside[0], last)
    return scene.own[:2] if len(scene.own) > 1 else ()

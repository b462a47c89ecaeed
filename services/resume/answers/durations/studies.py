"""The time of one course of study, or of all."""

from __future__ import annotations

from collections.abc import Sequence

from services.resume.answers.durations.asks import WHOLE
from services.resume.answers.durations.named import time_of
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.reading import paths
from services.resume.answers.scene import Scene
from services.resume.answers.study.levels import levels_asked, of_level
from services.resume.facts.months import Months
from services.resume.facts.spans import spoken_months
from services.resume.facts.stints import Stint
from services.resume.telling.lists import joined
from services.resume.telling.naming import name_of


def of_study(scene: Scene) -> Outcome | None:
    """The time at one place of study, or at all of them."""
    own = scene.within(("education",)) if scene.own or scene.leans else ()
    levelled = of_level(scene, levels_asked(scene.question))
    positions = own or levelled or scene.section("education")
    stints = [s for i in positions if (s := scene.career.stint(scene.entry(i)))]
    if not stints:
        return None
    if len(stints) == 1 or (own and not scene.question.has(WHOLE)):
        return time_of(scene, stints[0].entry, stints[0])
    return _in_all(scene, stints)


def _in_all(scene: Scene, stints: Sequence[Stint]) -> Outcome:
    """All studies in years, with the time of each."""
    v = scene.voice
    total = scene.career.years_of_experience([s.entry for s in stints])
    span = spoken_months(total.months, approximate=total.approximate)
    bounds = Months(
        min(s.bounds.first for s in stints), max(s.bounds.last for s in stints)
    )
    verb = f"{v.has} studied" if any(s.ongoing for s in stints) else "studied"
    until = "on" if total.ongoing else f"to {bounds.end.year}"
    years = f"from {bounds.start.year} {until}"
    each = joined([_at_place(s) for s in stints])
    text = f"{v.They} {verb} for {span} in all, {years}: {each}."
    hits = tuple(scene.at(s.entry) for s in stints)
    return Outcome((say(text, *paths(scene, hits)),), "education", hits)


def _at_place(stint: Stint) -> str:
    """The time at one place: "three years at Nova"."""
    span = spoken_months(stint.months, approximate=stint.approximate)
    return f"{span} at {name_of(stint.entry)}"

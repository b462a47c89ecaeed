"""Months without a job."""

from __future__ import annotations

import re

from services.models.resume import Entry
from services.resume.answers.evidence import stems_of
from services.resume.answers.jobs.time_off import told_of
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.scene import Scene
from services.resume.facts.gaps import Gap
from services.resume.facts.months import Months, common, month_number
from services.resume.facts.spans import spoken_months, spoken_stretch
from services.resume.questions.patterns import any_of
from services.resume.telling.lists import joined
from services.resume.telling.naming import name_of, place_of

GAP = any_of(
    r"\bgaps?\b",
    r"\bhole in\b",
    r"\bunemployed\b",
    r"\bout of work\b",
    r"\bcareer break\b",
    r"\btime (?:off|out)\b(?! (?:there|in|on|at)\b)",
    r"\bbetween jobs\b",
    r"\bwithout (?:a |any )?(?:job|work)\b",
    r"\b(?:has|had|with) no (?:job|work)\b",
    r"\bnot working\b",
    r"\bsabbatical\b",
    r"\bbreak (?:in|from) (?:they|the|work)\b",
    r"\btook a break\b",
    r"\btake a break\b",
)
CALLED_GAP = re.compile(r"\bgap|\bhole in\b")
NO_GAP = "No, the résumé shows no gap of two months or more between jobs."


def gap(scene: Scene) -> Outcome | None:
    """The longest time without a job, and what fell into it."""
    q = scene.question
    if not q.has(GAP) or (q.when is not None and not q.has(CALLED_GAP)):
        return None
    found = scene.career.gaps()
    if not found:
        return Outcome((say(NO_GAP),), "experience")
    beside = [g for g in found if _named_ends(scene, g)]
    if scene.question.says(r"\bbetween\b") and scene.own and not beside:
        return None
    longest = max(
        found, key=lambda g: (_then(scene, g), _named_ends(scene, g), len(g.span))
    )
    said = [say(_gap(scene, longest), longest.before.entry.path)]
    if filled := longest.filled_by[:3]:
        v = scene.voice
        names = joined([name_of(e) for e in filled])
        text = f"In that time {v.they} {v.was} busy with {names}."
        said.append(say(text, *(e.path for e in filled)))
    elif told := told_of(scene, _around(longest), longest.span):
        said.append(told)
    hits = tuple(scene.at(e) for e in _around(longest))
    return Outcome(tuple(said), "experience", hits)


def _then(scene: Scene, gap: Gap) -> bool:
    """Whether it lies at the time that the question names."""
    when = scene.question.when
    if when is None or when.range.start is None:
        return False
    last = when.range.end or scene.today
    asked = Months(month_number(when.range.start), month_number(last))
    return common(asked, gap.span) is not None


def _named_ends(scene: Scene, gap: Gap) -> int:
    """How many of the jobs around the gap the question names, or their places."""
    ends = (gap.before.entry, *([gap.after.entry] if gap.after else []))
    return sum(_is_named(scene, entry) for entry in ends)


def _is_named(scene: Scene, entry: Entry) -> bool:
    place = stems_of(entry.location)
    return scene.at(entry) in scene.own or bool(place & scene.question.stems)


def _gap(scene: Scene, gap: Gap) -> str:
    """A sentence on a gap.

    "There is a gap of …, …, between leaving Lux and starting at Nova."
    """
    lasting = spoken_months(len(gap.span), approximate=gap.approximate)
    until = f"starting {_place(scene, gap.after.entry)}" if gap.after else "today"
    there = "Yes: there" if scene.question.polar else "There"
    return (
        f"{there} is a gap of {lasting}, {spoken_stretch(gap.span)}, between leaving"
        f" {name_of(gap.before.entry)} and {until}."
    )


def _place(scene: Scene, entry: Entry) -> str:
    """Where a job was: "at Lux", "on her own account"."""
    if not entry.organization:
        return f"at {name_of(entry)}"
    return place_of(entry) or f"on {scene.voice.their} own account"


def _around(gap: Gap) -> list[Entry]:
    """The job before, what fell into the gap, and the job after."""
    after = [gap.after.entry] if gap.after else []
    return [gap.before.entry, *gap.filled_by, *after]

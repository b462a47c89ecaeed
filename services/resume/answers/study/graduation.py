"""When a course of study ended."""

from __future__ import annotations

import re

from services.models.resume import Entry
from services.resume.answers.outcome import Outcome, Said, say
from services.resume.answers.scene import Scene
from services.resume.answers.study.asks import GRADUATED
from services.resume.answers.study.levels import levels_asked, of_level
from services.resume.answers.wording import word_count
from services.resume.telling.nouns import with_article
from services.resume.telling.times import dates, when

FUTURE = re.compile(r"\b(?:does|will|is|going to)\b")
ROOM = 30
"""Words of a first sentence that leave room for a second one."""


def graduated(scene: Scene) -> Outcome | None:
    """When a study ended; that it goes on where it does."""
    q = scene.question
    studies = _studies(scene) if q.has(GRADUATED) else ()
    done = [i for i in studies if _ended(scene.entry(i))][:1]
    going = [i for i in studies if scene.goes_on(i)][:1]
    said: list[Said] = []
    if going and (q.has(FUTURE) or not done):
        said.append(_goes_on(scene, scene.entry(going[0])))
    if done and word_count(*(s.text for s in said)) < ROOM:
        said.append(_graduated(scene, scene.entry(done[0])))
    return Outcome(tuple(said), "education", (*going, *done)) if said else None


def _studies(scene: Scene) -> tuple[int, ...]:
    """The studies that are named, or those of the level, or all; newest first."""
    named = scene.within(("education",)) if scene.own else ()
    wanted = levels_asked(scene.question)
    levelled = of_level(scene, wanted) if wanted else scene.section("education")
    return scene.newest_first(named or levelled)


def _ended(entry: Entry) -> bool:
    return bool(entry.period and entry.period.end and not entry.period.ongoing)


def _goes_on(scene: Scene, entry: Entry) -> Said:
    v = scene.voice
    course = f"for {with_article(entry.role)} " if entry.role else ""
    text = (
        f"{v.They} {v.is_} still studying {course}at {entry.organization},"
        f" {when(entry.period)}; no end date is given."
    )
    return say(text, entry.path)


def _graduated(scene: Scene, entry: Entry) -> Said:
    month = dates(entry.period).split(" to ")[-1]
    what = f" with {with_article(entry.role)}" if entry.role else ""
    text = f"{scene.voice.They} graduated from {entry.organization}{what} in {month}."
    return say(text, entry.path)

"""The courses that were taken."""

from __future__ import annotations

from services.resume.answers.outcome import Outcome, Said, say
from services.resume.answers.scene import Scene
from services.resume.answers.study.asks import COURSES
from services.resume.answers.study.levels import levels_asked, of_level
from services.resume.telling.lists import joined
from services.resume.telling.naming import name_of


def courses(scene: Scene) -> Outcome | None:
    """The courses taken in the study that is named, or in those that list some."""
    q = scene.question
    if not q.has(COURSES) or (q.polar and q.stems):
        return None
    if scene.own and scene.entry(scene.own[0]).section != "education":
        return None
    levelled = of_level(scene, levels_asked(q))
    pool = scene.within(("education",)) or levelled or scene.section("education")
    taken = tuple(i for i in pool if scene.entry(i).keywords)
    said = tuple(_taken(scene, i) for i in taken[:2])
    return Outcome(said, "education", taken) if taken else None


def _taken(scene: Scene, at: int) -> Said:
    entry = scene.entry(at)
    verb = "include" if scene.goes_on(at) else "included"
    names = joined(entry.keywords[:8])
    text = f"At {name_of(entry)} {scene.voice.their} courses {verb} {names}."
    return say(text, entry.path)

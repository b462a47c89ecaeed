"""Whether there is a degree, and which."""

from __future__ import annotations

import re

from services.resume.answers.outcome import Outcome, say
from services.resume.answers.reading import about_entry
from services.resume.answers.scene import Scene
from services.resume.answers.study.asks import ANY_DEGREE, COURSES, GRADE
from services.resume.answers.study.levels import LEVELS, levels_asked, of_level
from services.resume.answers.wording import lower_opening
from services.resume.telling.nouns import with_article

CALLED = {
    "bachelor": "bachelor's degree",
    "master": "master's degree",
    "doctorate": "doctorate",
}
WHICH = re.compile(r"\b(?:what|which|where|when)\b")
HELD = re.compile(r"\b(?:has|hold|finish\w*|complet\w*)\b")


def degree(scene: Scene) -> Outcome | None:
    """Whether there is a degree of that level, and which."""
    q = scene.question
    wanted = levels_asked(q)
    if not wanted and q.polar and q.has(ANY_DEGREE):
        wanted = frozenset(LEVELS)
    if not wanted:
        return None
    held = of_level(scene, wanted)
    if q.polar and not held:
        return _none(scene, wanted)
    if not held or q.has(GRADE):
        return None
    if q.polar:
        return _yes(scene, held)
    if q.has(COURSES) or not q.has(WHICH):
        return None
    said = tuple(about_entry(scene, i) for i in held[:2])
    return Outcome(said, "education", held)


def _none(scene: Scene, wanted: frozenset[str]) -> Outcome:
    """That there is none of the level, and the newest course of study."""
    level = "university degree" if len(wanted) > 1 else CALLED[min(wanted)]
    none = say(f"No, the résumé doesn't list {with_article(level)}.")
    newest = scene.newest_first(scene.section("education"))[:1]
    rest = (about_entry(scene, i) for i in newest)
    return Outcome((none, *rest), "education", absent=True)


def _yes(scene: Scene, held: tuple[int, ...]) -> Outcome:
    """That there is one, or that it is not finished yet."""
    going = all(scene.goes_on(i) for i in held)
    opening = "Not yet:" if going and scene.question.has(HELD) else "Yes,"
    said = about_entry(scene, held[0])
    text = f"{opening} {lower_opening(said.text)}"
    return Outcome((say(text, *said.paths),), "education", held)

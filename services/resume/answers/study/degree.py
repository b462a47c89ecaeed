"""Whether there is a degree, and which."""

from __future__ import annotations

import re

from services.resume.answers.evidence import stems_of
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.reading import about_entry
from services.resume.answers.scene import Scene
from services.resume.answers.study.asks import ANY_DEGREE, COURSES, GRADE
from services.resume.answers.study.levels import LEVELS, levels_asked, of_level
from services.resume.answers.wording import lower_opening
from services.resume.telling.nouns import with_article
from services.resume.telling.studies import course_of

OWN_DEGREES = {
    "mba": "business administration", "bba": "business administration",
    "llm": "laws law", "llb": "laws law", "mfa": "fine arts", "bfa": "fine arts",
    "mph": "public health", "med": "education", "bed": "education",
    "meng": "engineering", "beng": "engineering",
}  # fmt: skip
"""Degrees by their letters with the words they stand for."""
CALLED = {
    "bachelor": "bachelor's degree",
    "master": "master's degree",
    "doctorate": "doctorate",
}
AFTER_A_DEGREE = re.compile(r"\bpost ?grad")
DIPLOMA = re.compile(r"\bpost-?grad\w* (?:diploma|certificate)", re.I)
WHICH = re.compile(r"\b(?:what|which|where|when)\b")
MATTER = re.compile(r"\b(?:about|on)$|\b(?:thesis|dissertation|project|topic|title)\b")
"""What was written for a degree."""
HELD = re.compile(r"\b(?:has|hold|finish\w*|complet\w*)\b")


def degree(scene: Scene) -> Outcome | None:
    """Whether there is a degree of that level, and which."""
    q = scene.question
    wanted = levels_asked(q)
    if not wanted and q.polar and q.has(ANY_DEGREE):
        wanted = frozenset(LEVELS)
    if not wanted:
        return None
    held = _as_named(scene, _of_level(scene, wanted))
    if q.polar and not held:
        return _none(scene, wanted)
    if not held or q.has(GRADE):
        return None
    if q.polar:
        return _yes(scene, held)
    if q.has(COURSES) or q.has(MATTER) or not q.has(WHICH):
        return None
    said = tuple(about_entry(scene, i) for i in held[:2])
    return Outcome(said, "education", held)


def _of_level(scene: Scene, wanted: frozenset[str]) -> tuple[int, ...]:
    """Studies of a level; a postgraduate diploma is no master's."""
    held = of_level(scene, wanted)
    if wanted != {"master"} or scene.question.has(AFTER_A_DEGREE):
        return held
    return tuple(i for i in held if not DIPLOMA.search(scene.entry(i).role))


def _named(scene: Scene) -> str:
    """A degree that is named by its own letters: "mba"; empty for a level."""
    return next((w for w in scene.question.tokens if w in OWN_DEGREES), "")


def _as_named(scene: Scene, held: tuple[int, ...]) -> tuple[int, ...]:
    """Of degrees of a level those of the name that was asked for."""
    own = _named(scene)
    if not own:
        return held
    letters = stems_of(f"{own} {OWN_DEGREES[own]}")
    return tuple(i for i in held if letters & stems_of(scene.entry(i).role))


def _none(scene: Scene, wanted: frozenset[str]) -> Outcome:
    """That there is none of the level, and the newest course of study."""
    level = "university degree" if len(wanted) > 1 else CALLED[min(wanted)]
    if own := _named(scene):
        level = own.upper()
    none = say(f"No, the résumé doesn't list {with_article(level)}.")
    newest = scene.newest_first(scene.section("education"))[:1]
    rest = (about_entry(scene, i) for i in newest)
    return Outcome((none, *rest), "education", absent=True)


def _yes(scene: Scene, held: tuple[int, ...]) -> Outcome:
    """That there is one, or that it is not finished yet or was left."""
    going = all(scene.goes_on(i) for i in held)
    left = all(course_of(scene.entry(i)).left for i in held)
    opening = "Yes,"
    if scene.question.has(HELD):
        opening = "Not yet:" if going else "No," if left else opening
    said = about_entry(scene, held[0])
    text = f"{opening} {lower_opening(said.text)}"
    return Outcome((say(text, *said.paths),), "education", held)

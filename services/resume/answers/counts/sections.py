"""How many entries a part has."""

from __future__ import annotations

import re

from services.resume.answers.entry_words import words_of
from services.resume.answers.evidence import stems_of
from services.resume.answers.lists.asks import ASKS, FREE
from services.resume.answers.outcome import Outcome, not_there, say
from services.resume.answers.reading import listing, paths
from services.resume.answers.scene import Scene
from services.resume.questions.parts import many, one
from services.resume.questions.patterns import any_of
from services.resume.telling.lists import counted, joined

TIMES = re.compile(r"\bhow (?:many times|often)\b")
COUNTED = {
    "experience": re.compile(r"\b(?:jobs|positions|roles|posts)\b"),
    "employers": any_of(
        r"\b(?:employers|companies|firms|workplaces|organi[sz]ations|different "
        r"places)\b",
        r"\bplaces has they worked\b",
    ),
    "languages": re.compile(r"\blanguages\b"),
    "education": re.compile(r"\b(?:degrees|universities|schools|colleges)\b"),
    "skills": re.compile(r"\b(?:skills|tools)\b"),
}
ASKED = any_of(r"\bhow many\b", r"\bnumber of\b", r"\bcount\b")
TODAY = re.compile(
    r"\b(?:now|nowadays|currently|at once|at present|the moment|these days|today)\b"
)
OTHER_WORDS = ("interests", "references")
"""Sections that are counted only where their own noun is said."""
SHOWN = 6


def section_count(scene: Scene) -> Outcome | None:
    """The entries of a part, counted and named."""
    q = scene.question
    if not q.has(ASKED) or q.has(TIMES) or (q.elliptic and scene.leans):
        return None
    noun = " ".join(q.text.split("how many", 1)[-1].split()[:3])
    if COUNTED["employers"].search(noun) and scene.career.employers:
        return _employers(scene)
    for section in scene.library.by_section:
        if section in OTHER_WORDS and section not in q.sections:
            continue
        counts = COUNTED.get(section) or ASKS.get(section)
        if counts and (called := counts.search(noun)):
            return _entries(scene, section, called[0])
    return _none(scene, noun)


def _employers(scene: Scene) -> Outcome:
    v, employers = scene.voice, scene.career.employers
    count = counted(len(employers), "employer", "employers")
    names = joined([e.name for e in reversed(employers)][:SHOWN])
    text = f"{v.They} {v.has} worked for {count}: {names}."
    jobs = scene.newest_first(scene.section("experience"))
    said = say(text, *paths(scene, jobs))
    return Outcome((said,), "experience", jobs, limit=SHOWN)


def _entries(scene: Scene, section: str, called: str) -> Outcome | None:
    """The entries that have the question's words; None where others are meant."""
    wanted = scene.question.stems - FREE - stems_of(called)
    pool = scene.newest_first(scene.section(section))
    if wanted:
        pool = tuple(i for i in pool if wanted <= words_of(scene.entry(i)))
    if section == "experience" and _of_today(scene):
        pool = tuple(i for i in pool if scene.goes_on(i))
    if not pool or section == "skills" or (not wanted and _of_topic(scene, section)):
        return None
    count = counted(len(pool), one(section), many(section))
    text = f"{_have(scene, section)} {count}: {listing(scene, pool)}."
    said = say(text, *paths(scene, pool))
    return Outcome((said,), section, pool, limit=SHOWN)


def _of_today(scene: Scene) -> bool:
    """Whether those are asked for that go on: "how many jobs does she have now"."""
    return bool(TODAY.search(" ".join(scene.question.reading.said)))


def _of_topic(scene: Scene, section: str) -> bool:
    """Whether those of the entry spoken of are asked for: "how many has it"."""
    if not scene.leans or not scene.topic or not scene.question.refers:
        return False
    return section != scene.entry(scene.topic[0]).section


def _have(scene: Scene, section: str) -> str:
    v = scene.voice
    if section == "languages":
        return f"{v.They} {v.does('speak')}"
    return "The résumé lists" if section == "projects" else f"{v.They} {v.has}"


def _none(scene: Scene, noun: str) -> Outcome | None:
    """That a part that is asked for is not there."""
    for section, asks in ASKS.items():
        if section != "interests" and asks.search(noun) and not scene.section(section):
            return not_there(f"None: the résumé doesn't list any {many(section)}.")
    return None

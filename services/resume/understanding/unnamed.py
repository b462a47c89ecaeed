"""The part of the résumé that is meant when no noun says so."""

from __future__ import annotations

from services.language.stems import singular
from services.resume.reading.question_words import common
from services.resume.understanding.finding import Situation
from services.resume.understanding.sections import WHICH, asks_for_tools, verb_section

INSTEAD = {
    "projects": ("experience",),
    "blog": ("publications", "projects"),
}
"""Where else the deeds of a verb may stand."""
WRITTEN = frozenset({"code", "software", "program", "package", "library", "app"})
"""What is written and is no text."""


def unnamed_section(situation: Situation) -> str:
    """The part that is meant when no noun says so."""
    reading = situation.reading
    if reading.has("degree"):
        return "education"
    if reading.has("slot", "tech_used") and reading.person:
        return "skills"
    if verb := verb_section(reading):
        return _part_there_is(verb, situation)
    if asks_for_tools(reading):
        return "skills"
    if reading.has("order", "current") or reading.has("order", "previous"):
        return "experience"
    if reading.has("order", "best"):
        return "projects" if "projects" in situation.index.by_section else "experience"
    if reading.has("slot", "duration") and not reading.has("followup", "ref"):
        return "experience"
    return ""


def _part_there_is(verb: str, situation: Situation) -> str:
    """What was built or written stands elsewhere in a résumé without that part."""
    reading, sections = situation.reading, situation.index.by_section
    if verb == "blog" and (
        reading.has("slot", "tech_used") or WRITTEN & set(map(singular, reading.words))
    ):
        verb = "projects"  # tools are written as well
    others = INSTEAD.get(verb, ())
    return next((name for name in (verb, *others) if name in sections), verb)


def asks_for_skills(situation: Situation) -> bool:
    """Whether a list of skills is asked for, whatever the words mean.

    "Which computer systems does she know".
    """
    reading = situation.reading
    able = reading.has("verb", "skills") and "skills" in situation.index.by_section
    return able and bool(WHICH & set(reading.words)) and all(map(common, reading.left))

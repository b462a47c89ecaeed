"""How well a tool or a group of skills is known."""

from __future__ import annotations

import re

from services.models.resume import Entry
from services.resume.answers.compare.levels import skill_named
from services.resume.answers.outcome import Outcome, of_entry
from services.resume.answers.reading import group
from services.resume.answers.scene import Scene
from services.resume.answers.wording import upper_opening
from services.resume.questions.patterns import any_of
from services.resume.telling.entries import entry_sentence
from services.resume.telling.nouns import with_article
from services.resume.telling.skill_groups import among, several

HOW_GOOD = any_of(
    r"\bhow (?:good|well|fluent\w*|strong|proficient|advanced|comfortable|"
    r"skilled|solid|bad|is they)\b",
    r"\b(?:what|which) level\b",
    r"\blevel (?:of|in|is)\b",
    r"\bgood enough\b",
    r"\bfluen(?:t|cy|tly)\b",
    r"\bproficien\w+\b",
    r"\bnative(?: speaker)?\b",
    r"\bhold a (?:meeting|conversation)\b",
    r"\bbeginner\b",
    r"\badvanced\b",
)
OF_A_DEED = re.compile(r"\bhow (?:good|well) (?:did|was) they (?:do|perform)?\b")


def skill_level(scene: Scene) -> Outcome | None:
    """The level of the group that the skill stands in."""
    q = scene.question
    if not q.has(HOW_GOOD) or q.has(OF_A_DEED):
        return None
    skill = skill_named(scene, q.content)
    if skill is None:
        return None
    entry = scene.entry(skill.at)
    if entry.section == "languages":
        text = entry_sentence(entry, scene.voice)
    else:
        text = _level(scene, entry, skill.name)
    return of_entry(entry, skill.at, text)


def _level(scene: Scene, entry: Entry, name: str) -> str:
    """A sentence on a skill's level, or that none is given.

    "Her level in Figma, which the résumé lists under design tools, is expert."
    """
    of_group = name == entry.title
    shown = group(entry) if of_group else name
    if not entry.role:
        be = "are" if several(shown) else "is"
        listed = f"{be} listed {among(entry.title, scene.voice)}"
        text = f"{shown} {listed}, but the résumé doesn't give a level."
        return upper_opening(text)
    alone = of_group or len(entry.technologies) <= 1
    inside = "" if alone else f", which the résumé lists under {group(entry)},"
    if of_group and several(shown):
        level = f"{with_article(entry.role.lower())} level"
        return f"{scene.voice.Their} {shown} are at {level}."
    return f"{scene.voice.Their} level in {shown}{inside} is {entry.role.lower()}."

"""A group of skills that is called by its name."""

from __future__ import annotations

from services.resume.answers.evidence import stems_of
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.scene import Scene
from services.resume.answers.wording import upper_opening
from services.resume.telling.lists import joined
from services.resume.telling.skill_groups import group_listing
from services.resume.telling.skill_lists import bears, lists_under

MOST = 8


def skill_group(scene: Scene) -> Outcome | None:
    """What a group holds, where nothing but its name is said: "stage craft skills"."""
    q = scene.question
    asked = q.stems
    if "skills" not in q.sections or not asked or q.polar:
        return None
    groups = (i for i in scene.section("skills") if scene.entry(i).technologies)
    at = next((i for i in groups if stems_of(scene.entry(i).title) == asked), None)
    if at is None:
        return None
    entry = scene.entry(at)
    if not bears(entry.technologies[:MOST], entry.title):
        text = lists_under(entry.technologies[:MOST], entry.title, "", scene.voice)
        return Outcome((say(text, entry.path),), "skills", (at,))
    names = joined(entry.technologies[:MOST])
    called, verb = group_listing(entry.title, scene.voice)
    verb = "are" if verb == "include" else verb
    text = f"{upper_opening(called)} {verb} {names}."
    return Outcome((say(text, entry.path),), "skills", (at,))

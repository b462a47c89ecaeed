"""Whether somebody worked at an employer that is named."""

from __future__ import annotations

from services.resume.answers.evidence import stems_of
from services.resume.answers.outcome import Outcome, of_entry
from services.resume.answers.presence.found import FILLERS
from services.resume.answers.reading import about_entry
from services.resume.answers.scene import Scene
from services.resume.answers.wording import lower_opening
from services.resume.questions.patterns import any_of

AT = any_of(
    r"\b(?:at|for|with) (?P<name>[\w&'. ]+?)(?: (?:before|once|ever|in the "
    "past|previously))?$",
)
WORKED_AT = any_of(
    r"\b(?:work(?:ed|ing|s)?|employed|job|intern(?:ed|ing)?|position|role|"
    r"been|time)\b.*\b(?:at|for)\b",
)
NO_NAME = frozenset("th a an their they the in of".split())
"""Stems that are never the name of an employer."""
WORKPLACES = ("experience", "volunteer", "education", "projects")
ANY = frozenset("a an any other several more big small".split())
"""Words before a kind of employer: "at a big firm"."""


def employer(scene: Scene) -> Outcome | None:
    """The newest entry with the employer that a yes-or-no question names."""
    q = scene.question
    match = AT.search(q.text) if q.polar and q.has(WORKED_AT) else None
    if not match or q.when or ANY & set(match["name"].split()):
        return None
    name = stems_of(match["name"]) - FILLERS - NO_NAME
    if not name:
        return None
    for section in WORKPLACES:
        for at in scene.section(section):
            entry = scene.entry(at)
            if name <= stems_of(f"{entry.organization} {entry.title}"):
                text = lower_opening(about_entry(scene, at).text)
                return of_entry(entry, at, f"Yes, {text}")
    return None

"""Where an entry was, for whom and with what."""

from __future__ import annotations

import re

from services.models.resume import Entry
from services.resume.answers.details.lines import LINES, line_of, of_hit, telling_words
from services.resume.answers.outcome import Outcome, of_entry, say
from services.resume.answers.reading import about_entry, one_entry, told
from services.resume.answers.scene import Scene
from services.resume.telling.lists import joined
from services.resume.telling.naming import name_of, place_of
from services.resume.telling.places import spoken_place

LEAST_OWN = 0.34
FOR_WHOM = re.compile(r"\bfor\b")
MADE_WITH = ("projects", "experience", "volunteer", "publications")


def place(scene: Scene, named: tuple[int, ...]) -> Outcome | None:
    """Where it was: a fact that tells it, its location, or who it was with."""
    telling = telling_words(scene)
    if telling and (line := line_of(scene, telling, LEAST_OWN, LINES)):
        return of_hit(scene, line)
    at = named[0]
    entry = scene.entry(at)
    if entry.location:
        said = say(_located(scene, entry, at), f"{entry.path}.location")
        return Outcome((said,), entry.section, (at,))
    return one_entry(scene, at) if entry.organization else None


def _located(scene: Scene, entry: Entry, at: int) -> str:
    """A sentence on the place of an entry.

    "She works at Lux in Ghent.", "Owl Post was in Ghent."
    """
    v, where = scene.voice, spoken_place(entry.location)
    ongoing = scene.goes_on(at)
    if entry.section not in ("experience", "volunteer"):
        return f"{name_of(entry)} {'is' if ongoing else 'was'} in {where}."
    verb = "work" if entry.section == "experience" else "volunteer"
    does = v.does(verb) if ongoing else v.was
    return f"{v.They} {does} {place_of(entry)} in {where}."


def organisation(scene: Scene, named: tuple[int, ...]) -> Outcome | None:
    """For whom it was, or who gave or published it."""
    at = named[0]
    entry = scene.entry(at)
    if not entry.organization:
        return None
    if entry.section in ("awards", "certifications"):
        said = (about_entry(scene, at), *told(scene, at, limit=1))
        return Outcome(said, entry.section, (at,))
    if entry.section != "projects":
        return one_entry(scene, at)
    name, of = name_of(entry), entry.organization
    text = f"{name} was a project at {of}."
    if scene.question.has(FOR_WHOM):
        text = f"{scene.voice.They} did {name} for {of}."
    return of_entry(entry, at, text)


def tools(scene: Scene, named: tuple[int, ...]) -> Outcome | None:
    """What it was made with; names before common words."""
    listed = {i: e.technologies or e.keywords for i in named for e in [scene.entry(i)]}
    at = next((i for i in named if listed[i]), None)
    if at is None or scene.entry(at).section not in MADE_WITH:
        return None
    entry = scene.entry(at)
    proper = [t for t in listed[at] if any(c.isupper() or c.isdigit() for c in t)]
    names = joined((proper or list(listed[at]))[:6])
    text = f"{scene.voice.They} used {names} for {name_of(entry)}."
    return of_entry(entry, at, text)

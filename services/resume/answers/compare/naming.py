"""Entries as they are called where several are told of."""

from __future__ import annotations

from services.models.resume import Entry
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.reading import group, paths
from services.resume.answers.scene import Scene
from services.resume.answers.wording import upper_opening
from services.resume.telling.naming import name_of
from services.resume.telling.times import dates


def called(scene: Scene, at: int) -> str:
    """A job or a course with its place, or a name.

    "the Telemetry Nurse job at St. Brendan's Hospital"
    """
    entry = scene.entry(at)
    if entry.section == "volunteer":
        return f"the volunteering at {name_of(entry)}"
    at_place = f" at {entry.organization}" if entry.organization else ""
    if entry.section == "experience" and entry.role:
        return f"the {entry.role} job{at_place}"
    if entry.section == "education" and entry.role:
        return f"the {entry.role} at {entry.organization}"
    return name_of(entry)


def starts(scene: Scene, at: int) -> str:
    """The time of an entry: "in 2019", "from 2019 to 2021", "since 2019"."""
    said = dates(scene.entry(at).period)
    if " to " in said:
        return f"from {said}"
    return said if said.startswith("since") else f"in {said}"


def label(entry: Entry) -> str:
    """A language by its name, skills as the group they are."""
    return entry.title if entry.section == "languages" else group(entry)


def of_two(scene: Scene, text: str, first: int, second: int) -> Outcome:
    """One sentence about two entries, the first of them first."""
    both = (first, second)
    said = say(upper_opening(text), *paths(scene, both))
    return Outcome((said,), scene.entry(first).section, both)

"""Sentences about a thing by its name, where "it" would stand for nothing said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from services.models.resume import Entry
from services.resume.answers.evidence import stems_of
from services.resume.answers.outcome import Said, say
from services.resume.answers.scene import Scene
from services.resume.answers.wording import lower_opening
from services.resume.telling.naming import name_of, with_the

OPENS = re.compile(r"^(?P<lead>(?:Yes|No|Not|The r\w+)\b[^.:]*: |)it (?=[a-z]+ )", re.I)
NAMED = ("projects", "publications", "awards")
PLACES = ("experience", "volunteer")
"""Sections whose summary tells of the place, and whose other lines of the person."""


def anchored(scene: Scene, said: Sequence[Said]) -> tuple[Said, ...]:
    """The sentences, each "it" that opens one as the name of what it stands for."""
    entries = {entry.path: entry for entry in scene.entries}
    opening = f"{scene.voice.Their} résumé says “"
    asked = stems_of(scene.question.reading.text)
    return tuple(_anchored(said, entries, opening, asked))


def _anchored(
    said: Sequence[Said], entries: Mapping[str, Entry], opening: str, asked: Set[str]
) -> Iterator[Said]:
    before = ""
    for one in said:
        path = one.paths[0] if one.paths else ""
        entry = entries.get(path.partition(".")[0])
        name = _name(entry, path) if entry else ""
        known = name and name.casefold() in before.casefold()
        follows = entry is not None and entry.path == before.partition("\n")[0]
        lead = OPENS.match(one.text)
        if lead and name and not known and not follows:
            one = say(f"{lead['lead']}{name} {one.text[lead.end() :]}", *one.paths)
        elif entry and not known and not follows and one.text.startswith(opening):
            one = _of_its_thing(one, entry, asked)
        before = f"{entry.path if entry else ''}\n{one.text}"
        yield one


def _of_its_thing(one: Said, entry: Entry, asked: Set[str]) -> Said:
    """A quoted line after the name of the project or the like that it is about, where
    neither the question nor the line has it.
    """
    name = name_of(entry)
    stems = stems_of(name)
    if entry.section not in NAMED or stems & (asked | stems_of(one.text)):
        return one
    return say(f"On {with_the(name)}, {lower_opening(one.text)}", *one.paths)


def _name(entry: Entry, path: str) -> str:
    """What "it" stands for in a line of the entry; empty where that cannot be told."""
    if entry.section in NAMED:
        return with_the(name_of(entry))
    if entry.section in PLACES and path.endswith((".summary", ".description")):
        return entry.organization
    return ""

"""Sentences about a thing by its name, where "it" would stand for nothing said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from services.models.resume import Entry
from services.resume.answers.outcome import Said, say
from services.resume.answers.scene import Scene
from services.resume.telling.naming import name_of, with_the

OPENS = re.compile(r"^(?P<lead>(?:Yes|No|Not|The r\w+)\b[^.:]*: |)it (?=[a-z]+ )", re.I)
NAMED = ("projects", "publications", "awards")
PLACES = ("experience", "volunteer")
"""Sections whose summary tells of the place, and whose other lines of the person."""


def anchored(scene: Scene, said: Sequence[Said]) -> tuple[Said, ...]:
    """The sentences, each "it" that opens one as the name of what it stands for."""
    entries = {entry.path: entry for entry in scene.entries}
    return tuple(_anchored(said, entries))


def _anchored(said: Sequence[Said], entries: Mapping[str, Entry]) -> Iterator[Said]:
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
        before = f"{entry.path if entry else ''}\n{one.text}"
        yield one


def _name(entry: Entry, path: str) -> str:
    """What "it" stands for in a line of the entry; empty where that cannot be told."""
    if entry.section in NAMED:
        return with_the(name_of(entry))
    if entry.section in PLACES and path.endswith((".summary", ".description")):
        return entry.organization
    return ""

"""A country that no place of the résumé is known to be in."""

from __future__ import annotations

from services.resume.reading.topics import PLACE
from services.resume.understanding import filters as by
from services.resume.understanding.absence import subject
from services.resume.understanding.finding import Finding, Situation

NO_PLACE = ("remote", "online")


def in_unknown_country(situation: Situation) -> Finding | None:
    """The positions whose towns nothing here can place, told with their towns."""
    index = situation.index
    placed = {
        i for t, held in index.holders.items() if t.startswith(PLACE) for i in held
    }
    hits = tuple(
        i
        for i in by.newest_first(index.by_section.get("experience", ()), index)
        if i not in placed
        and index.entries[i].location
        and index.entries[i].location.lower() not in NO_PLACE
    )
    if not hits:
        return None
    return Finding(
        "unplaced",
        "experience",
        "experience",
        hits=hits,
        section="experience",
        slot="place",
        subject=subject(situation),
        confidence=0.5,
        why=("place not known",),
    )

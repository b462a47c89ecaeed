"""Skills and references, each in one sentence."""

from __future__ import annotations

from services.models.resume import Entry
from services.resume.telling.closing import closed
from services.resume.telling.lists import joined
from services.resume.telling.referees import referee as named
from services.resume.telling.skill_groups import at_level, group_listing, level_tail
from services.resume.telling.skill_lists import bears, lists_under
from services.resume.telling.voice import Voice

MOST = 8


def skills(entry: Entry, v: Voice) -> str:
    """A sentence on a group of skills.

    "Her critical care skills, at expert level, include A, B and C."
    """
    listed = joined(entry.technologies[:MOST])
    if not listed or entry.technologies == (entry.title,):
        tail = level_tail(entry.role, v)
        return closed(f"{v.They} {v.has} {entry.title} among {v.their} skills{tail}")
    if not bears(entry.technologies[:MOST], entry.title):
        return lists_under(entry.technologies[:MOST], entry.title, entry.role, v)
    group, verb = group_listing(entry.title, v)
    level = at_level(entry.role)
    if entry.role and not level:
        return closed(f"{group} {verb} {listed}{level_tail(entry.role, v)}")
    inside = f", {level}," if level else ""
    return closed(f"{group}{inside} {verb} {listed}")


def reference(entry: Entry, v: Voice) -> str:
    """Who speaks for the person, with the quote."""
    quote, who = entry.description.strip(' “”"'), entry.title
    if not quote:
        return closed(f"{who} is named as {v.their} reference")
    several = " and " in who.partition(",")[0]
    return f"{named(who)} {'say' if several else 'says'}: “{quote}”"

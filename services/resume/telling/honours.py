"""Publications, patents and talks, each in one sentence."""

from __future__ import annotations

import re

from services.models.resume import Entry
from services.resume.telling.bodies import apart
from services.resume.telling.closing import closed
from services.resume.telling.nouns import with_article
from services.resume.telling.times import when
from services.resume.telling.voice import Voice

HOUSES = re.compile(
    r"\b(?:press|books?|publish\w*|verlag|editions?|ediciones|edizioni|éditions|editora"
    r"|llp|llc|ltd|inc|gmbh|solicitors|partners|council|ministry|agency|office|society"
    r"|group|association|institute|foundation|f[oö]r[lt]ag|förlag|forlag|editorial"
    r"|university|authority|department)\b(?!.*\b(?:journal|magazine|review)\b)",
    re.I,
)
"""Words in the names of those who publish, and are no paper or journal themselves."""

MEETINGS = re.compile(
    r"^(?!.*\b(?:proceedings|journal|magazine|newsletter)\b).*\b(?:conference|congress"
    r"|symposium|workshop|convention|forum|festival|summit|seminar|poster session)\b",
    re.I,
)
"""Words in the names of events, at which a work is presented."""


def publication(entry: Entry, v: Voice) -> str:
    """A sentence on a work: "She published “Title” in a journal in March 2022."."""
    verb, preposition = "published", "in"
    if MEETINGS.search(entry.organization):
        verb, preposition = "presented", "at"
    elif HOUSES.search(entry.organization.split(",")[0]):
        preposition = "with"
    where = f"{preposition} {apart(entry.organization)}" if entry.organization else ""
    return closed(f"{v.They} {verb} “{entry.title}” {where} {when(entry.period)}")


def other(entry: Entry, v: Voice) -> str:
    """An entry of a section of the owner's own: a patent, a talk."""
    number = entry.facts.get("number", "")
    more = f", number {number}" if isinstance(number, str) and number else ""
    name, time = f"“{entry.title}”{more}", when(entry.period)
    if entry.section == "patents":
        return closed(f"{v.They} {v.does('hold')} a patent, {name}, {time}")
    kind = entry.section.rstrip("s").replace("_", " ")
    place = f"at {apart(entry.organization)}" if entry.organization else ""
    return closed(f"There is {with_article(kind)}, {name}, {place} {time}")

"""Times away from work that stand among the jobs: leave, breaks, time at home."""

from __future__ import annotations

import re

from services.models.resume import Entry
from services.resume.telling.closing import closed
from services.resume.telling.naming import in_sentence
from services.resume.telling.noun_kinds import is_person
from services.resume.telling.nouns import with_article
from services.resume.telling.tokens import head
from services.resume.telling.voice import Voice

ON_LEAVE = re.compile(
    r"(?:(?:maternity|paternity|parental|family|sick|medical|carer's|caring|adoption"
    r"|compassionate|unpaid|study|educational|bereavement|research) )?leave$",
    re.I,
)
BREAKS = re.compile(
    r"(?:(?:career|family|planned|health|study) break|sabbatical(?: year)?|gap year"
    r"|year (?:off|out)|break|time (?:off|out)|leave of absence)$",
    re.I,
)
FAMILY = frozenset(
    """carer mother father mum mom dad parent homemaker housewife househusband son
    daughter grandmother grandfather""".split()
)
"""Those one is at home, beside the words for posts."""
AT_HOME = re.compile(r"(?:at )?home$", re.I)


def leave(entry: Entry, time: str, v: Voice) -> str:
    """A sentence on a time away from work; empty for what is a job."""
    parts = [part for part in (entry.role, entry.organization, entry.title) if part]
    verb = f"{v.has} been" if time.startswith("since") else v.was
    took = f"{v.has} been on" if time.startswith("since") else "took"
    if away := next((p for p in parts if ON_LEAVE.match(p)), ""):
        return closed(f"{v.They} {verb} on {away.lower()} {time}")
    if away := next((p for p in parts if BREAKS.match(p)), ""):
        noun = away.lower()
        said = noun if noun.startswith("time") else with_article(noun)
        role = "" if entry.role in ("", away) else _as(entry.role, only_persons=True)
        return closed(f"{v.They} {took} {said}{role} {time}")
    if AT_HOME.match(entry.organization) and entry.role:
        return closed(f"{v.They} {verb} at home{_as(entry.role)} {time}")
    return ""


def _as(role: str, *, only_persons: bool = False) -> str:
    """What one was at home as, or for: " as a new mother"."""
    low = in_sentence(role)
    last = head(low.split())
    if is_person(last) or last in FAMILY:
        return f" as {with_article(low)}"
    return "" if only_persons else f", for {low},"

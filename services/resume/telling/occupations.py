"""Jobs, projects and volunteering, each in one sentence."""

from __future__ import annotations

import re

from services.models.resume import Entry
from services.resume.telling.bodies import apart
from services.resume.telling.closing import closed
from services.resume.telling.leaves import leave
from services.resume.telling.naming import ON_OWN_ACCOUNT, in_sentence, place_of
from services.resume.telling.noun_kinds import is_person
from services.resume.telling.posts import is_activity, is_place, post_of
from services.resume.telling.times import when
from services.resume.telling.tokens import head, key
from services.resume.telling.verbs import reading
from services.resume.telling.voice import Voice

OWNERS = re.compile(r"(?:co-?)?(?:owner|founder|proprietor)", re.I)
WORKED_FREE = re.compile(r"\bvolunteer\b", re.I)


def job(entry: Entry, v: Voice) -> str:
    """A sentence on a job.

    "She was a Telemetry Nurse at St. Brendan's Hospital from … to …."
    """
    time, place = when(entry.period), place_of(entry)
    if away := leave(entry, time, v):
        return away
    if not entry.role:
        verb = f"{v.has} worked" if goes_on(entry) else "worked"
        return closed(f"{v.They} {verb} {place or f'for {entry.title}'} {time}")
    alone = ON_OWN_ACCOUNT.match(entry.organization)
    if alone and "freelance" not in entry.role.lower():
        time = f"on {v.their} own account {time}"
    verb = v.was
    if goes_on(entry):
        verb = f"{v.has} been" if time else v.is_
    if is_activity(entry.role):
        verb = f"{v.has} done" if goes_on(entry) else "did"
        what = in_sentence(entry.role) + ("," if "," in entry.role else "")
        return closed(f"{v.They} {verb} {what} {_at(entry)} {time}")
    if owner := _owned(entry):
        return closed(f"{v.They} {verb} {owner} {time}")
    return closed(f"{v.They} {verb} {_as(entry.role)} {_at(entry)} {time}")


def _owned(entry: Entry) -> str:
    """What one owns or founded: "the owner of Lee Chemists"; else empty."""
    alone = ON_OWN_ACCOUNT.match(entry.organization)
    if alone or not entry.organization or not OWNERS.fullmatch(entry.role):
        return ""
    the = "a" if entry.role.lower().startswith("co-") else "the"
    return f"{the} {entry.role.lower()} of {apart(entry.organization)}"


def _as(role: str) -> str:
    """What one is with a role, or where one works with one that is a place."""
    if is_place(role):
        name, comma, rest = role.partition(",")
        where = "at" if head(name.split()) in ("table", "desk", "stall") else "in"
        return f"{where} the {in_sentence(name)}{comma}{rest}{comma}"
    return post_of(role).said


def _at(entry: Entry) -> str:
    place = place_of(entry)
    return f"{place}," if "," in place else place


def project(entry: Entry, v: Voice) -> str:
    """A sentence on a project.

    "He worked on ColdPlate 3 at Ferrum Motive from … to …."
    """
    verb = f"{v.has} been working on" if goes_on(entry) else "worked on"
    place = f"at {apart(entry.organization)}" if entry.organization else ""
    return closed(f"{v.They} {verb} {entry.title} {place} {when(entry.period)}")


def volunteering(entry: Entry, v: Voice) -> str:
    """A sentence on volunteering.

    "She has volunteered as a Clinic Nurse at Blanchet Street since …."
    """
    role, now = entry.role.strip(), goes_on(entry)
    has = f"{v.has} " if now else ""
    place = f"at {apart(entry.organization)}" if entry.organization else ""
    end = f"{place} {when(entry.period)}"
    if role.lower() in ("", "volunteer"):
        return closed(f"{v.They} {has}volunteered {end}")
    if WORKED_FREE.search(role):
        verb = f"{has}been" if now else v.was
        return closed(f"{v.They} {verb} {post_of(role).said} {end}")
    if is_place(role):
        return closed(f"{v.They} {has}volunteered {_as(role)} {end}")
    if reading(key(role.split()[0]), "past") and not is_person(head(role.split())):
        return closed(f"{v.They} {in_sentence(role)} as a volunteer {end}")
    if is_activity(role):
        verb = f"{has}done" if now else "did"
        return closed(f"{v.They} {verb} {in_sentence(role)} as a volunteer {end}")
    if owner := _owned(entry):
        return closed(f"{v.They} {has}volunteered as {owner} {when(entry.period)}")
    return closed(f"{v.They} {has}volunteered as {post_of(role).said} {end}")


def goes_on(entry: Entry) -> bool:
    return bool(entry.period and entry.period.ongoing)

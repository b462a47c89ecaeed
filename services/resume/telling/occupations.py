"""Jobs, studies, projects and volunteering, each in one sentence."""

from __future__ import annotations

import re

from services.models.resume import Entry
from services.resume.telling.closing import closed
from services.resume.telling.naming import ON_OWN_ACCOUNT, place_of
from services.resume.telling.nouns import as_post, with_article
from services.resume.telling.times import dates, when
from services.resume.telling.voice import Voice

COURSE = re.compile(r"\b(?:course|training|workshop|bootcamp|apprenticeship)\b", re.I)


def job(entry: Entry, v: Voice) -> str:
    """A sentence on a job.

    "She was a Telemetry Nurse at St. Brendan's Hospital from … to …."
    """
    time, place = when(entry.period), place_of(entry)
    if not entry.role:
        verb = f"{v.has} worked" if goes_on(entry) else "worked"
        return closed(f"{v.They} {verb} {place or f'for {entry.title}'} {time}")
    alone = ON_OWN_ACCOUNT.match(entry.organization)
    if alone and "freelance" not in entry.role.lower():
        time = f"on {v.their} own account {time}"
    verb = v.was
    if goes_on(entry):
        verb = f"{v.has} been" if time else v.is_
    return closed(f"{v.They} {verb} {as_post(entry.role.strip())} {place} {time}")


def study(entry: Entry, v: Voice) -> str:
    """A sentence on a study.

    "She has a BSc in Nursing from Riverbend State University (2010 to 2014)."
    """
    at = f"at {entry.organization}" if entry.organization else ""
    time = when(entry.period)
    if goes_on(entry):
        course = f"for {with_article(entry.role)}" if entry.role else ""
        return closed(f"{v.They} {v.has} been studying {course} {at} {time}")
    if not entry.role:
        return closed(f"{v.They} studied {at} {time}")
    if COURSE.search(entry.role):
        return closed(f"{v.They} did {with_article(entry.role)} {at} {time}")
    source = f"from {entry.organization}" if entry.organization else ""
    years = f"({dates(entry.period)})" if time else ""
    return closed(f"{v.They} {v.has} {with_article(entry.role)} {source} {years}")


def project(entry: Entry, v: Voice) -> str:
    """A sentence on a project.

    "He worked on ColdPlate 3 at Ferrum Motive from … to …."
    """
    verb = f"{v.has} been working on" if goes_on(entry) else "worked on"
    place = f"at {entry.organization}" if entry.organization else ""
    return closed(f"{v.They} {verb} {entry.title} {place} {when(entry.period)}")


def volunteering(entry: Entry, v: Voice) -> str:
    """A sentence on volunteering.

    "She has volunteered as a Clinic Nurse at Blanchet Street since …."
    """
    verb = f"{v.has} volunteered" if goes_on(entry) else "volunteered"
    role = f"as {as_post(entry.role)}" if entry.role else ""
    place = f"at {entry.organization}" if entry.organization else ""
    return closed(f"{v.They} {verb} {role} {place} {when(entry.period)}")


def goes_on(entry: Entry) -> bool:
    return bool(entry.period and entry.period.ongoing)

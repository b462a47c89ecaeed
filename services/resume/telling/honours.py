"""Certificates, awards, publications and patents, each in one sentence."""

from __future__ import annotations

import re

from services.models.resume import Entry
from services.resume.telling.closing import closed
from services.resume.telling.naming import as_paper, with_the
from services.resume.telling.nouns import HAS_ARTICLE, with_article
from services.resume.telling.times import when
from services.resume.telling.voice import Voice

PRIZE = re.compile(
    r"\b(?:awards?|prizes?|medals?|trophy|cups?|grants?|scholarships?|bursary|finalist"
    r"|fellowships?|honou?rs?|commendation|distinction|runner-up|shortlist\w*|list"
    r"|mention|place|stars?|ribbon|plaque|certificate|of the (?:Year|Month|Quarter))\b",
    re.I,
)
"""Words that say themselves that a title is that of a prize."""
GRANTED = re.compile(
    r"(?:admitted|registered|licensed|qualified|certified|accredited|elected|called"
    r"|appointed|authori[sz]ed) (?:as|to|in|with)\b",
    re.I,
)
"""What a certificate says was done to its owner: "Admitted as a Solicitor"."""
HOUSES = re.compile(
    r"\b(?:press|books?|publish\w*|verlag|editions?|ediciones|edizioni|éditions|editora"
    r"|llp|llc|ltd|inc|gmbh|solicitors|partners|council|ministry|agency|office)\b",
    re.I,
)
"""Words in the names of those who publish, and are no paper or journal themselves."""


def certificate(entry: Entry, v: Voice) -> str:
    """A sentence on a certificate.

    "She earned the CCRN from the American Association … in April 2020."
    """
    by = f"from {with_the(entry.organization)}" if entry.organization else ""
    time, name = when(entry.period), as_paper(entry.title)
    if GRANTED.match(entry.title):
        by = by.replace("from", "by", 1)
        granted = entry.title[:1].lower() + entry.title[1:]
        return closed(f"{v.They} {v.was} {granted} {by} {time}")
    if time.startswith(("from", "since")):
        return closed(f"{v.They} {v.has} held {name} {by} {time}")
    return closed(f"{v.They} {'earned' if time else v.does('hold')} {name} {by} {time}")


def award(entry: Entry, v: Voice) -> str:
    """A sentence on an award.

    "She received the DAISY Award from The DAISY Foundation in May 2021."
    """
    by = f"from {with_the(entry.organization)}" if entry.organization else ""
    if entry.organization and entry.organization.split()[0] in entry.title.split():
        by = ""  # the award is called after who gives it
    return closed(f"{v.They} received {_prize(entry.title)} {by} {when(entry.period)}")


def _prize(title: str) -> str:
    """A prize as one speaks of it: "the Golden Compass award"."""
    named = with_the(title)
    if named != title or HAS_ARTICLE.match(title) or not title[:1].isupper():
        return named
    if PRIZE.search(title):
        return f"the {title}"
    name, comma, place = title.partition(",")
    return f"the {name} award{comma}{place}"


def publication(entry: Entry, v: Voice) -> str:
    """A sentence on a work: "She published “Title” in a journal in March 2022."."""
    preposition = "with" if HOUSES.search(entry.organization) else "in"
    where = f"{preposition} {entry.organization}" if entry.organization else ""
    return closed(f"{v.They} published “{entry.title}” {where} {when(entry.period)}")


def other(entry: Entry, v: Voice) -> str:
    """An entry of a section of the owner's own: a patent, a talk."""
    number = entry.facts.get("number", "")
    more = f", number {number}" if isinstance(number, str) and number else ""
    name, time = f"“{entry.title}”{more}", when(entry.period)
    if entry.section == "patents":
        return closed(f"{v.They} {v.does('hold')} a patent, {name}, {time}")
    kind = entry.section.rstrip("s").replace("_", " ")
    place = f"at {entry.organization}" if entry.organization else ""
    return closed(f"There is {with_article(kind)}, {name}, {place} {time}")

"""The whole résumé in the order that its owner gave it, ready to be printed.

Only what a visitor may be told is in it: of a postal address the town, of whoever is
named as a reference what the owner quotes, and no field that is not known by name.
"""

from __future__ import annotations

from collections.abc import Iterator

from services.models.printed import (
    Link,
    PrintedEntry,
    PrintedResume,
    PrintedSection,
)
from services.models.resume import Entry, Profile, Resume
from services.resume.card_descriptions import THESES, described, said
from services.resume.cards import to_card
from services.resume.contact_card import RESUME, beside, ways

TITLES = {"experience": "Experience", "blog": "Articles", "volunteer": "Volunteering"}
SHORT = frozenset(("skills", "languages", "interests"))
KNOWN = SHORT | frozenset(
    """experience projects education publications certifications awards volunteer blog
    references""".split()
)
"""Sections whose fields have a place of their own; others are told in a text."""
DETAILS = (("minor", "Minor"), ("authors", "Authors"), ("doi", "DOI"))


def printed(resume: Resume) -> PrintedResume:
    """The résumé as it is printed; a section without entries is left out."""
    profile = resume.profile
    return PrintedResume(
        name=profile.name,
        headline=profile.headline,
        beside=tuple(beside(profile)),
        ways=tuple(_ways(profile)),
        summary=_lines(profile.summary),
        sections=tuple(
            PrintedSection(_title(name), tuple(map(_entry, entries)), name in SHORT)
            for name, entries in resume.sections.items()
            if entries
        ),
    )


def _ways(profile: Profile) -> Iterator[Link]:
    """All but the résumé, which this is."""
    return (way for way in ways(profile) if way[0] != RESUME)


def _title(section: str) -> str:
    words = section.replace("_", " ").strip()
    return TITLES.get(section, words[:1].upper() + words[1:])


def _entry(entry: Entry) -> PrintedEntry:
    card = to_card(entry)
    heading, place = _headed(entry)
    known = entry.section in KNOWN
    return PrintedEntry(
        heading=heading,
        beside=place,
        when=entry.period.text if entry.period else "",
        texts=_lines(entry.description if known else described(entry)),
        points=entry.highlights,
        details=tuple(_details(entry)),
        links=tuple(zip(card.link_names, card.links, strict=True)),
    )


def _headed(entry: Entry) -> tuple[str, str]:
    """What an entry is called, and what of role, place and employer is not in that."""
    own = entry.section in ("experience", "education", "volunteer")
    heading = entry.role if own and entry.role else entry.title
    parts = dict.fromkeys((entry.role, entry.organization, entry.location))
    return heading, ", ".join(p for p in parts if p and p not in heading)


def _details(entry: Entry) -> Iterator[tuple[str, str]]:
    """Names and values, in the order that they are read in."""
    study = entry.section == "education"
    if grade := said(entry, "gpa"):
        yield "Grade", grade
    if thesis := next(filter(None, (said(entry, name) for name in THESES)), ""):
        yield "Thesis", thesis
    for name, label in DETAILS:
        if value := said(entry, name):
            yield label, value
    if study and entry.keywords:
        yield "Courses", ", ".join(entry.keywords)
    if entry.metrics:
        yield "In figures", "; ".join(entry.metrics)
    if tools := [one for one in entry.technologies if one != entry.title]:
        yield "Skills" if entry.section in SHORT else "Technologies", ", ".join(tools)
    if entry.section == "interests" and entry.keywords:
        yield "More", ", ".join(entry.keywords)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (" ".join(line.split()) for line in text.splitlines())))

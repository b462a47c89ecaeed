"""A résumé document turned from JSON Resume into our own format, and back.

Keys that a format does not know are carried along under their own names, so that a
round trip from JSON Resume loses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from services.resume.entries import heading
from services.resume.periods import read_period

Document = dict[str, Any]
Names = Mapping[str, str]

ISO = r"[12]\d{3}(?:-[01]\d(?:-[0-3]\d)?)?"
ISO_DATE = re.compile(ISO)
ISO_RANGE = re.compile(rf"({ISO}) – ({ISO}|Present)")
SIDES = re.compile(r"\s*(?:–|—|\s-\s|\bto\b|\buntil\b)\s*")
PRESENT = "Present"


@dataclass(frozen=True, slots=True)
class SectionNames:
    """`fields` maps JSON Resume's names to ours; `drafts` older names to new."""

    own: str
    fields: Names
    drafts: Names
    ranged: bool = False
    """Whether startDate and endDate are our `dates`."""


URL = {"url": "link"}
WEBSITE = {"website": "url"}
SECTIONS: Mapping[str, SectionNames] = {
    "work": SectionNames(
        "experience",
        {
            "name": "company",
            "position": "role",
            "description": "company_description",
            "summary": "description",
            **URL,
        },
        {"company": "name", **WEBSITE},
        ranged=True,
    ),
    "volunteer": SectionNames(
        "volunteer",
        {"position": "role", "summary": "description", **URL},
        WEBSITE,
        ranged=True,
    ),
    "education": SectionNames(
        "education",
        {"score": "gpa", "courses": "coursework", **URL},
        {"gpa": "score", **WEBSITE},
        ranged=True,
    ),
    "awards": SectionNames("awards", {"summary": "description"}, {}),
    "certificates": SectionNames("certifications", {"name": "title", **URL}, WEBSITE),
    "publications": SectionNames(
        "publications",
        {
            "name": "title",
            "publisher": "venue",
            "releaseDate": "date",
            "summary": "description",
            **URL,
        },
        WEBSITE,
    ),
    "skills": SectionNames("skills", {}, {}),
    "languages": SectionNames(
        "languages", {}, {"name": "language", "level": "fluency"}
    ),
    "interests": SectionNames("interests", {}, {}),
    "references": SectionNames("references", {}, {}),
    "projects": SectionNames(
        "projects",
        {"name": "title", "keywords": "technologies", **URL},
        WEBSITE,
        ranged=True,
    ),
}
BASICS: Names = {"url": "website"}
BASICS_DRAFTS: Names = {"website": "url", "picture": "image"}
PERSON: Names = {
    "name": "name",
    "pronouns": "pronouns",
    "label": "headline",
    "summary": "profile",
    "image": "image",
}
NETWORKS = ("github", "gitlab", "linkedin", "twitter", "mastodon")


def modernised(document: Mapping[str, Any]) -> Document:
    """JSON Resume with the field names of its drafts brought to 1.0."""
    new = dict(document)
    if isinstance(document.get("basics"), Mapping):
        new["basics"] = _renamed(document["basics"], BASICS_DRAFTS)
    for name, section in SECTIONS.items():
        if name in new:
            new[name] = _each(new[name], partial(_renamed, names=section.drafts))
    return new


def to_own(document: Mapping[str, Any]) -> Document:
    """From JSON Resume, of any age."""
    new: Document = {}
    for key, value in modernised(document).items():
        if key == "basics" and isinstance(value, Mapping):
            rest = _renamed(value, BASICS)
            new |= {own: rest.pop(j) for j, own in PERSON.items() if j in rest}
            new["contact"] = rest
        elif key in SECTIONS:
            section = SECTIONS[key]
            new[section.own] = _each(value, partial(_own_item, section=section))
        else:
            new[key] = value
    return new


def to_json_resume(document: Mapping[str, Any]) -> Document:
    """From our own format."""
    ours = {section.own: (name, section) for name, section in SECTIONS.items()}
    new: Document = {"basics": _basics(document)}
    for key, value in document.items():
        if key in PERSON.values() or key in ("contact", "summary", "about"):
            continue
        if key in ours:
            name, section = ours[key]
            items = _groups(value) if key == "skills" else value
            new[name] = _each(items, partial(_json_item, section=section))
        else:
            new[key] = value
    return new


def _basics(document: Mapping[str, Any]) -> Document:
    basics = {j: document[own] for j, own in PERSON.items() if own in document}
    for other in ("summary", "about"):
        if other in document:
            basics.setdefault("summary", document[other])
    contact = document.get("contact")
    if not isinstance(contact, Mapping):
        return basics
    profiles = list(contact.get("profiles") or [])
    for key, value in _renamed(contact, {"website": "url"}).items():
        if key in NETWORKS:
            profiles.append({"network": key, "url": value})
        elif key == "location" and isinstance(value, str):
            basics[key] = {"city": value}
        elif key != "profiles":
            basics[key] = value
    if profiles or "profiles" in contact:
        basics["profiles"] = profiles
    return basics


def _own_item(item: Document, section: SectionNames) -> Document:
    new = _renamed(item, section.fields)
    start, end = new.get("startDate"), new.get("endDate", PRESENT)
    exact = _iso(start) and (end == PRESENT or _iso(end))
    if not section.ranged or not exact or "dates" in new:
        return new
    told = {"dates": f"{start} – {end}"}
    return told | {k: v for k, v in new.items() if k not in ("startDate", "endDate")}


def _json_item(item: Document, section: SectionNames) -> Document:
    item = _dated(item) if section.ranged else item
    back = {own: name for name, own in section.fields.items()}
    if section.own == "education":
        back |= {"degree": "studyType"}
    new = _renamed(item, back)
    for key in ("date", "releaseDate", "year"):
        if key in new and not section.ranged:
            written = str(new[key])
            new[key] = new[key] if _iso(written) else _iso_of(written) or new[key]
    return new


def _dated(item: Document) -> Document:
    """The item with `dates` or `date` as startDate and endDate, where readable."""
    key = next((k for k in ("dates", "date") if isinstance(item.get(k), str)), None)
    if key is None or "startDate" in item:
        return item
    new = dict(item)
    if found := ISO_RANGE.fullmatch(item[key]):
        start, end = found.groups()
    else:
        period = read_period(item[key])
        sides = [side for side in SIDES.split(item[key]) if side]
        if period is None or period.start is None or not sides:
            return item
        start = _iso_of(sides[0]) or str(period.start.year)
        end = PRESENT if period.ongoing else _iso_of(sides[-1])
    del new[key]
    new["startDate"] = start
    if end and end != PRESENT:
        new["endDate"] = end
    return new


def _iso(value: Any) -> bool:
    return isinstance(value, str) and ISO_DATE.fullmatch(value) is not None


def _iso_of(words: str) -> str | None:
    """A date as exact as it was written, `2025-09` of `Sep 2025`; None without one."""
    period = read_period(words)
    if period is None or period.start is None:
        return None
    if period.start == period.end:
        return period.start.isoformat()
    same_month = period.end and (period.end - period.start).days < 31
    return period.start.strftime("%Y-%m" if same_month else "%Y")


def _groups(skills: Any) -> Any:
    if not isinstance(skills, Mapping):
        return skills
    return [{"name": heading(key), "keywords": value} for key, value in skills.items()]


def _each(items: Any, change: Callable[[Document], Document]) -> Any:
    if not isinstance(items, list):
        return items
    return [change(dict(i)) if isinstance(i, Mapping) else i for i in items]


def _renamed(item: Mapping[str, Any], names: Names) -> Document:
    """Keys renamed in place; a name that is taken already is left alone."""
    new: Document = {}
    for key, value in item.items():
        target = names.get(key, key)
        taken = target != key and target in item and target not in names
        new[key if taken else target] = value
    return new

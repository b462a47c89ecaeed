"""Our own résumé format: the profile at the top, then one list a section."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.resume.json_lines import Pointer

PROFILE_KEYS = ("name", "headline", "profile", "summary", "about", "pronouns", "title")
CONTACT = "contact"
SECTION_NAMES: Mapping[str, str] = {
    "work": "experience",
    "jobs": "experience",
    "employment": "experience",
    "project": "projects",
    "certificates": "certifications",
    "papers": "publications",
    "articles": "blog",
    "posts": "blog",
    "volunteering": "volunteer",
    "honors": "awards",
    "hobbies": "interests",
    "studies": "education",
}
"""Other names of the sections we know, in files of either format."""
KNOWN = {
    "projects",
    "experience",
    "skills",
    "education",
    "publications",
    "certifications",
    "blog",
    "volunteer",
    "awards",
    "languages",
    "interests",
    "references",
}
NOT_SECTIONS = ("meta", "$schema", "version", "metadata", "settings")


def split(
    document: Mapping[str, Any],
) -> tuple[tuple[Pointer, Any], dict[str, tuple[Pointer, Any]]]:
    """The person's fields, and each section by its name, with their places."""
    contact = document.get(CONTACT) or {}
    person: Any = contact
    if isinstance(contact, Mapping):
        named = {key: document[key] for key in PROFILE_KEYS if document.get(key)}
        person = {**contact, **named}
    rest = {
        key: value
        for key, value in document.items()
        if key not in (*PROFILE_KEYS, CONTACT, *NOT_SECTIONS)
    }
    return ((CONTACT,), person), sections_of(rest)


def sections_of(document: Mapping[str, Any]) -> dict[str, tuple[Pointer, Any]]:
    """A section that stands in the file under two names is read as the first."""
    found: dict[str, tuple[Pointer, Any]] = {}
    for key, value in document.items():
        found.setdefault(SECTION_NAMES.get(key, key), ((key,), value))
    return found

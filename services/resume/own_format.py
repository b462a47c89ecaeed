"""Our own résumé format: the profile at the top, then one list a section."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from typing import Any

from services.resume.json_lines import Pointer
from services.resume.problems import Problem

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


class Everything(Container[str]):
    """Holds every name."""

    def __contains__(self, name: object) -> bool:
        return True


def known(section: str) -> Container[str]:
    """Every field of our own format has to be as docs/content.md says."""
    return Everything()


def as_written(document: Mapping[str, Any]) -> Callable[[Problem], Problem]:
    """The place where the owner wrote what was read as a part of the contact."""

    def placed(problem: Problem) -> Problem:
        at, *rest = problem.pointer or ("",)
        if at == CONTACT and rest and rest[0] in PROFILE_KEYS and document.get(rest[0]):
            return Problem(tuple(rest), problem.message)
        return problem

    return placed


def sections_of(document: Mapping[str, Any]) -> dict[str, tuple[Pointer, Any]]:
    """A section that stands in the file under two names is read as the first."""
    found: dict[str, tuple[Pointer, Any]] = {}
    for key, value in document.items():
        known = key.lower() in SECTION_NAMES or key.lower() in KNOWN
        name = key.lower() if known else key
        found.setdefault(SECTION_NAMES.get(name, name), ((key,), value))
    return found

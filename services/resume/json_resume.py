"""JSON Resume 1.0 (jsonresume.org/schema), and the field names of its drafts."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from typing import Any

from services.resume.json_lines import Pointer
from services.resume.own_format import NOT_SECTIONS, sections_of
from services.resume.problems import Problem

BASICS = "basics"
SPAN = ("startDate", "endDate")
FIELDS: Mapping[str, tuple[str, ...]] = {
    BASICS: ("name", "label", "email", "phone", "url", "summary", "location"),
    "experience": (
        *("name", "location", "description", "position", "url", "summary"),
        *("highlights", *SPAN),
    ),
    "volunteer": (
        *("organization", "position", "url", "summary", "highlights"),
        *SPAN,
    ),
    "education": ("institution", "url", "area", "studyType", "score", "courses", *SPAN),
    "awards": ("title", "date", "awarder", "summary"),
    "certifications": ("name", "date", "url", "issuer"),
    "publications": ("name", "publisher", "releaseDate", "url", "summary"),
    "skills": ("name", "level", "keywords"),
    "languages": ("language", "fluency"),
    "interests": ("name", "keywords"),
    "references": ("name", "reference"),
    "projects": (
        *("name", "description", "highlights", "keywords", "url", "roles"),
        *("entity", "type", *SPAN),
    ),
}
"""What the schema says of each section; it lets everything else be of any kind."""


def is_json_resume(document: Mapping[str, Any]) -> bool:
    return BASICS in document


def split(
    document: Mapping[str, Any],
) -> tuple[tuple[Pointer, Any], dict[str, tuple[Pointer, Any]]]:
    """The person's fields, and each section by our name for it, with their places."""
    rest = {
        key: value
        for key, value in document.items()
        if key not in (BASICS, *NOT_SECTIONS)
    }
    return ((BASICS,), document[BASICS]), sections_of(rest)


def known(section: str) -> Container[str]:
    """The fields of a section that have to be as the schema says."""
    return FIELDS.get(section, ())


def as_written(document: Mapping[str, Any]) -> Callable[[Problem], Problem]:
    """Everything stands where it was read."""
    return lambda problem: problem

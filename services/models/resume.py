"""The owner's résumé as the engine reads it, whatever format it came in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from services.models.page import OwnerPage

FactValue = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """When something was. `end` None with `ongoing` means it still is.

    `text` is as the owner wrote it, with ISO dates made readable; `start` and `end` are
    the first and last day that the words can mean ("2022" is the whole year).
    """

    text: str
    start: date | None = None
    end: date | None = None
    ongoing: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be shown: a job, a project, a group of skills, an award."""

    id: str
    section: str
    """`projects`, `experience`, `skills`, …, or a name of the owner's own."""
    title: str
    path: str
    """Where it stands in the file, such as `projects[2]`."""
    organization: str = ""
    role: str = ""
    """Position held, degree earned, or part played."""
    period: Period | None = None
    location: str = ""
    description: str = ""
    highlights: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    featured: bool = False
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    """Everything else the owner wrote: gpa, coursework, authors, awarder, doi, …"""


@dataclass(frozen=True, slots=True)
class Profile:
    name: str
    headline: str = ""
    summary: str = ""
    location: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    links: Mapping[str, str] = field(default_factory=dict)
    """Lower-case network name to address: `github`, `linkedin`, …"""
    pronouns: tuple[str, str, str] = ("they", "them", "their")
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    page: OwnerPage = field(default_factory=OwnerPage)
    """How the visitor's page greets and looks, as the owner wishes."""


@dataclass(frozen=True, slots=True)
class Resume:
    """`sections` keep the owner's order; `version` changes with the content."""

    profile: Profile
    sections: Mapping[str, tuple[Entry, ...]]
    version: str

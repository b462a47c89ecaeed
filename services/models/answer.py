"""A question as the engine reads it, and the answer it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from services.models.conversation import Turn


class Intent(StrEnum):
    """What a question is about.

    A section of the résumé's own is its own intent, so an Answer carries a plain
    string; these are the ones with a meaning of their own.
    """

    ABOUT = "about"
    CONTACT = "contact"
    PROJECTS = "projects"
    EXPERIENCE = "experience"
    SKILLS = "skills"
    EDUCATION = "education"
    PUBLICATIONS = "publications"
    CERTIFICATIONS = "certifications"
    BLOG = "blog"
    VOLUNTEER = "volunteer"
    AWARDS = "awards"
    LANGUAGES = "languages"
    INTERESTS = "interests"
    REFERENCES = "references"
    SEARCH = "search"
    MULTI = "multi"
    FOLLOWUP_MORE = "followup_more"
    FOLLOWUP_ORDINAL = "followup_ordinal"
    FOLLOWUP_DETAIL = "followup_detail"
    FOLLOWUP_FILTER = "followup_filter"
    ABSENT = "absent"
    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    SMALLTALK = "smalltalk"
    META = "meta"
    UNCLEAR = "unclear"
    OFF_TOPIC = "off_topic"
    UNSAFE = "unsafe"


@dataclass(frozen=True, slots=True)
class DateRange:
    """A closed interval of days; an open end is None."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Query:
    """One question with what is known around it. `history` is oldest first."""

    text: str
    history: tuple[Turn, ...] = ()
    language: str | None = None
    section: str | None = None
    """The section of the page the visitor is looking at, if the page says so."""
    page_text: str = ""
    """What is seen there; it tells what "this" is by the names in it, and no more."""
    explain: bool = False

    @property
    def looks(self) -> bool:
        """Whether anything is known of what the visitor is looking at."""
        return bool(self.section or self.page_text)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a question narrows the cards to, as the reply reports it."""

    technologies: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "technologies": list(self.technologies),
            "organisations": list(self.organisations),
            "from": self.start,
            "to": self.end,
        }


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of the reply and its résumé paths, such as `projects[2].metrics`."""

    sentence: str
    paths: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"sentence": self.sentence, "paths": list(self.paths)}


@dataclass(frozen=True, slots=True)
class Card:
    """One résumé entry as a front end shows it: only strings and lists of strings."""

    id: str
    type: str
    title: str
    section: str
    content: str = ""
    content_source: str = ""
    technologies: tuple[str, ...] = ()
    highlights: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    date: str | None = None
    description: str | None = None
    metrics: str | None = None
    link: str | None = None
    github: str | None = None
    demo: str | None = None
    links: tuple[str, ...] = ()
    """All addresses of it; one that begins with `/` is this service's own."""
    link_names: tuple[str, ...] = ()
    """What each of `links` leads to: `Code`, `Paper`, `LinkedIn`."""
    company: str | None = None
    role: str | None = None
    institution: str | None = None
    degree: str | None = None
    organization: str | None = None
    authors: str | None = None
    venue: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The wire form: lists always there, absent strings left out."""
        out: dict[str, Any] = {}
        for name in self.__slots__:
            value = getattr(self, name)
            if isinstance(value, tuple):
                out[name] = list(value)
            elif value is not None:
                out[name] = value
        return out


@dataclass(frozen=True, slots=True)
class Answer:
    """What the visitor gets: at most 50 words, the cards, and why they are true."""

    text: str
    intent: str
    item_type: str = "none"
    cards: tuple[Card, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    filters: Filters = field(default_factory=Filters)
    total_results: int = 0
    confidence: float = 1.0
    language: str = "en"
    absent: bool = False
    closest: bool = False
    """What was asked for is not named; the answer tells what is nearest to it."""
    judged: bool = False
    """It was weighed, compared or nearest, where others would have put it otherwise."""
    show_all_query: bool = False
    original_query: str = ""
    suggestions: tuple[str, ...] = ()
    """Follow-up questions that this résumé can answer."""
    may_rephrase: bool = False
    """Whether a language model may phrase it; facts and refusals stand as they are."""
    explain: Mapping[str, Any] | None = None

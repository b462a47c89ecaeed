"""The items of a résumé's sections as the file has them, in either format."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, model_validator

from services.language.markup import written_links
from services.resume.fields import Flag, Links, Names, Text, Texts

CALLED = ("title", "name", "label", "heading", "company", "institution", "school")
"""Fields that say what an item is called: a link there is the item's own."""


PLAIN_GROUP = "Skills"
LISTED = 3
MAX_TITLE_WORDS = 8


def shortened(text: str) -> str:
    """The first words of a text, up to the end of its first sentence."""
    words = re.split(r"(?<=[.!?;])\s|\n", text.strip())[0].rstrip(".;").split()
    more = " …" if len(words) > MAX_TITLE_WORDS else ""
    return " ".join(words[:MAX_TITLE_WORDS]).rstrip(",:") + more


def either(*names: str) -> Any:
    """The first of several names that a field goes by."""
    return Field(default="", validation_alias=AliasChoices(*names))


def several(*names: str) -> Any:
    return Field(default=(), validation_alias=AliasChoices(*names))


class NotBlank(BaseModel):
    """A blank field counts as absent, so that another name of it may speak."""

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, value: Any) -> Any:
        if isinstance(value, Mapping):
            return {k: v for k, v in value.items() if v not in (None, "", [], {})}
        return value


class Item(NotBlank):
    """What every section's items share; `title` is what a reader would call it."""

    model_config = ConfigDict(extra="allow", frozen=True)
    headed_by: ClassVar[str] = "title"
    """The key that a bare text stands for."""

    id: Text = ""
    title: Text = either("title", "name", "label", "heading")
    organization: Text = either("organization", "organisation", "company")
    role: Text = either("role", "position")
    start: Text = either("startDate", "start_date", "start", "from")
    end: Text = either("endDate", "end_date", "end", "to")
    dates: Text = either("dates", "date", "period", "year", "releaseDate")
    location: Text = either("location", "place")
    description: Text = either("description", "summary", "about", "abstract")
    highlights: Texts = several("highlights", "achievements", "bullets")
    technologies: Names = several("technologies", "tech", "tools")
    tech_stack: Names = several("tech_stack", "techStack", "stack")
    keywords: Names = several("keywords", "tags")
    metrics: Texts = several("metrics", "impact", "results")
    link: Text = either("link", "url", "website", "href")
    github: Text = either("github", "repo", "repository")
    demo: Text = ""
    links: Links = Field(default_factory=dict)
    written_links: Links = Field(default_factory=dict)
    featured: Flag = Field(
        default=False, validation_alias=AliasChoices("featured", "pinned")
    )

    @model_validator(mode="before")
    @classmethod
    def _text_is_a_title(cls, value: Any) -> Any:
        """A bare "Chess" in a list is an item with that title."""
        return {cls.headed_by: value} if isinstance(value, str) else value

    @model_validator(mode="before")
    @classmethod
    def _keep_written_links(cls, value: Any) -> Any:
        """Texts lose the addresses of their links, so these are kept here."""
        if isinstance(value, Mapping):
            return {**value, "written_links": written_links(value, *CALLED)}
        return value

    def standing_in(self) -> str:
        """What to call an item without a name: the first that it tells of itself."""
        listed = self.keywords or self.technologies or self.tech_stack
        others = (v for v in (self.model_extra or {}).values() if isinstance(v, str))
        told = (
            ", ".join(listed[:LISTED]),
            *(self.description, *self.highlights, *others),
        )
        return shortened(next(filter(None, told), ""))


class Job(Item):
    headed_by = "heading"
    title: Text = either("heading")
    organization: Text = either(
        "company", "organization", "organisation", "employer", "name"
    )
    role: Text = either("role", "position", "title", "jobTitle", "job_title")
    description: Text = either("summary", "description", "about")


class Study(Item):
    headed_by = "heading"
    title: Text = either("heading")
    organization: Text = either(
        "institution", "school", "university", "organization", "name"
    )
    role: Text = either("degree", "title")
    study_type: Text = either("studyType")
    area: Text = either("area", "field", "major")
    keywords: Names = several("keywords", "coursework", "courses")
    gpa: Text = either("gpa", "score", "grade")

    def standing_in(self) -> str:
        return self.study_type or self.area or super().standing_in()


class Volunteering(Item):
    headed_by = "heading"
    title: Text = either("heading")
    organization: Text = either("organization", "organisation", "company", "name")
    role: Text = either("role", "position", "title")


class Publication(Item):
    organization: Text = either("venue", "publisher", "journal", "conference")
    authors: Text = either("authors", "author")
    doi: Text = ""
    pdf: Text = ""


class Certification(Item):
    organization: Text = either("issuer", "organization", "authority", "provider")


class Award(Item):
    organization: Text = either("awarder", "issuer", "organization")


class Language(Item):
    title: Text = either("language", "name", "title")
    role: Text = either("fluency", "level", "proficiency")


class Reference(Item):
    title: Text = either("name", "title")
    description: Text = either("reference", "text", "quote", "description", "summary")


class Project(Item):
    organization: Text = either("entity", "organization", "company", "client")
    role: Text = either("role", "position", "roles")
    kind: Text = either("type")


class SkillGroup(Item):
    title: Text = either("name", "title", "group", "category")
    role: Text = either("level", "proficiency")

    def standing_in(self) -> str:
        return PLAIN_GROUP if super().standing_in() else ""


ITEMS: Mapping[str, type[Item]] = {
    "experience": Job,
    "education": Study,
    "volunteer": Volunteering,
    "projects": Project,
    "publications": Publication,
    "certifications": Certification,
    "awards": Award,
    "skills": SkillGroup,
    "languages": Language,
    "references": Reference,
}

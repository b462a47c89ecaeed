"""Who the résumé is about, from either format."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import Any

from pydantic import ConfigDict, Field, field_validator, model_validator

from services.language.markup import written_links
from services.models.resume import Profile
from services.resume.contacts import usable
from services.resume.fields import Links, Text, fact, links, text
from services.resume.items import NotBlank, either
from services.resume.json_lines import Pointer
from services.resume.problems import Problem, Problems, Warnings, validate_known

PRONOUNS = {
    "he": ("he", "him", "his"),
    "she": ("she", "her", "her"),
    "they": ("they", "them", "their"),
}
NETWORKS = re.compile(
    "git(hub|lab)|bitbucket|linkedin|twitter|x|mastodon|bluesky|medium|scholar|orcid"
    "|stackoverflow|youtube|kaggle|huggingface|codeforces|leetcode|dribbble|behance"
)
NOT_FACTS = {"image", "picture", "photo", "avatar", "icon"}


class Person(NotBlank):
    """Our own `contact` with name and headline, or JSON Resume's `basics`."""

    model_config = ConfigDict(extra="allow", frozen=True)

    name: Text = ""
    headline: Text = either("headline", "label", "title", "tagline")
    summary: Text = either("profile", "summary", "about", "bio", "description")
    email: Text = either("email", "mail")
    phone: Text = either("phone", "telephone", "mobile", "tel")
    website: Text = either("website", "url", "portfolio", "homepage", "site")
    location: Text = either("location", "city", "address")
    pronouns: Text = ""
    profiles: Links = Field(default_factory=dict)
    links: Links = Field(default_factory=dict)
    written_links: Links = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _keep_written_links(cls, value: Any) -> Any:
        if isinstance(value, Mapping):
            return {**value, "written_links": written_links(value)}
        return value

    @field_validator("location", mode="before")
    @classmethod
    def _place(cls, value: Any) -> Any:
        """Of a postal address, what a stranger may be told: city, region, country."""
        if not isinstance(value, Mapping):
            return value
        country = value.get("country") or value.get("countryCode")
        parts = map(text, (value.get("city"), value.get("region"), country))
        return ", ".join(dict.fromkeys(filter(None, parts)))

    @field_validator("profiles", mode="before")
    @classmethod
    def _networks(cls, value: Any) -> Any:
        """A profile without an address is kept by its user name."""
        if not isinstance(value, list):
            return links(value)
        found: dict[str, str] = {}
        for item in value:
            if not isinstance(item, Mapping):
                continue
            network = text(item.get("network") or item.get("name")).lower()
            where = text(item.get("url") or item.get("username"))
            if network and where:
                found[network] = where
        return found


def read_person(
    raw: Any, at: Pointer, known: Container[str], warnings: Warnings
) -> Profile:
    """Raise Problems for what is no person; contacts that are none are left out."""
    if isinstance(raw, Mapping):
        raw = usable(raw, at, NETWORKS, warnings)
    return _to_profile(validate_known(Person, raw, at, known, warnings), at)


def _to_profile(person: Person, at: Pointer) -> Profile:
    found = {**person.written_links, **person.links, **person.profiles}
    facts = {}
    for key, raw in (person.model_extra or {}).items():
        try:
            value = fact(raw)
        except ValueError as error:
            raise Problems([Problem((*at, key), str(error))]) from None
        if isinstance(value, str) and (
            NETWORKS.fullmatch(key.lower()) or "://" in value
        ):
            found[key.lower()] = value
        elif value and key not in NOT_FACTS:
            facts[key] = value
    return Profile(
        name=person.name,
        headline=person.headline,
        summary=person.summary,
        location=person.location,
        email=person.email,
        phone=person.phone,
        website=person.website,
        links={k: v for k, v in found.items() if k not in NOT_FACTS},
        pronouns=read_pronouns(person.pronouns),
        facts=facts,
    )


def read_pronouns(words: str) -> tuple[str, str, str]:
    """Subject, object and possessive of "she/her"; of "they" where none are given."""
    parts = [part.strip() for part in words.lower().split("/") if part.strip()]
    if parts and parts[0] in PRONOUNS:
        return PRONOUNS[parts[0]]
    if len(parts) >= 3:
        return parts[0], parts[1], parts[2]
    return PRONOUNS["they"]

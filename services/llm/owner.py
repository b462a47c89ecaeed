"""What prompts and checks know of the résumé's owner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.llm.composing import Persona
from services.models.resume import Entry, Resume


@dataclass(frozen=True, slots=True)
class Owner:
    persona: Persona
    profile: str
    known: tuple[str, ...]
    """Names and technologies of the whole résumé."""
    version: str
    details: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What the résumé says of an entry beyond its card, by id."""


def owner_of(resume: Resume, *, tone: str) -> Owner:
    profile = resume.profile
    entries = [entry for section in resume.sections.values() for entry in section]
    known = {name for entry in entries for name in entry.technologies}
    summary = [profile.name, profile.headline, profile.location, profile.summary]
    return Owner(
        persona=Persona(profile.name, profile.pronouns[0], tone),
        profile=". ".join(part.rstrip(".") for part in summary if part),
        known=tuple(sorted(known)),
        version=resume.version,
        details={entry.id: details_of(entry) for entry in entries},
    )


def details_of(entry: Entry) -> tuple[str, ...]:
    """What a card leaves out: a place, keywords, a grade, a thesis."""
    facts = (
        f"{name}: {value if isinstance(value, str) else ', '.join(value)}"
        for name, value in entry.facts.items()
    )
    return tuple(t for t in (entry.location, ", ".join(entry.keywords), *facts) if t)

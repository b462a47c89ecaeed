"""What prompts know of the résumé's owner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.llm.composing import Persona
from services.models.resume import Resume


@dataclass(frozen=True, slots=True)
class Owner:
    """`version` is that of the résumé: another one, and other answers are right."""

    persona: Persona
    version: str


def owner_of(resume: Resume, *, tone: str) -> Owner:
    profile = resume.profile
    return Owner(Persona(profile.name, profile.pronouns[0], tone), resume.version)


def following(resume: Callable[[], Resume], *, tone: str) -> Callable[[], Owner]:
    """The owner of the newest résumé."""
    return lambda: owner_of(resume(), tone=tone)

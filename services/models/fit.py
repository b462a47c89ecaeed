"""What a job advertisement asks for, and what a résumé states of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from services.models.fact import Fact


class RequirementKind(StrEnum):
    """What a requirement is about."""

    SKILL = "skill"
    YEARS = "years"
    DEGREE = "degree"
    LANGUAGE = "language"
    PLACE = "place"
    LICENCE = "licence"
    SENIORITY = "seniority"
    DUTY = "duty"


class Verdict(StrEnum):
    """How much of a requirement the résumé states."""

    MET = "met"
    PARTLY = "partly"
    NOT_NAMED = "not named"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that an advertisement asks for, in its own words."""

    words: str
    kind: RequirementKind
    must: bool
    subject: str = ""
    """What the years, the degree or the licence is of; the words where it is empty."""
    least: float | None = None
    """Years of practice, or people led, at the least."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A requirement with its verdict; only `not named` has no facts."""

    requirement: Requirement
    verdict: Verdict
    facts: tuple[Fact, ...] = ()
    short: str = ""
    """How much of it there is, where that can be counted."""
    gap: str = ""
    """What is missing, as a sentence; empty where it is met."""

    def to_dict(self) -> dict[str, Any]:
        """The wire form."""
        return {
            "words": self.requirement.words,
            "kind": self.requirement.kind.value,
            "must": self.requirement.must,
            "verdict": self.verdict.value,
            "facts": [{"text": f.sentence, "path": f.path} for f in self.facts],
            "gap": self.gap,
        }


@dataclass(frozen=True, slots=True)
class Fit:
    """How a résumé compares with one advertisement."""

    judged: tuple[Judged, ...]
    """In the order of the advertisement."""
    picture: str
    """The whole in a few sentences, without a figure for it."""
    gaps: tuple[str, ...]
    questions: tuple[str, ...]
    """What a recruiter should ask next."""
    notes: tuple[str, ...] = ()
    """What was done with the advertisement that its reader should know."""

    def to_dict(self) -> dict[str, Any]:
        """The wire form, for pages and for assistants."""
        return {
            "picture": self.picture,
            "requirements": [judged.to_dict() for judged in self.judged],
            "gaps": list(self.gaps),
            "questions": list(self.questions),
            "notes": list(self.notes),
        }

"""Requirements judged by what a résumé states."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from services.fit import (
    degrees,
    duties,
    languages,
    licences,
    places,
    practice,
    ranks,
    skills,
)
from services.fit.stated import Stated
from services.models.fit import Judged, Requirement, RequirementKind, Verdict

Judge = Callable[[Requirement, Stated], Judged]
JUDGES: Mapping[RequirementKind, Judge] = {
    RequirementKind.SKILL: skills.judged,
    RequirementKind.DUTY: duties.judged,
    RequirementKind.YEARS: practice.judged,
    RequirementKind.DEGREE: degrees.judged,
    RequirementKind.LANGUAGE: languages.judged,
    RequirementKind.PLACE: places.judged,
    RequirementKind.LICENCE: licences.judged,
    RequirementKind.SENIORITY: ranks.judged,
}


def judged(requirements: Iterable[Requirement], stated: Stated) -> tuple[Judged, ...]:
    """Each requirement with its verdict; met and partly only with their facts."""
    return tuple(_one(requirement, stated) for requirement in requirements)


def _one(requirement: Requirement, stated: Stated) -> Judged:
    found = JUDGES[requirement.kind](requirement, stated)
    if found.verdict is not Verdict.NOT_NAMED and not found.facts:
        return Judged(requirement, Verdict.NOT_NAMED)
    return found

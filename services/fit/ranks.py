"""Rank asked for: having led people, or a senior role."""

from __future__ import annotations

import re

from services.fit.kinds import leads_people, people_led
from services.fit.stated import Stated
from services.fit.words import phrases
from services.models.fact import Fact, Kind
from services.models.fit import Judged, Requirement, Verdict
from services.resume.facts.employers import JOBS

LEADS = re.compile(
    r"\b(?:lead|leader|manager|head|supervisor|director|chief|principal|senior|sous|"
    r"charge|matron|foreman|coordinator)\b",
    re.IGNORECASE,
)


def judged(requirement: Requirement, stated: Stated) -> Judged:
    """The jobs whose title is of that rank, or whose lines tell of people led."""
    text = requirement.words
    titles = _titles(text, stated)
    lines = tuple(f for f in stated.facts if leads_people(f.text) or people_led(f.text))
    if requirement.least:
        return _of_number(requirement, lines)
    if phrases("ranks", "by_title").search(text) and not leads_people(text):
        if titles:
            return Judged(requirement, Verdict.MET, titles[:2])
        return Judged(
            requirement, Verdict.PARTLY if lines else Verdict.NOT_NAMED, lines[:1]
        )
    if lines:
        return Judged(requirement, Verdict.MET, lines[:2])
    if titles:
        return Judged(requirement, Verdict.PARTLY, titles[:1])
    return Judged(requirement, Verdict.NOT_NAMED)


def _of_number(requirement: Requirement, lines: tuple[Fact, ...]) -> Judged:
    """Against how many people were led."""
    least = requirement.least or 0
    counted = [(people_led(f.text) or 0.0, f) for f in lines]
    enough = tuple(f for number, f in counted if number >= least)
    if enough:
        return Judged(requirement, Verdict.MET, enough[:1])
    return Judged(
        requirement, Verdict.PARTLY if lines else Verdict.NOT_NAMED, lines[:1]
    )


def _titles(text: str, stated: Stated) -> tuple[Fact, ...]:
    return tuple(
        f
        for f in stated.facts
        if f.about == JOBS and f.kind is Kind.TITLE and LEADS.search(f.text)
    )

"""Rank asked for: having led people, or a senior role."""

from __future__ import annotations

import re

from services.fit.counting import leads_people, people_led
from services.fit.stated import Stated, content
from services.fit.verbs import is_verb
from services.fit.words import phrases, table
from services.language.english import Token
from services.models.fact import Fact, Kind
from services.models.fit import Judged, Requirement, Verdict
from services.resume.facts.employers import JOBS

LEADS = re.compile(
    r"\b(?:lead|leader|manager|head|supervisor|director|chief|matron|foreman)\b",
    re.IGNORECASE,
)
"""Titles of who leads people."""
SENIOR = re.compile(r"\b(?:senior|principal|staff)\b", re.IGNORECASE)


def judged(requirement: Requirement, stated: Stated) -> Judged:
    """The jobs whose title is of that rank, or whose lines tell of people led."""
    text = requirement.words
    titles = _titles(LEADS, stated)
    lines = leading_facts(stated)
    if phrases("ranks", "by_title").search(text) and not leads_people(text):
        ranked = (*_titles(SENIOR, stated), *titles)
        return _of(requirement, ranked[:2], lines[:1])
    counted = lines
    if least := requirement.least:
        counted = tuple(f for f in lines if (people_led(f.text) or 0) >= least)
    kind = _people(text)
    if not all(_told(token, lines, stated) for token in kind):
        counted = ()
    return _of(requirement, counted[:2], (*lines, *titles)[:1])


def leading_facts(stated: Stated) -> tuple[Fact, ...]:
    """The lines that tell of people led."""
    return tuple(f for f in stated.facts if leads_people(f.text))


def _of(
    requirement: Requirement, full: tuple[Fact, ...], part: tuple[Fact, ...]
) -> Judged:
    if full:
        return Judged(requirement, Verdict.MET, full)
    return Judged(requirement, Verdict.PARTLY if part else Verdict.NOT_NAMED, part)


def _people(text: str) -> list[Token]:
    """The words that say which people are led: "revenue", "nurses"."""
    return [
        token
        for token in content(text)
        if not phrases("kinds", "leading").fullmatch(token.text)
        and not phrases("kinds", "seniority").search(token.text)
        and token.lower not in table("kinds")["anybody"]
        and not is_verb(token.lower)
    ]


def _told(token: Token, lines: tuple[Fact, ...], stated: Stated) -> bool:
    """Whether a word stands in one of the lines, itself and not its meaning alone."""
    held = stated.bearers(token).items()
    return any(stated.facts[at] in lines for at, counts in held if counts == 1)


def _titles(rank: re.Pattern[str], stated: Stated) -> tuple[Fact, ...]:
    """The names of jobs of a rank."""
    jobs = (f for f in stated.facts if f.about == JOBS and f.kind is Kind.TITLE)
    return tuple(f for f in jobs if rank.search(f.text))

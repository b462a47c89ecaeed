"""Spoken languages asked for, with how well, against those that a résumé names."""

from __future__ import annotations

import re

from services.fit.kinds import is_any_language, languages_in
from services.fit.listing import OR
from services.fit.stated import Stated
from services.models.fact import Fact, Kind, Level
from services.models.fit import Judged, Requirement, Verdict
from services.resume.facts.levels import language_level

FLUENT = 5.0
"""C1: what is asked for where only the language is named to work in."""
EXACT = re.compile(r"\b[ABC][12]\b|\bfluen|\bnative")
WORKING = re.compile(r"\b(?:professional working|working proficiency)\b", re.IGNORECASE)
BELOW_C1 = 4.4
"""The rank of what is called a working proficiency, whose next step is a full one."""
SECOND = 2
CLOSE = 0.5
"""What "fluent" may be above the level that a certificate names."""


def judged(requirement: Requirement, stated: Stated) -> Judged:
    """Each language named; one is enough where an "or" stands between them."""
    if not languages_in(requirement.words) and is_any_language(requirement.words):
        return _any(requirement, stated)
    names = languages_in(requirement.words, label="Languages") or (requirement.words,)
    asked = _level(requirement.words)
    found = [
        _one(name, asked, requirement.words, stated) for name in dict.fromkeys(names)
    ]
    facts = tuple(f for verdict, each in found for f in each)
    verdicts = [verdict for verdict, _ in found]
    any_of = bool(OR.search(requirement.words))
    met = any if any_of else all
    if met(v is Verdict.MET for v in verdicts):
        return Judged(requirement, Verdict.MET, facts)
    if facts:
        return Judged(requirement, Verdict.PARTLY, facts)
    return Judged(requirement, Verdict.NOT_NAMED)


def _any(requirement: Requirement, stated: Stated) -> Judged:
    """A second language, whichever it is."""
    held = stated.resume.sections.get("languages", ())
    facts = tuple(
        stated.facts[stated.by_entry[e.id][0]] for e in held if e.id in stated.by_entry
    )
    if len(facts) < SECOND:
        return Judged(requirement, Verdict.NOT_NAMED)
    return Judged(requirement, Verdict.MET, facts[:3])


def _one(
    name: str, asked: float, asked_for: str, stated: Stated
) -> tuple[Verdict, tuple[Fact, ...]]:
    for entry in stated.resume.sections.get("languages", ()):
        if not re.search(rf"\b{re.escape(name)}\b", entry.title, re.IGNORECASE):
            continue
        facts = [stated.facts[at] for at in stated.by_entry.get(entry.id, ())]
        level = _held(facts, exact=bool(EXACT.search(asked_for)))
        if level is None or level + CLOSE >= asked:
            return Verdict.MET, tuple(facts[:2])
        return Verdict.PARTLY, tuple(facts[:2])
    for fact in stated.facts:
        if re.search(
            rf"\b(?:speaks?|fluent|native|spoken)\b[^.]*\b{name}\b", fact.text
        ):
            return Verdict.MET, (fact,)
    return Verdict.NOT_NAMED, ()


def _held(facts: list[Fact], *, exact: bool) -> float | None:
    for fact in facts:
        for value in fact.values:
            if isinstance(value.data, Level):
                working = exact and WORKING.search(fact.text)
                return min(value.data.rank, BELOW_C1) if working else value.data.rank
        named = language_level(fact.text) if fact.kind is Kind.TITLE else None
        if named and isinstance(named.data, Level):
            return named.data.rank
    return None


def _level(text: str) -> float:
    """The rank that is asked for; a little where nothing is said."""
    level = language_level(text)
    return level.data.rank if level and isinstance(level.data, Level) else 0.0

"""Where one must live, come to, or be allowed to work."""

from __future__ import annotations

import re
from functools import cache

from services.fit.kinds import is_place
from services.fit.stated import Stated
from services.fit.words import phrases, table
from services.models.fact import Fact, Kind
from services.models.fit import Judged, Requirement, Verdict
from services.resume.reading.wordlists import table as resume_table

OR = re.compile(r",?\s+or\s+", re.IGNORECASE)
CODE = re.compile(r"\b[A-Z]{2}\b")
READY = ("right", "moves", "travels", "remote")
"""What may be asked besides a place, and is met only by words of its own."""
NEVER_BY_HOME = ("right", "travels")


def judged(requirement: Requirement, stated: Stated) -> Judged:
    """The best of what is enough: a town "or willing to travel"."""
    options = [_judged(requirement, part, stated) for part in _options(requirement)]
    return next((j for j in options if j.verdict is Verdict.MET), options[0])


def _options(requirement: Requirement) -> list[str]:
    """What a text asks for, of which one is enough: its parts where each is a place."""
    parts = OR.split(requirement.words)
    return parts if all(map(is_place, parts)) else [requirement.words]


def _judged(requirement: Requirement, text: str, stated: Stated) -> Judged:
    """A right, a readiness, or a place, each only where the résumé states it."""
    for name in READY:
        if not phrases("places", name).search(text):
            continue
        if facts := _saying(name, stated):
            return Judged(requirement, Verdict.MET, facts)
        if name in NEVER_BY_HOME:
            return Judged(requirement, Verdict.NOT_NAMED)
    home = next((f for f in stated.facts if not f.entry and f.kind is Kind.PLACE), None)
    if home and (
        _same_town(text, home.text)
        or countries(text) & _with_wider(countries(home.text))
    ):
        return Judged(requirement, Verdict.MET, (home,))
    return Judged(requirement, Verdict.NOT_NAMED)


def _saying(name: str, stated: Stated) -> tuple[Fact, ...]:
    pattern = phrases("places", f"{name}_stated")
    return tuple(f for f in stated.facts if pattern.search(f.text))[:2]


def _same_town(text: str, home: str) -> bool:
    """Whether the town of the home stands in the text."""
    town = home.split(",")[0].strip()
    return bool(town) and bool(
        re.search(rf"\b{re.escape(town)}\b", text, re.IGNORECASE)
    )


def countries(text: str) -> frozenset[str]:
    """The countries that a text names, or has a code or a union of."""
    codes = resume_table("country_codes")["codes"]
    found = {codes[c] for c in CODE.findall(text) if c in codes}
    found |= {m[0] for m in _names().finditer(text)}
    for union, members in table("unions").items():
        if phrases("union_names", union).search(text):
            found |= {codes[code] for code in members.split()}
    return frozenset(table("same_country").get(name, name) for name in found)


def _with_wider(names: frozenset[str]) -> frozenset[str]:
    """The countries with those that they are part of: the kingdom of Scotland."""
    return names | {
        table("part_of")[name] for name in names if name in table("part_of")
    }


@cache
def _names() -> re.Pattern[str]:
    names = [*resume_table("countries")["names"], "UK", "USA", "US"]
    return re.compile(rf"\b(?:{'|'.join(sorted(names, key=len, reverse=True))})\b")

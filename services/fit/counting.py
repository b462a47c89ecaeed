"""What a text counts: people led, turbines, money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from services.fit.words import alternatives, phrases, table
from services.language.stems import stem
from services.models.fact import Amount
from services.resume.facts.amounts import amounts
from services.resume.telling.noun_kinds import is_person

AGENT = re.compile(r"(?:ers|ors|ars|ists|ians|ants|ees)$")
"""How the plural of who does a thing ends; things may end so, too."""
NEAR = 60
"""Characters between who leads and who is led."""


def counted_things(text: str) -> dict[str, float]:
    """How many of what a text counts, by the stem of the noun; the most of each."""
    found: dict[str, float] = {}
    for number, unit in _counts(text):
        noun = stem(unit.split()[-1].lower())
        if noun not in table("counting")["no_things"]:
            found[noun] = max(found.get(noun, 0.0), number)
    return found


def leads_people(text: str) -> bool:
    """Whether a text says that people are led."""
    for match in _leading().finditer(text):
        after = text[match.end() : match.end() + NEAR]
        if _people().search(after) or any(_are_led(u) for _, u in _counts(after)):
            return True
    return False


def people_led(text: str) -> float | None:
    """How many people are led, where a text says it; several kinds together."""
    if match := _group().search(text):
        of_group = next((n for n, _ in _counts(f"{match[1]} people")), None)
        if of_group and not any(_are_led(unit) for _, unit in _counts(text)):
            return of_group
    found = [number for number, unit in _counts(text) if _are_led(unit)]
    return sum(found) if found else None


def _counts(text: str) -> Iterator[tuple[float, str]]:
    for value in amounts(text):
        if isinstance(value.data, Amount) and value.data.unit:
            yield value.data.number, value.data.unit


def _are_led(unit: str) -> bool:
    """Whether what is counted are people: "site managers", "staff"."""
    noun = unit.split()[-1].lower()
    if _people().search(f" {noun}"):
        return True
    return noun.endswith("s") and (is_person(noun[:-1]) or bool(AGENT.search(noun)))


@cache
def _leading() -> re.Pattern[str]:
    return phrases("kinds", "leading")


@cache
def _people() -> re.Pattern[str]:
    return re.compile(alternatives(table("kinds")["people"]))


@cache
def _group() -> re.Pattern[str]:
    groups = alternatives(table("kinds")["groups"])
    return re.compile(
        rf"{groups} of (?:up to |about |at least |more than )?([\w-]+)", re.IGNORECASE
    )

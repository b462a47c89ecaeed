"""The countries that places and entries are in."""

from __future__ import annotations

import re
from functools import cache

from services.models.resume import Entry
from services.resume.reading.text import clean
from services.resume.reading.wordlists import table
from services.resume.telling.places import CODE, country_name

PLACED = ("experience", "education", "volunteer", "projects")
UNITED = {"united kingdom": "the UK", "united states": "the United States"}
"""Countries whose region has another name than the country is spoken by."""


def country_of_entry(entry: Entry) -> str:
    """The country of an entry's place, or one that its texts name."""
    if entry.section not in PLACED:
        return ""
    if entry.location:
        return country_of(entry.location)
    if found := country_of(entry.organization.partition(",")[2]):
        return found
    texts = f"{entry.title} {entry.description}"
    named = (n for n in country_names() if re.search(rf"\b{re.escape(n)}\b", texts))
    return next(named, "")


def country_of(location: str) -> str:
    """The country a place is in, by its last part; empty where it cannot be told."""
    parts = [p.strip() for p in location.split(",") if p.strip()]
    if not parts:
        return ""
    by_code = country_name(parts[-1]) if CODE.fullmatch(parts[-1]) else ""
    region = parts[-1].lower() in _regions()
    if by_code and len(parts) > 1 and not region:
        return by_code
    regions = (_regions().get(clean(part), "") for part in reversed(parts))
    return _by_name(parts[-1]) or next(filter(None, regions), "") or by_code


def _by_name(said: str) -> str:
    """The country of that name, with or without "the"; empty without one."""
    return _by_clean_name().get(clean(said), "")


@cache
def _by_clean_name() -> dict[str, str]:
    names = country_names()
    return {clean(n.removeprefix("the ")): n for n in names} | {
        clean(n): n for n in names
    }


@cache
def regions() -> dict[str, frozenset[str]]:
    """Parts of the world by name, each with the names of its countries."""
    codes = table("country_codes")["codes"]
    return {
        region: frozenset(codes[code] for code in listed.split() if code in codes)
        for region, listed in table("regions").items()
    }


@cache
def country_names() -> tuple[str, ...]:
    """The English names of all countries."""
    return tuple(table("country_codes")["codes"].values())


@cache
def _regions() -> dict[str, str]:
    """Regions and towns to the country they are in."""
    by_clean, found = _by_clean_name(), {}
    for body in table("places").values():
        title = clean(body["title"])
        land = by_clean.get(title) or UNITED.get(title, body["title"])
        for word in (*body["words"], *body["called"]):
            found[clean(word)] = land
    return found

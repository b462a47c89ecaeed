"""Countries and towns of a career: where somebody has worked, whether abroad."""

from __future__ import annotations

import re
from functools import cache

from services.models.resume import Entry
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.places import CODE, country_name, spoken_place
from services.resume.answers.reading import about_entry, paths
from services.resume.answers.scene import Scene
from services.resume.questions.patterns import any_of
from services.resume.reading.text import clean
from services.resume.reading.wordlists import table
from services.resume.telling.lists import joined
from services.resume.telling.naming import name_of

ABROAD = any_of(
    r"\babroad\b",
    r"\boverseas\b",
    r"\bforeign (?:countr\w+|land|experience|assignment)\b",
    r"\binternational(?:ly)?\b(?= (?:experience|work|exposure|career|background)|$)",
    r"\b(?:other|another|different) countr(?:y|ies)\b",
    r"\boutside (?:of )?(?:they|the) (?:home )?country\b",
    r"\bexpat\w*\b",
)
COUNTRIES = any_of(
    r"\b(?:what|which|how many|list|all|any) (?:\w+ )?(?:countries|country)\b",
    r"\bcountries (?:has|did|does)\b",
)
TOWNS = any_of(
    r"\b(?:what|which|how many|list|all) (?:\w+ )?(?:cities|towns|places|city|"
    r"town|locations)\b",
)


def abroad(scene: Scene) -> Outcome | None:
    """Work, study and volunteering outside the country of today."""
    q = scene.question
    if not q.has(ABROAD) or scene.leans:
        return None
    home = country_of(scene.library.resume.profile.location)
    away = [
        i
        for i, e in enumerate(scene.entries)
        if (c := _of_entry(e)) and home and c != home
    ]
    v = scene.voice
    if not home:
        return None
    if not away:
        text = f"{'No, the' if q.polar else 'The'} résumé shows nothing outside {home}."
        return Outcome((say(text),), "absent", absent=True, confidence=0.7)
    away = list(scene.newest_first(tuple(away)))
    said = [about_entry(scene, i) for i in away[:2]]
    lands = joined(list(dict.fromkeys(_of_entry(scene.entry(i)) for i in away))[:4])
    first = say(
        f"{'Yes, in' if q.polar else 'In'} {lands}.", *paths(scene, tuple(away))
    )
    del v
    return Outcome((first, *said), scene.entry(away[0]).section, tuple(away))


def countries(scene: Scene) -> Outcome | None:
    """The countries of the career in the order in which they came."""
    q = scene.question
    if not q.has(COUNTRIES) or q.says(
        r"\bis they (?:based|in|from|living)\b|\bdoes they live\b"
    ):
        return None
    found: dict[str, list[int]] = {}
    for stint in scene.career.stints:
        land = _of_entry(stint.entry)
        if land:
            found.setdefault(land, []).append(scene.library.position[stint.entry.id])
    if not found:
        return None
    return _told(scene, found, "countries")


def towns(scene: Scene) -> Outcome | None:
    """The towns that jobs and studies name."""
    q = scene.question
    if (
        not q.has(TOWNS)
        or q.says(
            r"\bis they (?:based|in|from|living)\b|\bdoes they live\b|"
            r"\bplaces has they worked\b"
        )
        or not q.says(r"\bwork\w*|\blived?|\bbeen\b|\bstud\w+|\bjobs?\b")
    ):
        return None
    found: dict[str, list[int]] = {}
    for stint in scene.career.of("experience", "education", "volunteer"):
        town = stint.entry.location.split(",")[0].strip()
        if town:
            found.setdefault(town, []).append(scene.library.position[stint.entry.id])
    return _told(scene, found, "places") if found else None


def _told(scene: Scene, found: dict[str, list[int]], what: str) -> Outcome:
    v = scene.voice
    parts = [
        f"{land} ({joined(list(dict.fromkeys(name_of(scene.entry(i)) for i in at))[:2])})"
        for land, at in found.items()
    ]
    text = f"{v.They} {v.has} worked, studied or volunteered in {joined(parts)}."
    if len(text.split()) > 46:
        text = (
            f"{v.They} {v.has} worked, studied or volunteered in {joined(list(found))}."
        )
    del what
    hits = scene.newest_first(
        tuple(dict.fromkeys(i for at in found.values() for i in at))
    )
    return Outcome((say(text, *paths(scene, hits)),), "experience", hits, limit=6)


def _of_entry(entry: Entry) -> str:
    """The country of an entry's place, or one that its texts name."""
    if entry.section not in ("experience", "education", "volunteer", "projects"):
        return ""
    if entry.location:
        return country_of(entry.location)
    texts = f"{entry.title} {entry.description}"
    return next(
        (name for name in _names() if re.search(rf"\b{re.escape(name)}\b", texts)), ""
    )


def country_of(location: str) -> str:
    """The country a place is in, by its last part; empty where it cannot be told."""
    parts = [p.strip() for p in location.split(",") if p.strip()]
    if not parts:
        return ""
    last = parts[-1]
    if (
        CODE.fullmatch(last)
        and len(parts) > 1
        and country_name(last)
        and last.lower() not in _regions()
    ):
        return country_name(last)
    for name in _names():
        if clean(last) in (clean(name), clean(name.removeprefix("the "))):
            return name
    for part in reversed(parts):
        if title := _regions().get(clean(part)):
            return title
    return country_name(last) if CODE.fullmatch(last) else ""


@cache
def _names() -> tuple[str, ...]:
    return tuple(table("country_codes")["codes"].values())


@cache
def _regions() -> dict[str, str]:
    """Regions and towns to the country they are in."""
    by_clean = {clean(n.removeprefix("the ")): n for n in _names()}
    found = {}
    for body in table("places").values():
        title = clean(body["title"])
        land = by_clean.get(title) or {
            "united kingdom": "the UK",
            "united states": "the United States",
        }.get(title, body["title"])
        for word in (*body["words"], *body["called"]):
            found[clean(word)] = land
    return found


def place_named(location: str) -> str:
    return spoken_place(location)

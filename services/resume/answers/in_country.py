"""Whether somebody worked or studied in a country or a town that is named."""

from __future__ import annotations

import re

from services.models.fact import Kind
from services.models.resume import Entry
from services.resume.answers.countries import (
    country_names,
    country_of_entry,
    regions,
)
from services.resume.answers.outcome import Outcome, Said, not_there, say
from services.resume.answers.presence.telling import yes
from services.resume.answers.reading import about_entry, paths, read
from services.resume.answers.scene import Scene
from services.resume.answers.wording import lower_opening
from services.resume.questions.patterns import any_of
from services.resume.reading.text import clean, words
from services.resume.telling.lists import joined

STAYED = any_of(
    r"\bthey (?:\w+ )?(?:work(?:ed|ing)?|stud\w+|employed|lived?|living|been)\b.* in "
)
LIVED = any_of(r"\b(?:lived?|living|been)\b")
STUDIED = any_of(r"\bstud\w+")
MOST = 2
LINES = (Kind.SUMMARY, Kind.HIGHLIGHT, Kind.COURSE)
REGIONS = {
    f"the {name.title()}"
    if name in ("middle east", "caribbean")
    else name.title(): name
    for name in regions()
}
"""Parts of the world as they are said, each with its key."""


def in_country(scene: Scene) -> Outcome | None:
    """The entries in that place; where none is, what places there are."""
    q = scene.question
    land = _land(scene) if q.polar and q.has(STAYED) else ""
    if not land or _names_more(scene, land):
        return None
    stays = [i for s in _sections(scene) for i in scene.section(s)]
    there = scene.newest_first([i for i in stays if _is_in(scene.entry(i), land)])
    if there:
        first, *rest = (about_entry(scene, i) for i in there[:MOST])
        opening = (
            (_countries_of(scene, there), first) if land in REGIONS else (yes(first),)
        )
        return Outcome((*opening, *rest), scene.entry(there[0]).section, there)
    return _mentioned(scene, land) or _nowhere_there(scene, land, stays)


def _sections(scene: Scene) -> tuple[str, ...]:
    """Where what was done in a place is told: studies, work, or both."""
    if scene.question.has(LIVED):
        return ("experience", "education", "volunteer")
    return (
        ("education",) if scene.question.has(STUDIED) else ("experience", "volunteer")
    )


def _countries_of(scene: Scene, there: tuple[int, ...]) -> Said:
    """The countries of a part of the world: "Yes, in Norway and Sweden."."""
    names = dict.fromkeys(country_of_entry(scene.entry(i)) for i in there)
    return say(f"Yes, in {joined(list(names))}.", *paths(scene, there))


def _is_in(entry: Entry, place: str) -> bool:
    """Whether an entry is in a country, a town or a part of the world."""
    towns = (clean(part) for part in entry.location.split(","))
    country = country_of_entry(entry)
    inside = country in regions().get(REGIONS.get(place, ""), ())
    return country == place or inside or clean(place) in towns


def _mentioned(scene: Scene, place: str) -> Outcome | None:
    """The fact whose words name the place, where no entry is in it."""
    names = (place, *regions().get(REGIONS.get(place, ""), ()))
    wanted = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in names), re.I)
    lines = (f for kind in LINES for f in scene.evidence.of(kind) if f.entry)
    found = next((f for f in lines if wanted.search(f.text)), None)
    if found is None:
        return None
    said = read(scene, found)
    near = f"Not in so many words, but the closest is this: {lower_opening(said.text)}"
    hits = (scene.library.position[found.entry],) if found.entry else ()
    section = scene.entry(hits[0]).section if hits else "about"
    return Outcome((say(near, *said.paths),), section, hits, closest=True)


def _names_more(scene: Scene, land: str) -> bool:
    """Whether an entry is named by more than the country it is in."""
    named = {w for target in scene.question.targets for w in target.words}
    return not named <= set(words(clean(land)))


def _nowhere_there(scene: Scene, land: str, stays: list[int]) -> Outcome:
    """That nothing is there, or that it cannot be told of all of them."""
    unplaced = [
        i
        for i in stays
        if scene.entry(i).location and not country_of_entry(scene.entry(i))
    ]
    if not unplaced:
        what = "studies" if scene.question.has(STUDIED) else "work"
        everywhere = all(country_of_entry(scene.entry(i)) for i in stays)
        opening = "No, the" if everywhere else "The"
        return not_there(f"{opening} résumé doesn't list any {what} in {land}.")
    towns = joined(list(dict.fromkeys(scene.entry(i).location for i in unplaced)))
    text = f"The résumé doesn't mention {land}; the places it gives are {towns}."
    said = say(text, *paths(scene, tuple(unplaced)))
    return Outcome((said,), "experience", tuple(unplaced))


def _land(scene: Scene) -> str:
    """The country or the town of an entry that the question names; empty without."""
    said = clean(scene.question.text.rpartition(" in ")[2]).removeprefix("the ")
    towns = (p.strip() for e in scene.entries for p in e.location.split(","))
    places = (*country_names(), *REGIONS, *towns)
    return next((p for p in places if clean(p).removeprefix("the ") == said), "")

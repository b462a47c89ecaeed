"""Whether somebody worked or studied in a country or a town that is named."""

from __future__ import annotations

from services.models.resume import Entry
from services.resume.answers.countries import country_names, country_of_entry
from services.resume.answers.outcome import Outcome, not_there, say
from services.resume.answers.presence.telling import yes
from services.resume.answers.reading import about_entry, paths
from services.resume.answers.scene import Scene
from services.resume.questions.patterns import any_of
from services.resume.reading.text import clean, words
from services.resume.telling.lists import joined

STAYED = any_of(r"\bthey (?:\w+ )?(?:work(?:ed|ing)?|stud\w+|employed)\b.* in ")
STUDIED = any_of(r"\bstud\w+")
MOST = 2


def in_country(scene: Scene) -> Outcome | None:
    """The entries in that place; where none is, what places there are."""
    q = scene.question
    land = _land(scene) if q.polar and q.has(STAYED) else ""
    if not land or _names_more(scene, land):
        return None
    sections = ("education",) if q.has(STUDIED) else ("experience", "volunteer")
    stays = [i for s in sections for i in scene.section(s)]
    there = scene.newest_first([i for i in stays if _is_in(scene.entry(i), land)])
    if there:
        first, *rest = (about_entry(scene, i) for i in there[:MOST])
        return Outcome((yes(first), *rest), scene.entry(there[0]).section, there)
    return _nowhere_there(scene, land, stays)


def _is_in(entry: Entry, place: str) -> bool:
    """Whether an entry is in a country or a town."""
    towns = (clean(part) for part in entry.location.split(","))
    return country_of_entry(entry) == place or clean(place) in towns


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
    places = (*country_names(), *towns)
    return next((p for p in places if clean(p).removeprefix("the ") == said), "")

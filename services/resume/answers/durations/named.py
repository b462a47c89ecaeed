"""The time of an entry or employer that is named."""

from __future__ import annotations

from collections import defaultdict

from services.models.resume import Entry
from services.resume.answers import outcome
from services.resume.answers.durations.asks import LASTING, WHOLE
from services.resume.answers.evidence import stems_of
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.presence.found import IN_OTHER_WORDS, something_answers
from services.resume.answers.reading import WHOLE_ENTRY, paths
from services.resume.answers.scene import Scene
from services.resume.facts.employers import Employer
from services.resume.facts.spans import spoken_day, spoken_months
from services.resume.facts.stints import Stint
from services.resume.telling.lists import joined
from services.resume.telling.naming import place_of
from services.resume.telling.nouns import as_post


def of_named(scene: Scene) -> Outcome | None:
    """The time of the entry or employer that is named."""
    dated = [
        i
        for i in scene.named
        if scene.career.stint(scene.entry(i)) and scene.entry(i).section in LASTING
    ]
    if not dated:
        return None
    here = scene.entry(dated[0])
    employer = scene.career.employer(here)
    if employer and len(employer.stints) > 1 and _means_employer(scene, here, dated):
        return at_employer(scene, employer)
    stint = scene.career.stint(here)
    return time_of(scene, here, stint) if stint else None


def of_likeliest(scene: Scene) -> Outcome | None:
    """The time of the entry that other words than its own are surely about."""
    if not something_answers(scene) or not scene.chances:
        return None
    about: dict[str, float] = defaultdict(float)
    for fact in scene.evidence.facts:
        if fact.entry and fact.kind in WHOLE_ENTRY:
            about[fact.entry] += scene.chances.of(fact)
    likeliest = max(about, key=about.__getitem__, default="")
    if not likeliest or about[likeliest] < IN_OTHER_WORDS:
        return None
    here = scene.entry(scene.library.position[likeliest])
    stint = scene.career.stint(here)
    if stint is None or here.section not in LASTING:
        return None
    return time_of(scene, here, stint)


def _means_employer(scene: Scene, here: Entry, dated: list[int]) -> bool:
    """Whether the employer was named and not one of its roles."""
    q = scene.question
    if q.has(WHOLE):
        return True
    if not scene.own:
        return len(dated) > 1
    role = stems_of(here.role) - stems_of(here.organization)
    return not role & q.stems


def at_employer(scene: Scene, employer: Employer) -> Outcome:
    """The time at an employer in several roles."""
    v = scene.voice
    span = spoken_months(employer.months, approximate=employer.approximate)
    start = spoken_day(employer.first) if employer.first else ""
    end = spoken_day(employer.last) if employer.last else ""
    if employer.ongoing:
        verb, years = f"{v.has} been", f"since {start}"
    else:
        verb, years = v.was, f"from {start} to {end}"
    roles = _roles([r.role for r in employer.roles if r.role])
    text = f"{v.They} {verb} at {employer.name} for {span}, {years}, {roles}."
    hits = tuple(scene.at(r) for r in reversed(employer.roles))
    return Outcome((say(text, *paths(scene, hits)),), "experience", hits)


def _roles(roles: list[str]) -> str:
    """The roles in words: "first as an optician and then as a head optician"."""
    if len(roles) != 2:
        return f"in {len(roles)} roles: {joined(roles)}"
    return f"first as {as_post(roles[0])} and then as {as_post(roles[1])}"


def time_of(scene: Scene, entry: Entry, stint: Stint) -> Outcome:
    """The time of one entry, with its start and end."""
    span = spoken_months(stint.months, approximate=stint.approximate)
    text = f"{_doing(scene, entry, stint.ongoing)} {span}, {_years(stint)}."
    return outcome.of_entry(entry, scene.at(entry), text)


def _doing(scene: Scene, entry: Entry, ongoing: bool) -> str:
    """Words before a time: "She has been an optician at Lux for", "Owl Post took"."""
    if entry.section == "projects":
        return f"{entry.title} {'has been running for' if ongoing else 'took'}"
    v = scene.voice
    return f"{v.They} {f'{v.has} been' if ongoing else v.was} {_what(entry)} for"


def _years(stint: Stint) -> str:
    start = spoken_day(stint.bounds.start, year_only=stint.approximate)
    end = spoken_day(stint.bounds.end, year_only=stint.approximate)
    if stint.ongoing:
        return f"since {start}"
    return f"from {start} to {end}" if start != end else f"in {start}"


def _what(entry: Entry) -> str:
    """What somebody is or does there: "an optician at Lux", "studying at Nova"."""
    place = place_of(entry)
    if entry.section == "education":
        return f"studying {place}".strip()
    if entry.section == "volunteer":
        return f"volunteering {place}".strip()
    role = as_post(entry.role) if entry.role else ""
    return f"{role} {place}".strip() or f"working on {entry.title}"

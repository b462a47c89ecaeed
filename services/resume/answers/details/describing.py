"""One entry told in a breath."""

from __future__ import annotations

from services.models.fact import Fact, Kind
from services.models.resume import Entry
from services.resume.answers.durations.named import at_employer
from services.resume.answers.lists.quotes import quotes
from services.resume.answers.outcome import Outcome, Said, fitting, say
from services.resume.answers.reading import about_entry, read
from services.resume.answers.scene import Scene
from services.resume.answers.strengths import weight
from services.resume.telling.lists import joined
from services.resume.telling.naming import name_of
from services.resume.telling.times import when

BUDGET = 46
OPENINGS = ("It", "The", "A", "An")
"""Words that lose their capital behind a project's name."""


def described(scene: Scene, named: tuple[int, ...]) -> Outcome:
    """The entry told: what it is, its summary, its best highlights, in one breath."""
    if len(scene.forced) > 1 and not _one_place(scene, named):
        both = fitting([_sentences(scene, i)[0] for i in named], BUDGET)
        return Outcome(tuple(both), scene.entry(named[0]).section, named, listing=True)
    group = _group(scene, named)
    at = group[0]
    entry = scene.entry(at)
    if entry.section == "references":
        return quotes(scene, (at,))
    said = fitting(_told_of(scene, at, group), BUDGET)
    if len(said) == 1 and entry.keywords and entry.section == "education":
        names = joined(entry.keywords[:5])
        text = f"{scene.voice.Their} courses included {names}."
        said.append(say(text, entry.path))
    alike = (i for i in group if scene.entry(i).organization == entry.organization)
    shown = tuple(dict.fromkeys((at, *alike)))
    return Outcome(tuple(said), entry.section, shown, listing=True)


def _told_of(scene: Scene, at: int, group: tuple[int, ...]) -> list[Said]:
    """All that could be told of an entry; of several roles at one employer, all."""
    employer = scene.career.employer(scene.entry(at))
    told = _sentences(scene, at)
    roles = {scene.at(s.entry) for s in employer.stints} if employer else set()
    if employer and len(roles & set(group)) > 1:
        return [at_employer(scene, employer).said[0], *told[1:]]
    return told


def _group(scene: Scene, named: tuple[int, ...]) -> tuple[int, ...]:
    """All roles at the employer, newest first, where several of them are named."""
    entry = scene.entry(named[0])
    employer = scene.career.employer(entry)
    few = not employer or len(employer.roles) < 2 or len(named) < 2
    if not employer or few or not _one_place(scene, named):
        return named
    return tuple(scene.at(r) for r in reversed(employer.roles))


def _one_place(scene: Scene, named: tuple[int, ...]) -> bool:
    """Whether all that is named is of one organisation."""
    places = {scene.entry(i).organization for i in named}
    return len(places) == 1 and places != {""}


def _sentences(scene: Scene, at: int) -> list[Said]:
    """All that could be told of an entry, in the order in which it is told."""
    entry, facts = scene.entry(at), scene.facts(at)
    body = [f for f in facts if f.kind is Kind.SUMMARY]
    body += by_weight(scene, [f for f in facts if f.kind is Kind.HIGHLIGHT])
    if entry.section == "projects" and body:
        first, body = _project(scene, entry, body[0]), body[1:]
    else:
        first = about_entry(scene, at)
    return [first, *(read(scene, f) for f in body)]


def by_weight(scene: Scene, facts: list[Fact]) -> list[Fact]:
    """The facts, the most impressive first."""
    return sorted(facts, key=lambda f: -weight(scene, f))


def _project(scene: Scene, entry: Entry, fact: Fact) -> Said:
    """A project's fact with its name: "Tidewater is a 32-page picture book …"."""
    text, name = read(scene, fact).text, name_of(entry)
    if text.startswith(("It is ", "It was ")):
        return say(f"{name} {text[3:]}", fact.path)
    if name in text:
        return say(text, fact.path)
    time = when(entry.period)
    lead = f"{name}, {time}: " if time else f"{name}: "
    if text.split(" ", 1)[0] in (scene.voice.They, scene.voice.Their, *OPENINGS):
        text = text[:1].lower() + text[1:]
    return say(f"{lead}{text}", fact.path)

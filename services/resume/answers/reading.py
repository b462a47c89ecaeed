"""Facts read out: each as a full sentence about the person, with its path."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from services.models.fact import Fact, Kind
from services.models.resume import Entry
from services.resume.answers.outcome import Outcome, Said, say
from services.resume.answers.scene import Scene
from services.resume.answers.wording import upper_opening
from services.resume.telling.entries import entry_sentence
from services.resume.telling.lists import joined
from services.resume.telling.naming import name_of
from services.resume.telling.nouns import with_article
from services.resume.telling.sentences import about, sentence, to_third

WHOLE_ENTRY = (
    Kind.TITLE,
    Kind.DATE,
    Kind.PLACE,
    Kind.ORGANIZATION,
    Kind.LEVEL,
    Kind.TENURE,
)
THINGS = {
    "projects": "the project",
    "publications": "the publication",
    "awards": "the award",
}
TOLD_OF_PERSON = ("experience", "volunteer", "education", "projects")
CALLED_SKILLS = re.compile(
    r"(?:skills?|tools?|techniques|methods|languages|instruments)$", re.I
)
NUMBER = re.compile(r"[\d.,]+(?:\s*/\s*[\d.]+)?$")
CALLED_GRADE = re.compile(r"(?:gpa|grade|score|mark|average|final)\b", re.I)
HONOURS = re.compile(
    r"(?:distinction|merit|honou?rs|credit|cum laude|summa|magna)", re.I
)
MOST_PATHS = 6


def read(scene: Scene, fact: Fact) -> Said:
    """The fact as one sentence."""
    if not fact.entry:
        profile = fact.kind is Kind.PROFILE
        text = to_third(fact.text, scene.library.person) if profile else fact.sentence
        return say(text, fact.path)
    entry = scene.entry(scene.library.position[fact.entry])
    if fact.kind in WHOLE_ENTRY:
        return say(entry_sentence(entry, scene.voice), entry.path)
    if fact.kind in (Kind.SUMMARY, Kind.HIGHLIGHT):
        return say(_line(scene, entry, fact), fact.path)
    tell = BY_KIND.get(fact.kind)
    text = tell(scene, entry, fact.text) if tell else fact.sentence
    return say(text, fact.path)


def _line(scene: Scene, entry: Entry, fact: Fact) -> str:
    """A line of an entry as a sentence; the summary of a thing is about the thing."""
    person = scene.library.person
    of_thing = entry.section in THINGS or entry.section not in TOLD_OF_PERSON
    if of_thing and fact.kind is Kind.SUMMARY:
        return about(fact.text, person, THINGS.get(entry.section, "it"))
    ongoing = bool(entry.period and entry.period.ongoing)
    return sentence(fact.text, person, ongoing=ongoing)


def about_entry(scene: Scene, at: int) -> Said:
    """The entry in one sentence: what, where and when."""
    entry = scene.entry(at)
    return say(entry_sentence(entry, scene.voice), entry.path)


def one_entry(scene: Scene, at: int) -> Outcome:
    """The answer that is one entry in one sentence."""
    return Outcome((about_entry(scene, at),), scene.entry(at).section, (at,))


def told(scene: Scene, at: int, *, limit: int = 3) -> list[Said]:
    """What the entry's own sentences say: its summary, then its highlights."""
    facts = scene.library.facts.get(scene.entry(at).id, ())
    chosen = [f for f in facts if f.kind is Kind.SUMMARY]
    chosen += [f for f in facts if f.kind is Kind.HIGHLIGHT]
    return [read(scene, fact) for fact in chosen[:limit]]


def keyword(scene: Scene, entry: Entry, text: str) -> str:
    """A sentence on a keyword of an entry.

    "Ventilator management is among her critical care skills, at expert level."
    """
    v = scene.voice
    start = upper_opening(text) if text[1:2].islower() else text
    if entry.section == "skills":
        unnamed = text == entry.title or entry.title in ("Skills", "Other")
        kind = "skills" if unnamed else group(entry)
        level = f", at {entry.role.lower()} level" if entry.role else ""
        return f"{start} is among {v.their} {kind}{level}."
    if entry.section == "interests":
        return entry_sentence(entry, v)
    if entry.section != "projects":
        return f"{start} was part of {v.their} time at {name_of(entry)}."
    if _tool(text):
        return f"{v.They} used {text} in {entry.title}."
    return f"{entry.title} was about {text}."


def says(entry: Entry, words: str) -> str:
    """What a referee says: "Bo Lund, Head of Design, says: “…”"."""
    who, quote = entry.title, words.strip(' “”"')
    comma, several = "," if "," in who else "", " and " in who.partition(",")[0]
    return f"{who}{comma} {'say' if several else 'says'}: “{quote}”"


def group(entry: Entry) -> str:
    """The name of a skill group: "critical care skills" of one called Critical Care."""
    name = entry.title
    head = name if _kept_capital(name) else name.lower()
    return head if CALLED_SKILLS.search(name) else f"{head} skills"


def _kept_capital(name: str) -> bool:
    """Whether a name is an acronym or a proper noun in the middle."""
    return any(w.isupper() and len(w) > 1 for w in name.split()) or bool(
        re.search(r"[a-z][A-Z]|\d", name)
    )


def _tool(text: str) -> bool:
    return text[:1].isupper() or any(c.isdigit() for c in text)


def course(scene: Scene, entry: Entry, text: str) -> str:
    """A sentence on a course: "Her courses at Nova included chemistry."."""
    ongoing = bool(entry.period and entry.period.ongoing)
    verb = "include" if ongoing else "included"
    at = entry.organization or "university"
    return f"{scene.voice.Their} courses at {at} {verb} {text}."


def grade(scene: Scene, entry: Entry, text: str) -> str:
    """A sentence on a grade: "Her grade in the BSc in Nursing was 3.7."."""
    v = scene.voice
    course = f"the {entry.role}" if entry.role else ""
    what = f" in {course}" if course else f" at {entry.organization}"
    if NUMBER.match(text):
        return f"{v.Their} grade{what} was {text}."
    if CALLED_GRADE.match(text):
        return f"{v.Their} result{what}: {text}."
    bare = HONOURS.match(text) or text.casefold().endswith(("honours", "honors"))
    result = text if bare else with_article(text)
    finished = course or "the course"
    return f"{v.They} finished {finished} at {entry.organization} with {result}."


def listing(scene: Scene, positions: tuple[int, ...], limit: int = 6) -> str:
    """Names of entries in one breath, each once."""
    names = list(dict.fromkeys(name_of(scene.entry(i)) for i in positions))
    more = len(names) - limit
    if more > 0:
        names = [*names[:limit], f"{more} more"]
    return joined(names)


def paths(scene: Scene, positions: Sequence[int]) -> tuple[str, ...]:
    """The résumé paths of the first entries."""
    return tuple(scene.entry(i).path for i in positions[:MOST_PATHS])


BY_KIND: Mapping[Kind, Callable[[Scene, Entry, str], str]] = {
    Kind.KEYWORD: keyword,
    Kind.COURSE: course,
    Kind.SCORE: grade,
    Kind.QUOTE: lambda scene, entry, text: says(entry, text),
}
"""How a fact of a kind is told of its entry."""

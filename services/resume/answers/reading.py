"""Facts read out: each as a full sentence about the person, with its path."""

from __future__ import annotations

import re

from services.models.fact import Fact, Kind
from services.models.resume import Entry
from services.resume.answers.outcome import Outcome, Said, say
from services.resume.answers.scene import Scene
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
LONGEST = 38
"""Words of one fact read out."""


def read(scene: Scene, fact: Fact) -> Said:
    """The fact as one sentence."""
    entry = scene.entries[scene.library.position[fact.entry]] if fact.entry else None
    person = scene.library.person
    if entry is None:
        said = (
            to_third(fact.text, person) if fact.kind is Kind.PROFILE else fact.sentence
        )
        return say(said, fact.path)
    if fact.kind is Kind.KEYWORD:
        return say(keyword(scene, entry, fact.text), fact.path)
    if fact.kind is Kind.COURSE:
        return say(course(scene, entry, fact.text), fact.path)
    if fact.kind is Kind.SCORE:
        return say(grade(scene, entry, fact.text), fact.path)
    if fact.kind is Kind.QUOTE:
        return say(says(entry, fact.text), fact.path)
    if fact.kind in WHOLE_ENTRY:
        return say(entry_sentence(entry, scene.voice), entry.path)
    if fact.kind in (Kind.SUMMARY, Kind.HIGHLIGHT):
        return say(_line(scene, entry, fact), fact.path)
    return say(fact.sentence, fact.path)


def _line(scene: Scene, entry: Entry, fact: Fact) -> str:
    """A line of an entry as a sentence; with the employer where it has no place."""
    person = scene.library.person
    ongoing = bool(entry.period and entry.period.ongoing)
    if (
        entry.section in ("projects", "publications", "awards", "certifications")
        or entry.section not in TOLD_OF_PERSON
    ) and fact.kind is Kind.SUMMARY:
        return about(fact.text, person, THINGS.get(entry.section, "it"))
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
    """ "Ventilator management is among her critical care skills, at expert level."."""
    v = scene.voice
    start = text[:1].upper() + text[1:] if text[1:2].islower() else text
    if entry.section == "skills":
        level = f", at {entry.role.lower()} level" if entry.role else ""
        if text == entry.title or entry.title in ("Skills", "Other"):
            return f"{start} is among {v.their} skills{level}."
        return f"{start} is among {v.their} {group(entry)}{level}."
    if entry.section == "interests":
        return entry_sentence(entry, v)
    if entry.section == "projects":
        return (
            f"{v.They} used {text} in {entry.title}."
            if _tool(text)
            else f"{entry.title} was about {text}."
        )
    return f"{start} was part of {v.their} time at {name_of(entry)}."


def says(entry: Entry, words: str) -> str:
    """What a referee says: "Bo Lund, Head of Design, says: “…”"."""
    comma = "," if "," in entry.title else ""
    quote = words.strip(' “”"')
    return f"{entry.title}{comma} says: “{quote}”"


def group(entry: Entry) -> str:
    """ "critical care skills" of a skill group called Critical Care."""
    name = entry.title
    head = name if _kept_capital(name) else name.lower()
    if re.search(
        r"(?:skills?|tools?|techniques|methods|languages|instruments)$", name, re.I
    ):
        return head
    return f"{head} skills"


def _kept_capital(name: str) -> bool:
    """Whether a name is an acronym or a proper noun in the middle."""
    return any(w.isupper() and len(w) > 1 for w in name.split()) or bool(
        re.search(r"[a-z][A-Z]|\d", name)
    )


def _tool(text: str) -> bool:
    return text[:1].isupper() or any(c.isdigit() for c in text)


def course(scene: Scene, entry: Entry, text: str) -> str:
    v = scene.voice
    ongoing = bool(entry.period and entry.period.ongoing)
    subject = f"{v.Their} courses at {entry.organization or 'university'}"
    return f"{subject} {'include' if ongoing else 'included'} {text}."


def grade(scene: Scene, entry: Entry, text: str) -> str:
    """ "Her grade in the BSc in Nursing was 3.7."."""
    v = scene.voice
    what = f" in {_the(entry.role)}" if entry.role else f" at {entry.organization}"
    number = bool(re.match(r"[\d.,]+(?:\s*/\s*[\d.]+)?$", text))
    if number:
        return f"{v.Their} grade{what} was {text}."
    if re.match(r"(?:gpa|grade|score|mark|average|final)\b", text, re.I):
        return f"{v.Their} result{what}: {text}."
    return f"{v.They} finished {_the(entry.role) or 'the course'} at {entry.organization} with {_result(text)}."


def _the(role: str) -> str:
    return f"the {role}" if role else ""


def _result(text: str) -> str:
    if re.match(
        r"(?:distinction|merit|honou?rs|credit|cum laude|summa|magna)", text, re.I
    ):
        return text
    return with_article(text)


def listing(scene: Scene, positions: tuple[int, ...], limit: int = 6) -> str:
    """Names of entries in one breath, each once."""
    names = list(dict.fromkeys(name_of(scene.entry(i)) for i in positions))
    more = len(names) - limit
    if more > 0:
        names = [*names[:limit], f"{more} more"]
    return joined(names)


def paths(scene: Scene, positions: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(scene.entry(i).path for i in positions[:6])


def short(text: str) -> bool:
    return len(text.split()) <= LONGEST

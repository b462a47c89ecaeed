"""Facts read out: each as a full sentence about the person, with its path."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from services.models.fact import Fact, Kind
from services.models.resume import Entry
from services.resume.answers.notes import is_note, note, of_award
from services.resume.answers.outcome import Outcome, Said, say
from services.resume.answers.scene import Scene
from services.resume.answers.wording import upper_opening
from services.resume.telling.bodies import apart, called
from services.resume.telling.closing import closed
from services.resume.telling.entries import entry_sentence
from services.resume.telling.lists import joined
from services.resume.telling.naming import name_of
from services.resume.telling.nouns import HAS_ARTICLE, with_article
from services.resume.telling.posts import BEFORE, is_role, post_of
from services.resume.telling.quoting import better_quoted, quoted
from services.resume.telling.referees import referee
from services.resume.telling.sentences import about, sentence, to_third
from services.resume.telling.skill_groups import (
    among,
    group_name,
    level_tail,
    several,
)
from services.resume.telling.skill_lists import bears, lists_under
from services.resume.telling.studies import course_of
from services.resume.telling.voice import Voice, of_them

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
MADE = ("projects", "publications")
TOLD_OF_PERSON = ("experience", "volunteer", "education", "projects")
LICENCE = re.compile(r"\blicen[cs]e$", re.I)
PROJECT = re.compile(r"\bprojects?$", re.I)
NUMBER = re.compile(r"[\d.,]+(?:\s*%|\s*(?:/|of|out of)\s*[\d.]+)?(?=$|[\s,;(])")
OUT_OF = re.compile(r"([\d.,]+)\s*(?:/|out of|of)\s*([\d.]+)")
GPA = re.compile(r"([\d.,]+) (?:GPA|gpa)")
LATIN = re.compile(r"(?:(?:summa|magna|insigni) )?cum laude\b", re.I)
FIRST_CLASS = re.compile(
    r"(?:first|second|third|upper second|lower second)[- ]class", re.I
)
CALLED_GRADE = re.compile(r"(?:gpa|grade|score|mark|average|final)\b", re.I)
HONOURS = re.compile(
    r"(?:distinction|merit|honou?rs|credit|cum laude|summa|magna)", re.I
)
MOST_PATHS = 6


def read(scene: Scene, fact: Fact) -> Said:
    """The fact as one sentence."""
    if not fact.entry:
        return say(_of_profile(scene, fact), fact.path)
    entry = scene.entry(scene.library.position[fact.entry])
    if fact.kind in WHOLE_ENTRY:
        return say(entry_sentence(entry, scene.voice), entry.path)
    if fact.kind in (Kind.SUMMARY, Kind.HIGHLIGHT):
        line = _line(scene, entry, fact)
        return say(_told_or_quoted(scene, fact, line, entry.section), fact.path)
    if fact.kind is Kind.FIELD and is_note(fact.path):
        return say(note(entry, fact.text, scene.library.person), fact.path)
    tell = BY_KIND.get(fact.kind)
    text = tell(scene, entry, fact.text) if tell else fact.sentence
    return say(text, fact.path)


def _of_profile(scene: Scene, fact: Fact) -> str:
    """What the profile says; a headline that is a role is what somebody is."""
    v = scene.voice
    if fact.kind is Kind.PROFILE:
        told = to_third(fact.text, scene.library.person)
        return _told_or_quoted(scene, fact, told, "profile")
    headline = fact.text == scene.library.resume.profile.headline
    if fact.kind is Kind.TITLE and headline and is_role(fact.text):
        return closed(f"{v.They} {v.is_} {held(fact.text, v)}")
    return of_them(fact.sentence, v) if fact.path.endswith(".name") else fact.sentence


def _told_or_quoted(scene: Scene, fact: Fact, told: str, section: str) -> str:
    """The sentence, or the line as it stands where that sounds better."""
    if better_quoted(fact.text, told, section):
        return quoted(fact.text, scene.voice.Their)
    return told


def held(headline: str, v: Voice) -> str:
    """What a headline says somebody is, and what they were before."""
    now, *before = BEFORE.split(headline)
    told = post_of(now.strip(" ,")).said
    if len(before) != 1 or not now.strip(" ,"):
        return post_of(headline).said
    return f"{told} and {v.was} formerly {post_of(before[0]).said}"


def _line(scene: Scene, entry: Entry, fact: Fact) -> str:
    """A line of an entry as a sentence; the summary of a thing is about the thing."""
    person = scene.library.person
    of_thing = entry.section in THINGS or entry.section not in TOLD_OF_PERSON
    if entry.section == "awards" and fact.kind is Kind.SUMMARY:
        return of_award(fact.text, person)
    if of_thing and fact.kind is Kind.SUMMARY:
        thing = THINGS.get(entry.section, "it")
        return about(fact.text, person, thing, over=_is_over(entry))
    ongoing = bool(entry.period and entry.period.ongoing)
    return sentence(fact.text, person, ongoing=ongoing, of_thing=entry.section in MADE)


def _is_over(entry: Entry) -> bool:
    """Whether a project has ended; a text stays what it is."""
    period = entry.period
    ended = bool(period and period.end and not period.ongoing)
    return entry.section == "projects" and ended


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
        if not unnamed and not bears((text,), entry.title):
            return lists_under((text,), entry.title, entry.role, v)
        where = f"among {v.their} skills" if unnamed else among(entry.title, v)
        be = "are" if several(text) else "is"
        start = f"{start}," if "," in start.split("(")[0] else start
        return f"{start} {be} {where}{level_tail(entry.role, v)}."
    if entry.section == "interests":
        return entry_sentence(entry, v)
    if entry.section != "projects":
        return f"{start} was part of {v.their} time at {name_of(entry)}."
    return _of_project(scene, entry, text)


def _of_project(scene: Scene, entry: Entry, text: str) -> str:
    """A sentence on a keyword of a project: "Bruchbude was a card game project."."""
    v, period = scene.voice, entry.period
    be = "was" if period and period.end and not period.ongoing else "is"
    if LICENCE.search(text):
        return f"{entry.title} {be} under {_the(text)}."
    if _tool(text):
        return f"{v.They} used {text} in {entry.title}."
    kind = text if PROJECT.search(text) else f"{text} project"
    return f"{entry.title} {be} {with_article(kind)}."


def says(entry: Entry, words: str) -> str:
    """What a referee says: "Bo Lund, Head of Design, says: “…”"."""
    who, quote = entry.title, words.strip(' “”"')
    several = " and " in who.partition(",")[0]
    return f"{referee(who)} {'say' if several else 'says'}: “{quote}”"


def group(entry: Entry) -> str:
    """The name of a skill group: "critical care skills" of one called Critical Care."""
    return group_name(entry.title)


def _the(name: str) -> str:
    return name if HAS_ARTICLE.match(name) else f"the {name}"


def _tool(text: str) -> bool:
    return text[:1].isupper() or any(c.isdigit() for c in text)


def course(scene: Scene, entry: Entry, text: str) -> str:
    """A sentence on a course: "Her courses at Nova included chemistry."."""
    ongoing = bool(entry.period and entry.period.ongoing)
    verb = "include" if ongoing else "included"
    at = apart(entry.organization) if entry.organization else "university"
    return f"{scene.voice.Their} courses at {at} {verb} {text}."


def grade(scene: Scene, entry: Entry, text: str) -> str:
    """A sentence on a grade: "Her grade in the BSc in Nursing was 3.7."."""
    v, at = scene.voice, called(entry.organization)
    course = f"the {course_of(entry).name}" if entry.role else ""
    what = f" in {course}" if course else f" at {at}"
    if NUMBER.match(text) and not GPA.fullmatch(text):
        said = OUT_OF.sub(r"\1 out of \2", text)
        return f"{v.Their} grade{what} was {said}."
    if gpa := GPA.fullmatch(text):
        return f"{v.Their} GPA{what} was {gpa[1]}."
    if CALLED_GRADE.match(text):
        return f"{v.Their} result{what}: {text}."
    at = f"{at}," if "," in at else at
    finished = f"{v.They} finished {course or 'the course'} at {at}"
    if LATIN.match(text):
        return f"{finished} {text.lower()}."
    if text.lower().startswith("passed with "):
        return f"{finished} {text[len('passed ') :]}."
    if FIRST_CLASS.fullmatch(text):
        return f"{finished} with {text.lower()} honours."
    bare = HONOURS.match(text) or text.casefold().endswith(("honours", "honors"))
    if not bare and not text.isascii():
        return f"{finished} with the grade “{text}”."
    return f"{finished} with {text if bare else with_article(text)}."


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

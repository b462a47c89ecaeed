"""Whether something goes on."""

from __future__ import annotations

import re

from services.resume.answers.outcome import Outcome, Said, of_entry, say
from services.resume.answers.reading import about_entry, read
from services.resume.answers.scene import Scene
from services.resume.answers.wording import lower_opening
from services.resume.questions.patterns import any_of
from services.resume.telling.entries import entry_sentence
from services.resume.telling.naming import name_of

EXPIRY = re.compile(r"expir|valid|until|\bend", re.I)
ENDING = re.compile(r"\b(?:laps|expir|renew)\w*|\bvalid (?:until|to)\b", re.I)
LASTING = ("experience", "volunteer", "projects", "education")
UNFINISHED = any_of(
    "not completed",
    "incomplete",
    "unfinished",
    "not finished",
    "dropped out",
    "discontinued",
    "withdr[ae]wn?",
    "left early",
    "first year only",
    flags=re.I,
)
STILL = any_of(
    r"\b(?:is|was|does|do|did|has|can|will) (?:\w+ ){1,5}?still\b(?! active licen)",
    r"\bthey still\b|^still\b",
    r"\b(?:is|was) (?:it|that|this|the \w+|they \w+)?\s?.*\b(?:finished|completed?|"
    "ongoing|done with|over|current|discontinued|running|in progress|closed|"
    "live|active)$",
    r"\bany ?more\b",
    r"\bvalid\b",
    r"\bexpired?\b",
    r"\bno longer\b",
    r"\bis (?:it|that|this) (?:current|ongoing|over|finished|done)\b",
    r"\bhas they (?:finished|completed|left|quit|stopped)\b",
    r"\bdid they (?:finish|complete|quit|leave|stop)\b(?!.*\bwhen\b)",
)
STILL_STUDYING = any_of(
    r"\bstill (?:in|at|going to) (?:school|college|university|uni)\b",
    r"\bstill (?:a student|studying|in education)\b",
)
FINISHED = any_of(
    r"\b(?:finish\w*|complet\w*|over|done|closed|left|quit|stopped|"
    r"discontinued|leave|stop)\b",
)
"""Where the question asks for the end, so that "yes" means that it is over."""
PLANNED = any_of(
    r"\b(?:planned|expected|due|will|until|launch|by 20\d\d|for 20\d\d)\b",
)
ASKING = frozenset({"still", "run", "finish", "complet"})
"""Stems of asking whether something goes on, which tell nothing of it."""
SURE = 0.6
"""Score from which a name in the question is meant."""
LEAST_OWN = 0.5


def still(scene: Scene) -> Outcome | None:
    """Whether what was named goes on."""
    q = scene.question
    if not q.has(STILL) or not q.polar:
        return None
    if q.has(STILL_STUDYING):
        return still_studying(scene)
    here = _meant(scene)
    if here is None:
        return None
    if scene.entry(here).section == "certifications":
        return valid(scene, here)
    going = next((i for i in _alike(scene, here) if scene.goes_on(i)), None)
    return _told(scene, here if going is None else going)


def _line_on_validity(scene: Scene, at: int) -> Outcome | None:
    """A line of the certificate that tells of its end; None without one."""
    lines = (f for f in scene.facts(at) if ENDING.search(f.text))
    line = next(lines, None)
    if line is None:
        return None
    return of_entry(scene.entry(at), at, read(scene, line).text)


def valid(scene: Scene, at: int) -> Outcome:
    """Until when a certificate holds, where the owner wrote it."""
    entry = scene.entry(at)
    until = next((v for k, v in entry.facts.items() if EXPIRY.search(k)), "")
    if not isinstance(until, str) or not until:
        if told := _line_on_validity(scene, at):
            return told
        text = f"The résumé doesn't say how long {name_of(entry)} is valid."
        more = about_entry(scene, at)
        return Outcome((say(text), more), entry.section, (at,))
    year = re.search(r"\b(?:19|20)\d\d\b", until)
    over = year is not None and int(year[0]) < scene.today.year
    yes = (
        ("No, it ran" if over else "Yes, it runs")
        if scene.question.polar
        else ("It ran" if over else "It runs")
    )
    text = f"{yes} until {until}."
    return Outcome(
        (say(text, entry.path), about_entry(scene, at)), entry.section, (at,)
    )


def _meant(scene: Scene) -> int | None:
    """The dated entry that is named, or that has the question's words."""
    q = scene.question
    here = next((i for i in scene.named if scene.entry(i).period), None)
    if scene.own and q.targets and q.targets[0].score < SURE:
        here = None
    if here is None and q.stems:
        here = _nearest(scene)
    return here


def _alike(scene: Scene, here: int) -> list[int]:
    """The dated ones of the named entries that are of the same organisation."""
    of = scene.entry(here).organization
    pool = [i for i in (*scene.named, here) if scene.entry(i).period]
    return [i for i in pool if scene.entry(i).organization == of]


def _told(scene: Scene, at: int) -> Outcome:
    """Yes or no, and the entry in a sentence."""
    entry, goes_on = scene.entry(at), scene.goes_on(at)
    finished = scene.question.has(FINISHED)
    texts = f"{entry.title} {entry.role} {entry.description}"
    yes = goes_on != finished and not (finished and UNFINISHED.search(texts))
    sentence = lower_opening(entry_sentence(entry, scene.voice))
    if goes_on and finished:
        sentence = f"it is still going on: {sentence}"
    said = [say(f"{'Yes' if yes else 'No'}, {sentence}", entry.path)]
    if goes_on and entry.section == "projects":
        said += _plans(scene, at)
    return Outcome(tuple(said), entry.section, (at,))


def _plans(scene: Scene, at: int) -> list[Said]:
    """What the entry says of its future."""
    planned = [f for f in scene.facts(at) if PLANNED.search(f.text)]
    return [say(f.sentence, f.path) for f in planned[:1]]


def _nearest(scene: Scene) -> int | None:
    """The dated entry whose facts have the question's words."""
    stems = scene.question.stems - ASKING
    for hit in scene.evidence.ranked(stems, scene.question.whole, limit=3):
        if not hit.fact.entry or hit.own < LEAST_OWN:
            continue
        at = scene.library.position[hit.fact.entry]
        if scene.entry(at).period and scene.entry(at).section in LASTING:
            return at
    return None


def still_studying(scene: Scene) -> Outcome:
    """Whether a course of study goes on, and the newest one."""
    now = tuple(i for i in scene.section("education") if scene.goes_on(i))
    if now:
        entry = scene.entry(now[0])
        sentence = lower_opening(entry_sentence(entry, scene.voice))
        return Outcome((say(f"Yes, {sentence}", entry.path),), "education", now)
    last = scene.newest_first(scene.section("education"))[:1]
    none = say("No, no course of study is going on.")
    return Outcome((none, *(about_entry(scene, i) for i in last)), "education", last)

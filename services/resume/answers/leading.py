"""People led: how many, and whether any."""

from __future__ import annotations

import re

from services.language.stems import singular
from services.models.fact import Amount, Fact, Kind
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.reading import read
from services.resume.answers.scene import Scene
from services.resume.answers.wording import lower_opening
from services.resume.questions.patterns import any_of
from services.resume.reading.text import clean, words
from services.resume.telling.noun_kinds import is_person, is_plural

HOW_MANY = any_of(
    r"\bhow (?:many|big|large)\b.*\b(?:team|staff|reports?|employees|crew|"
    r"department|subordinates)\b",
    r"\b(?:how many|number of) people\b.*\b(?:report|reports|reported|under they|"
    r"in they team|on they team|work for they|in charge|responsible|in they \w+)\b",
    r"\bhow (?:many|big|large)\b.*\bthey (?:manage|lead|supervise|led|managed|"
    r"supervised|run|head|oversee|line manage)\b",
    r"\b(?:team size|headcount)\b",
    r"\bwhat size\b.*\b(?:team|staff|crew|department)\b",
    r"\bsize of (?:they|the) team\b",
)
ANY = any_of(
    r"\b(?:manag\w+|lead|led|leading|supervis\w+|direct\w*|head\w*|run|oversee\w*)"
    " (?:a |any |other |of )*(?:people|staff|team|teams|employees|others|"
    r"anyone|crew|crews|department)\b",
    r"\bleadership(?: experience| skills| role| roles)?\b",
    r"\b(?:people|staff|team) (?:manage(?:ment|r)|lead\w*)\b",
    r"\banyone (?:under|below|reporting)\b",
    r"\bdirect reports?\b",
    r"\bmanagement experience\b",
    r"\bbeen (?:a |the )?(?:boss|manager|supervisor|team lead)\b",
    r"\bin charge of (?:people|staff|a team|others|anyone)\b",
    r"\bresponsib\w+ for (?:people|staff|others)\b",
)
LEADS = any_of(
    r"\b(?:lead|leads|led|leading|manag(?:e|es|ed|ing)|supervis(?:e|es|ed|"
    "ing)|head(?:s|ed|ing)?|run|runs|ran|oversee(?:s|n)?|oversaw|in charge|"
    "responsible|team of|desk of|crew of|staff of|train(?:s|ed)?|coach(?:es|"
    r"ed)?|mentor(?:s|ed)?|precept(?:s|ed)?|command(?:s|ed)?)\b",
    r"\b(?:under|report(?:s|ing)? to) (?:me|her|him|them)\b",
    flags=re.I,
)
PEOPLE = any_of(
    r"\b(?:people|staff|team|teams|engineers?|nurses|reporters|curators?|registrar|"
    "volunteers|students|employees|workers|colleagues|hygienists?|apprentices|"
    "officers|members|technicians|developers|designers|analysts|carpenters|"
    "trades|assistants|drivers|cooks|chefs|players|teachers|lawyers|paralegals|"
    "researchers|men|women|crew|interns|trainees|firefighters|planners|specialists|"
    "associates|consultants|accountants|agents|managers|supervisors|leads?|"
    r"juniors|seniors|graduates|hires|reports)\b",
    flags=re.I,
)
MINE = any_of(
    r"\b(?:lead|leads|led|manag\w+|supervis\w+|head\w*|team of|desk of|crew "
    r"of|staff of|in charge|command\w*|runs?|overs\w+)\b",
    flags=re.I,
)
LIKELY = 0.4
"""How likely a fact answers that goes before newer ones."""
CERTAIN = 0.72
"""Score from which a name was surely meant."""
SERVED = frozenset(
    "visitor customer client patient guest donor user reader listener subscriber "
    "viewer attendee buyer passenger resident tenant child spectator fan".split()
)
"""Persons whom somebody does something for, and does not lead."""
PAST = re.compile(r"\b(?:was|were|did|had)\b")
WITH_TEAMS = ("experience", "projects", "volunteer")
LINES = (Kind.HIGHLIGHT, Kind.SUMMARY)
TEAM_OF = re.compile(
    r"\b(?:team|desk|crew|staff|department|brigade|squad) of "
    r"(?!(?:an?|the|my|our)\b)\w+",
    re.I,
)


def team(scene: Scene) -> Outcome | None:
    """The fact that tells how many people are led, the newest first."""
    return led(scene) if scene.question.has(HOW_MANY) else None


def led(scene: Scene) -> Outcome | None:
    """The newest fact with a number of people who are led; None without one."""
    found = [f for f in _facts(scene) if _counts_people(f)]
    chances = scene.chances if len(found) > 1 else None
    if chances is not None:
        found.sort(key=lambda f: chances.of(f) < LIKELY)
    return _told(scene, found)


def leadership(scene: Scene) -> Outcome | None:
    """Whether people were led, with the fact that shows it."""
    q = scene.question
    if not (q.polar or not q.asking) or not q.has(ANY) or scene.own:
        return None
    found = sorted(_facts(scene), key=lambda f: not _counts_people(f))
    return _told(scene, found, yes=q.polar)


def _facts(scene: Scene) -> list[Fact]:
    """Lines about leading people, of the newest entries first."""
    newest = scene.newest_first(range(len(scene.entries)))
    order = {scene.entry(i).id: n for n, i in enumerate(newest)}
    found = [f for f in scene.evidence.facts if _of_leading(f)]
    spoken_of = scene.topic if scene.question.has(PAST) else ()
    if meant := scene.named or spoken_of:
        within = {scene.entry(i).id for i in meant}
        inside = [f for f in found if f.entry in within]
        found = inside if inside or _surely_named(scene) else found
    return sorted(found, key=lambda f: (not MINE.search(f.text), order[f.entry]))


def _surely_named(scene: Scene) -> bool:
    """Whether what is asked about is named by more than a word of its name."""
    targets = scene.question.targets
    return not targets or targets[0].score >= CERTAIN


def _of_leading(fact: Fact) -> bool:
    """Whether a line tells of people who are led."""
    line = fact.kind in LINES and fact.entry and fact.about in WITH_TEAMS
    if not line or not LEADS.search(fact.text):
        return False
    return bool(PEOPLE.search(fact.text)) or _counts_people(fact)


def _counts_people(fact: Fact) -> bool:
    """Whether a line has a number of people or the size of a team."""
    counted = any(
        isinstance(v.data, Amount) and _of_people(f"{v.data.unit} {v.text}")
        for v in fact.values
    )
    return counted or bool(TEAM_OF.search(fact.text))


def _of_people(counted: str) -> bool:
    """Whether what is counted is people: "17 technicians", "4 registrars"."""
    named = {singular(w) for w in words(clean(counted)) if is_plural(w)} - SERVED
    return bool(PEOPLE.search(counted)) or any(map(is_person, named))


def _told(scene: Scene, found: list[Fact], *, yes: bool = False) -> Outcome | None:
    if not found:
        return None
    said = read(scene, found[0])
    if yes:
        said = say(f"Yes: {lower_opening(said.text)}", *said.paths)
    at = scene.library.position[found[0].entry]
    return Outcome((said,), scene.entry(at).section, (at,))

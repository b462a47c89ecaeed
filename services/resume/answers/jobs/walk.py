"""The whole career, told in order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.resume.answers.outcome import Outcome, say
from services.resume.answers.reading import paths
from services.resume.answers.scene import Scene
from services.resume.facts.employers import Employer
from services.resume.questions.patterns import any_of
from services.resume.telling.naming import place_of
from services.resume.telling.nouns import as_post

WALK = any_of(
    r"\b(?:walk|talk|take|run|guide|lead) (?:me|us) through (?:they|the)?",
    r"\bcareer (?:path|so far|story|history|progress\w*|journey|development|"
    "timeline|trajectory|in (?:a|one|short|brief|order)|overview|steps|moves|"
    r"arc)\b",
    r"\bprogress(?:ed|ion)\b",
    r"\bhow did they (?:get (?:here|to where|to this|there|from)|end up|come "
    r"to|become|work they way|rise|move up|develop)\b",
    r"\btimeline\b",
    r"\bprofessional journey\b",
    r"\bstory so far\b",
    r"\bthey (?:whole |entire |full )?career(?: so far| to date| up to now|"
    " in order| please| summary| in short| in brief)*$",
    r"\bfrom the (?:start|beginning)\b",
    r"\b(?:jobs|roles|positions|posts|work|employers)\b.*"
    r"\b(?:oldest|earliest|first ones?) first\b",
    r"\border\b.*\b(?:jobs|roles|positions|posts|employers)\b",
    r"\b(?:jobs|roles|positions|posts|employers)\b.*\b(?:in|by) "
    r"(?:the )?(?:right |chronological |time )?order\b",
    r"\bhow (?:has|did) they career\b",
    r"\bthey (?:work|job|employment) history$",
    r"\bworked they way up\b",
    r"\bwhat has they (?:been doing|done)(?: so far| until now| up to now|"
    r" in (?:they|the) (?:career|past)| all (?:they|these) \w+| since then)"
    "*$",
)
WHOLE = re.compile(r"career|history")
MOST_STOPS = 4
PLURAL_VERBS = {" have been": " has been", " were": " was"}


def walk(scene: Scene) -> Outcome | None:
    """The career in order, unless only some entries of it are named."""
    q = scene.question
    some = 0 < len(scene.own) < 3 and not q.has(WHOLE)
    other = bool(q.sections) and "experience" not in q.sections
    if not q.has(WALK) or some or other or (scene.leans and q.refers):
        return None
    return career_told(scene)


def career_told(scene: Scene) -> Outcome | None:
    """The career in order, several roles at one employer in one breath."""
    stops = [e for e in scene.career.employers if e.roles]
    if not stops:
        return None
    told = _most_telling(stops)
    hits = tuple(scene.at(r) for employer in reversed(told) for r in employer.roles)
    parts = [_stop(employer) for employer in told]
    text = _only_stop(scene, parts[0]) if len(parts) == 1 else _in_order(scene, parts)
    return Outcome(
        (say(text, *paths(scene, hits)),),
        "experience",
        scene.newest_first(hits),
        listing=True,
    )


def _only_stop(scene: Scene, part: str) -> str:
    """A sentence on the only stop: "Ana has been an optician at Lux since 2019."."""
    v = scene.voice
    verb = f"{v.has} been" if scene.career.employers[-1].ongoing else v.was
    text = f"{v.whom if not v.first_person else 'I'} {verb} {part}."
    if v.plural:
        for many, one in PLURAL_VERBS.items():
            text = text.replace(many, one, 1)
    return text


def _in_order(scene: Scene, parts: Sequence[str]) -> str:
    """A sentence on the stops: "Ana started as …, then …, and has been …."."""
    v = scene.voice
    ongoing = scene.career.employers[-1].ongoing
    *middle, last = parts[1:]
    has = v.has if v.first_person else "has"
    end = f"and {has} been {last}" if ongoing else f"and then {last}"
    between = "".join(f", then {part}" for part in middle)
    return f"{v.whom} started as {parts[0]}{between}, {end}."


def _stop(employer: Employer) -> str:
    """The roles at one employer, with the years.

    "a nurse and then a charge nurse at Lux from 2014 to 2019"
    """
    at = f"at {employer.name}" if place_of(employer.roles[-1]) else ""
    parts = (_roles(employer) or "working", at, _years(employer))
    return " ".join(filter(None, parts))


def _roles(employer: Employer) -> str:
    names = [r.role for r in employer.roles if r.role]
    if not names:
        return ""
    last = as_post(names[-1])
    if names[0] == names[-1]:
        return last
    return f"{as_post(names[0])} and then {last}"


def _years(employer: Employer) -> str:
    since, last = employer.first, employer.last
    if since is None:
        return ""
    if last and last.year == since.year:
        return f"in {since.year}"
    if last:
        return f"from {since.year} to {last.year}"
    return f"since {since.year}" if employer.ongoing else f"from {since.year}"


def _most_telling(stops: Sequence[Employer]) -> Sequence[Employer]:
    """At most four employers: the first, and the last three."""
    return stops if len(stops) <= MOST_STOPS else [stops[0], *stops[1 - MOST_STOPS :]]

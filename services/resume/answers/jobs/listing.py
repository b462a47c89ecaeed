"""All jobs, those of a kind, or the roles at one employer."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby

from services.models.resume import Entry
from services.resume.answers.evidence import stems_of
from services.resume.answers.lists.telling import listed as entries_listed
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.reading import paths
from services.resume.answers.scene import Scene
from services.resume.answers.wording import word_count
from services.resume.questions.patterns import any_of
from services.resume.telling.lists import counted, joined
from services.resume.telling.naming import name_of, place_of
from services.resume.telling.nouns import as_post
from services.resume.telling.occupations import goes_on
from services.resume.telling.times import when

LIST = any_of(
    r"\b(?:list|name|show|all|every|each|what|which)\b.*\b(?:jobs|positions|"
    "roles|ranks|employers|companies|workplaces|firms|titles|gigs|organi[sz]ations|"
    r"places they (?:has )?worked|places has they worked)\b",
    r"\bwhere (?:has|did|else has|else did|all has) they (?:all |ever )?work(?:ed)"
    r"?\b(?!.*\b(?:when|that time|before that|after that|during|between|19\d\d|"
    r"20\d\d)\b)",
    r"\bwho (?:has|did|else has) they work(?:ed)? (?:for|with)(?: before| "
    "so far| previously)?$",
    r"\bevery employer\b",
    "^(?:list )?(?:all )?(?:they )?(?:jobs|positions|roles|employers|work|"
    "work experience|experience|work history|employment history|employment)"
    "$",
    r"\bwhat experience does they has$",
    r"\bexperience does they has$",
    r"\bprevious (?:jobs|employers|roles|positions|work|experience)\b",
    r"\bwork experience$",
    r"\bwhat (?:has|did) they work(?:ed)? as\b",
    r"\b(?:name|list|what|which|all)\b.*\bthey (?:has |has ever |ever )?work(?:ed)"
    "? (?:for|at)(?: before| so far)?$",
    r"\b(?:what|which|list|name|all)\b.*\b(?:has|did) they (?:ever )?(?:work(?:ed)"
    "?|been|play(?:ed)?|serve[d]?) (?:at|in|for|with)(?: before| so far)?$",
    r"\bthe \w+ they (?:is|has) been (?:with|at)$",
    r"\bpast (?:jobs|roles|employers|positions)\b",
)
TITLES = re.compile(
    r"\b(?:titles|roles|positions|jobs|functions|posts|hats|ranks|grades)\b"
)
PLACES_WORKED = any_of(
    r"\b(?:what|which|list|name|all)\b.*\b(?:has|did) they (?:ever )?(?:work(?:ed)"
    "?|been|play(?:ed)?|serve[d]?) (?:at|in|for|with)(?: before| so far)?$",
    r"\bthe \w+ they (?:is|has) been (?:with|at)$",
)
ALL = re.compile(r"\b(?:all|every|each|list|name)\b")
OTHERWISE_ASKED = any_of(
    r"\bhow (?:many|long|much)\b",
    r"\blongest",
    r"\bshortest",
    r"\bbest\b",
)
JOBS_CALLED = re.compile(r"\bjobs|employers|roles|positions")
LONGEST = 46
"""Words up to which jobs are told with their places."""
SHOWN = 6


def listed(scene: Scene) -> Outcome | None:
    """All jobs, newest first, or the roles at the employer that is named."""
    q = scene.question
    if scene.forced or not q.has(LIST) or q.has(OTHERWISE_ASKED):
        return None
    if q.when and not q.has(JOBS_CALLED):
        return None
    if (jobs := scene.named_jobs()) and q.has(TITLES):
        return roles_at(scene, jobs)
    if q.has(PLACES_WORKED):
        return all_jobs(scene)
    known = frozenset().union(*(_stems(scene, i) for i in scene.section("experience")))
    wanted = q.stems & known
    if wanted and (scene.own or not q.has(ALL)):
        return _of_kind(scene, wanted)
    return all_jobs(scene)


def _of_kind(scene: Scene, wanted: frozenset[str]) -> Outcome | None:
    """Jobs and projects whose names or lines have the words: "solar jobs"."""
    for section in ("experience", "projects"):
        pool = scene.newest_first(scene.section(section))
        found = tuple(i for i in pool if wanted <= _stems(scene, i))
        if len(found) > 1:
            return entries_listed(scene, section, found)
    return None


def _stems(scene: Scene, at: int) -> frozenset[str]:
    e = scene.entry(at)
    return stems_of(f"{e.role} {e.organization} {e.location} {e.description}")


def roles_at(scene: Scene, jobs: tuple[int, ...]) -> Outcome:
    """The roles at the employer of a job, with their times where they are few."""
    employer = scene.career.employer(scene.entry(jobs[0]))
    roles = employer.roles if employer else (scene.entry(jobs[0]),)
    few = len(roles) < 4
    names = [f"{r.role} ({when(r.period)})" if few else r.role for r in roles]
    v = scene.voice
    held = joined([as_post(n) for n in names])
    text = f"At {name_of(roles[0])} {v.they} {v.was} {held}."
    hits = tuple(scene.at(r) for r in reversed(roles))
    return Outcome((say(text, *paths(scene, hits)),), "experience", hits, limit=SHOWN)


def all_jobs(scene: Scene) -> Outcome | None:
    """Every job, newest first, with its place where there is room."""
    jobs = scene.newest_first(scene.section("experience"))
    if not jobs:
        return None
    entries = [scene.entry(i) for i in jobs[:SHOWN]]
    more = len(jobs) - len(entries)
    rest = [counted(more, "earlier job", "earlier jobs")] if more > 0 else []
    text = _now_and_before(scene, entries, rest, _by_employer)
    if word_count(text) > LONGEST:
        alone = _roles_alone if scene.question.has(TITLES) else _places_alone
        text = _now_and_before(scene, entries, rest, alone)
    return Outcome(
        (say(text, *paths(scene, jobs)),),
        "experience",
        jobs,
        limit=SHOWN,
        listing=True,
    )


def _now_and_before(
    scene: Scene,
    entries: list[Entry],
    rest: list[str],
    named: Callable[[list[Entry]], list[str]],
) -> str:
    """What somebody is, and what they were before that."""
    v = scene.voice
    now = named([e for e in entries if goes_on(e)])
    before = named([e for e in entries if not goes_on(e)])
    past = [*(each for each in before if each not in now), *rest]
    if not now:
        return f"{v.They} {v.was} {joined(past)}."
    text = f"{v.They} {v.is_} {joined(now)}."
    return f"{text} Before that, {v.they} {v.was} {joined(past)}." if past else text


def _roles_alone(entries: list[Entry]) -> list[str]:
    return [as_post(e.role or name_of(e)) for e in entries]


def _places_alone(entries: list[Entry]) -> list[str]:
    places = (place_of(e) or as_post(e.role or name_of(e)) for e in entries)
    return list(dict.fromkeys(places))


def _by_employer(entries: list[Entry]) -> list[str]:
    """The roles, a row at one employer as one: "a manager and an optician at Lux"."""
    told = []
    for place, held in groupby(entries, place_of):
        roles = [as_post(e.role) if e.role else name_of(e) for e in held]
        told.append(f"{joined(roles)} {place}".strip())
    return told

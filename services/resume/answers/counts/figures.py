"""The fact whose number counts what was asked."""

from __future__ import annotations

import re

from services.models.fact import Amount, Fact, Kind
from services.resume.answers.durations.asks import HOW_LONG
from services.resume.answers.evidence import Hit, stems_of
from services.resume.answers.outcome import Outcome
from services.resume.answers.reading import read
from services.resume.answers.scene import Scene
from services.resume.questions.patterns import any_of

HOW_MANY = any_of(
    r"\bhow (?:many|much|often|big|large|far|high|fast|heavy|tall|old|wide|"
    r"deep|few)\b",
    r"\b(?:number|count|total|amount|size|share|percentage|percent) of\b",
    r"\bby how much\b",
    r"\bhow (?:\w+er|much)\b",
    r"\bwhat (?:number|percentage|percent|share|size|amount|budget|weight|"
    r"length|height)\b",
)
HEAD = any_of(
    r"\bhow (?:many|much) (?P<n>\w+)",
    r"\bhow \w+ (?:is|was) (?:the|they|a|that) (?P<m>\w+)",
)
HEAD_BONUS = 0.25
PEOPLE_ASKED = any_of(
    r"\b(?:how many|number of) (?:people|kids|children|persons|students|players|"
    r"visitors|"
    "guests|patients|members|men|women|adults|youngsters|learners|clients|"
    r"customers)\b",
)
PEOPLE = any_of(
    r"\b(?:people|kids|children|students|pupils|players|visitors|guests|patients|"
    "members|learners|clients|customers|listeners|readers|viewers|subscribers|"
    "parents|families|residents|nurses|engineers|volunteers|apprentices|staff|"
    "men|women|girls|boys|participants|attendees|spectators|users|passengers|"
    r"mentees|trainees)\b",
    flags=re.I,
)
TIMES_ONLY = re.compile(
    r"(?:[\w.,-]+ )?(?:years?|months?|weeks?|days?|hours?|minutes?)(?: .*)?", re.I
)
TIME_ASKED = any_of(
    r"\bhow (?:many|much) (?:years|months|weeks|days|hours|minutes|time)\b",
    r"\bhow (?:long|old)\b",
)
SIZE = re.compile(r"\bhow (?:big|large|high|heavy|tall|wide)\b|\bsize of\b")
SHARES = re.compile(r"%|\b(?:thirds?|half|quarters?|percent)\b")
SHARE_ASKED = re.compile(r"\b(?:percentage|percent|share|proportion)\b")
TOTAL = re.compile(
    r"\b(?:total|altogether|overall|all together|in all|so far|logbook)\b"
)
NOW = re.compile(r"^(?!.*\b(?:was|were|did|had|has)\b).*\b(?:does|is|are) they\b")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
NOW_BONUS = 0.12
"""What speaks for a fact of today where the question is about today."""
LEAST = 0.34
LEAST_INSIDE = 0.4
"""Worth from which a number is taken for the one that was asked."""
NO_COUNT = (
    Kind.DATE,
    Kind.TENURE,
    Kind.SCORE,
    Kind.LINK,
    Kind.CONTACT,
    Kind.TITLE,
)
"""Kinds of facts whose numbers count nothing."""
INSIDE_BONUS, TOTAL_BONUS, TOUCHED_BONUS, UNIT_BONUS = 0.25, 0.15, 0.2, 0.5
OWN_SHARE = 0.45
FIT_SHARE = 0.2


def figure(scene: Scene) -> Outcome | None:
    """The fact whose number counts what was asked; None where meaning is known, which
    finds it better, unless the question leans on what was said.
    """
    q = scene.question
    if not q.has(HOW_MANY) or q.has(HOW_LONG):
        return None
    if not scene.leans and scene.chances is not None:
        return None
    within = {scene.entry(i).id for i in _inside(scene)}
    best = _best(scene, within, only=scene.leans and not scene.own)
    if best is None:
        return None
    entry = best.fact.entry
    hits = (scene.library.position[entry],) if entry else ()
    section = scene.entry(hits[0]).section if hits else "about"
    sure = min(0.95, 0.4 + best.score / 2)
    return Outcome((read(scene, best.fact),), section, hits, confidence=sure)


def _inside(scene: Scene) -> tuple[int, ...]:
    """What is named, with all roles at its employer, or what was spoken of."""
    if not scene.own:
        return scene.topic if scene.leans else ()
    employer = scene.career.employer(scene.entry(scene.own[0]))
    return tuple(scene.at(r) for r in employer.roles) if employer else scene.own


def _best(scene: Scene, within: set[str], *, only: bool) -> Hit | None:
    """The fact whose number answers; those of what was named stand before others."""
    q = scene.question
    asked = q.stems or stems_of(q.text)
    telling = ((asked - _names(scene)) if within else asked) or asked
    pool = within if only and within else None
    hits = scene.evidence.ranked(telling, q.whole, within=pool, limit=60)
    hits = [h for h in hits if _numbers(h.fact)]
    hits = [h for h in hits if _of_year(scene, h)] or hits
    scored = [(_worth(scene, h, telling, within), h) for h in hits]
    if not scored:
        return None
    worth, best = max(scored, key=lambda s: (s[0] + FIT_SHARE * s[1].fit, s[1].fact.id))
    least = LEAST_INSIDE if best.fact.entry in within else LEAST
    return best if worth >= least else None


def _of_year(scene: Scene, hit: Hit) -> bool:
    """Whether the fact has the years that the question names."""
    years = YEAR.findall(scene.question.text)
    return bool(years) and all(year in hit.fact.text for year in years)


def _names(scene: Scene) -> frozenset[str]:
    """The words of the names of what is asked about."""
    entries = (scene.entry(i) for i in scene.named)
    texts = (f"{e.title} {e.organization}" for e in entries)
    return frozenset().union(*map(stems_of, texts))


def _worth(scene: Scene, hit: Hit, asked: frozenset[str], within: set[str]) -> float:
    """How well a fact's number answers, by words, by what it counts and by meaning."""
    total = hit.fact.kind is Kind.PROFILE and scene.question.has(TOTAL)
    now = scene.question.has(NOW) and _goes_on(scene, hit.fact)
    return (
        hit.near
        + NOW_BONUS * now
        + OWN_SHARE * hit.own
        + INSIDE_BONUS * (hit.fact.entry in within)
        + TOTAL_BONUS * total
        + _fit(scene.question.text, hit.fact, asked)
    )


def _goes_on(scene: Scene, fact: Fact) -> bool:
    """Whether the fact is of a job or the like that goes on."""
    at = scene.library.position.get(fact.entry)
    return at is not None and scene.goes_on(at)


def _fit(text: str, fact: Fact, asked: frozenset[str]) -> float:
    """How well what the fact counts is what was asked to be counted."""
    head, units = _head(text), _units(fact)
    fits = HEAD_BONUS if head & stems_of(fact.text) else 0.0
    if head & stems_of(units):
        fits += UNIT_BONUS
    elif asked & stems_of(units):
        fits += TOUCHED_BONUS
    if PEOPLE_ASKED.search(text):
        fits += HEAD_BONUS if PEOPLE.search(units) else -HEAD_BONUS
    if TIMES_ONLY.fullmatch(units.strip()) and not TIME_ASKED.search(text):
        fits -= HEAD_BONUS
    if SHARE_ASKED.search(text):
        fits += UNIT_BONUS if SHARES.search(fact.text) else -UNIT_BONUS
    if SIZE.search(text) and SHARES.search(fact.text):
        fits -= HEAD_BONUS
    return fits


def _units(fact: Fact) -> str:
    """What the numbers of a fact count, in its words."""
    return " ".join(v.text for v in fact.values if isinstance(v.data, Amount))


def _head(text: str) -> frozenset[str]:
    """The stem of the noun that is counted: "how many shows", "how big is the hall"."""
    match = HEAD.search(text)
    return stems_of(match["n"] or match["m"]) if match else frozenset()


def _numbers(fact: Fact) -> bool:
    """Whether a fact has a number that counts something."""
    return fact.kind not in NO_COUNT and any(
        isinstance(v.data, Amount) for v in fact.values
    )

"""How many: entries of a part, or a number that a fact tells."""

from __future__ import annotations

import re

from services.models.fact import Amount, Fact, Kind
from services.resume.answers.durations.asks import HOW_LONG
from services.resume.answers.entry_words import words_of
from services.resume.answers.evidence import Hit, stems_of
from services.resume.answers.lists.asks import ASKS, FREE
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.reading import listing, paths, read
from services.resume.answers.scene import Scene
from services.resume.questions.parts import many, one
from services.resume.questions.patterns import any_of
from services.resume.telling.lists import counted, number

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
    r"\bhow many (?:people|kids|children|persons|students|players|visitors|"
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
TOTAL = re.compile(
    r"\b(?:total|altogether|overall|all together|in all|so far|logbook)\b"
)
LEAST, LEAST_INSIDE = 0.34, 0.4
"""Worth from which a number is taken for the one that was asked."""
TIMES = re.compile(r"\bhow (?:many times|often)\b")
COUNTED = {
    "experience": re.compile(r"\b(?:jobs|positions|roles|posts)\b"),
    "employers": any_of(
        r"\b(?:employers|companies|firms|workplaces|organi[sz]ations|different "
        r"places)\b",
        r"\bplaces has they worked\b",
    ),
    "languages": re.compile(r"\blanguages\b"),
    "education": re.compile(r"\b(?:degrees|universities|schools|colleges)\b"),
    "skills": re.compile(r"\b(?:skills|tools)\b"),
}


def section_count(scene: Scene) -> Outcome | None:
    """The entries of a part, counted and named."""
    q, v = scene.question, scene.voice
    if q.elliptic and scene.leans:
        return None
    if not q.says(r"\bhow many\b|\bnumber of\b|\bcount\b") or TIMES.search(q.text):
        return None
    after = q.text.split("how many", 1)[-1]
    noun = " ".join(after.split()[:3])
    if COUNTED["employers"].search(noun) and scene.career.employers:
        names = [e.name for e in scene.career.employers]
        from services.resume.telling.lists import joined

        text = f"{v.They} {v.has} worked for {counted(len(names), 'employer', 'employers')}: {joined(list(reversed(names))[:6])}."
        jobs = scene.newest_first(scene.section("experience"))
        return Outcome((say(text, *paths(scene, jobs)),), "experience", jobs, limit=6)
    for section in scene.library.by_section:
        pattern = COUNTED.get(section) or ASKS.get(section)
        if section in ("interests", "references") and section not in q.sections:
            continue
        if pattern is None or not pattern.search(noun):
            continue
        said = pattern.search(noun)
        own = stems_of(said[0]) if said else frozenset()
        wanted = frozenset(s for s in q.stems if s not in FREE and s not in own)
        pool = scene.newest_first(scene.section(section))
        if section == "skills":
            return None
        if wanted:
            pool = tuple(i for i in pool if wanted <= words_of(scene.entry(i)))
        if (
            scene.leans
            and scene.topic
            and not wanted
            and section != scene.entry(scene.topic[0]).section
            and q.refers
        ):
            return None
        if not pool:
            return None
        text = f"{v.They} {v.has} {counted(len(pool), one(section), many(section))}: {listing(scene, pool)}."
        if section == "languages":
            text = f"{v.They} {v.does('speak')} {counted(len(pool), 'language', 'languages')}: {listing(scene, pool)}."
        if section == "projects":
            text = f"The résumé lists {counted(len(pool), 'project', 'projects')}: {listing(scene, pool)}."
        return Outcome((say(text, *paths(scene, pool)),), section, pool, limit=6)
    for section, pattern in ASKS.items():
        if (
            pattern.search(noun)
            and not scene.section(section)
            and section not in ("interests",)
        ):
            return Outcome(
                (say(f"None: the résumé doesn't list any {many(section)}."),),
                "absent",
                absent=True,
            )
    return None


def figure(scene: Scene) -> Outcome | None:
    """The fact whose number counts what was asked."""
    q = scene.question
    if not q.has(HOW_MANY) or q.has(HOW_LONG):
        return None
    within = {scene.entry(i).id for i in _inside(scene)}
    best = _best(scene, within, only=scene.leans and not scene.own)
    if best is None:
        return None
    fact = best.fact
    hits = (scene.library.position[fact.entry],) if fact.entry else ()
    section = scene.entry(hits[0]).section if hits else "about"
    return Outcome(
        (read(scene, fact),), section, hits, confidence=min(0.95, 0.4 + best.score / 2)
    )


def _inside(scene: Scene) -> tuple[int, ...]:
    if scene.own:
        best = scene.own
        employer = scene.career.employer(scene.entry(best[0]))
        if employer:
            return tuple(scene.library.position[r.id] for r in employer.roles)
        return best
    return scene.topic if scene.leans else ()


def _best(scene: Scene, within: set[str], *, only: bool) -> Hit | None:
    """The fact whose number answers; those of what was named stand before others."""
    q = scene.question
    asked = q.stems or frozenset(stems_of(q.text))
    names = frozenset(
        s
        for i in scene.named
        for s in stems_of(f"{scene.entry(i).title} {scene.entry(i).organization}")
    )
    telling = (asked - names if within else asked) or asked
    pool = within if only and within else None
    hits = scene.evidence.ranked(telling, q.whole, within=pool, limit=60)
    scored = [(_worth(scene, h, telling, within), h) for h in hits if _numbers(h.fact)]
    if not scored:
        return None
    score, best = max(scored, key=lambda s: (s[0], s[1].fact.id))
    return (
        best
        if score >= (LEAST_INSIDE if best.fact.entry in within else LEAST)
        else None
    )


def _worth(scene: Scene, hit: Hit, asked: frozenset[str], within: set[str]) -> float:
    """How well a fact's number answers, by words, by what it counts and by meaning."""
    text = scene.question.text
    inside = 0.25 if hit.fact.entry in within else 0.0
    total = 0.15 if hit.fact.kind is Kind.PROFILE and scene.question.has(TOTAL) else 0.0
    head = _head(text)
    said = HEAD_BONUS if head & stems_of(hit.fact.text) else 0.0
    units = _units(hit.fact)
    fits = 0.5 if head & stems_of(units) else 0.2 * bool(asked & stems_of(units))
    if PEOPLE_ASKED.search(text):
        fits += HEAD_BONUS if PEOPLE.search(units) else -HEAD_BONUS
    if TIMES_ONLY.fullmatch(units.strip()) and not TIME_ASKED.search(text):
        fits -= HEAD_BONUS
    if SIZE.search(text) and SHARES.search(hit.fact.text):
        fits -= HEAD_BONUS
    return hit.near + 0.45 * hit.own + fits + said + inside + total


def _units(fact: Fact) -> str:
    """What the numbers of a fact count, in its words."""
    return " ".join(v.text for v in fact.values if isinstance(v.data, Amount))


def _head(text: str) -> frozenset[str]:
    """The stem of the noun that is counted: "how many shows", "how big is the budget"."""
    match = HEAD.search(text)
    return stems_of(match["n"] or match["m"]) if match else frozenset()


def _numbers(fact: Fact) -> bool:
    if fact.kind in (
        Kind.DATE,
        Kind.TENURE,
        Kind.SCORE,
        Kind.LINK,
        Kind.CONTACT,
        Kind.TITLE,
    ):
        return False
    return any(isinstance(v.data, Amount) for v in fact.values)


def spelled(count: int) -> str:
    return number(count)

"""Promotions: how often, to what and when."""

from __future__ import annotations

from services.resume.answers.outcome import Outcome, say
from services.resume.answers.reading import paths
from services.resume.answers.scene import Scene
from services.resume.facts.employers import Employer, Promotion
from services.resume.facts.spans import spoken_day
from services.resume.questions.patterns import any_of
from services.resume.telling.lists import joined, number

PROMOTED = any_of(
    r"\bpromot\w+\b",
    r"\bmoved? up\b",
    r"\brise through\b",
    r"\bclimb\w*\b.*\bladder\b",
    r"\brose (?:through|to)\b",
    r"\bwork(?:ed)? they way up\b",
)
TIMES = {1: "once", 2: "twice"}


def promoted(scene: Scene) -> Outcome | None:
    """How often somebody was promoted, from what to what, and when."""
    if not scene.question.has(PROMOTED):
        return None
    jobs = scene.named_jobs()
    employer = scene.career.employer(scene.entry(jobs[0])) if jobs else None
    employers = [employer] if employer else scene.career.employers
    chosen = [e for e in employers if e.promotions]
    if not chosen and not scene.question.polar:
        chosen = [e for e in scene.career.employers if e.promotions]
    if not chosen:
        return _never(jobs, employer)
    steps = [p for e in chosen for p in e.promotions]
    hits = tuple(scene.at(p.after.entry) for p in reversed(steps))
    text = _steps(scene, chosen[0].name, steps)
    return Outcome((say(text, *paths(scene, hits)),), "experience", hits)


def _never(jobs: tuple[int, ...], employer: Employer | None) -> Outcome:
    where = f" at {employer.name}" if employer else ""
    none = say(f"No, the résumé shows no promotion{where}.")
    return Outcome((none,), "experience", jobs, absent=True)


def _steps(scene: Scene, employer: str, steps: list[Promotion]) -> str:
    """A sentence on the promotions.

    "She was promoted once at Lux: to head optician in May 2019."
    """
    v = scene.voice
    subject = f"Yes, {v.they}" if scene.question.polar else v.They
    times = TIMES.get(len(steps), f"{number(len(steps))} times")
    to = joined([_step(p) for p in steps[:3]])
    return f"{subject} {v.was} promoted {times} at {employer}: {to}."


def _step(promotion: Promotion) -> str:
    after = promotion.after
    return f"to {after.entry.role} in {spoken_day(after.bounds.start)}"

"""Which lasted longer, and which longest."""

from __future__ import annotations

from collections.abc import Sequence

from services.resume.answers.compare.asks import SHORTER
from services.resume.answers.compare.naming import called, of_two
from services.resume.answers.outcome import Outcome, of_entry, say
from services.resume.answers.reading import paths
from services.resume.answers.scene import Scene
from services.resume.facts.employers import Employer
from services.resume.facts.spans import spoken_day, spoken_months
from services.resume.questions.patterns import any_of
from services.resume.telling.times import dates

AT_ONE_PLACE = any_of(
    r"\b(?:employer|company|stay\w*|where|place|firm|organi[sz]ation|at one)\b",
)


def by_length(scene: Scene, first: int, second: int) -> Outcome | None:
    """Which of two lasted longer, or shorter where that is asked."""
    shorter = scene.question.has(SHORTER)
    spans = sorted(_spans(scene, (first, second)), reverse=not shorter)
    if len(spans) < 2:
        return None
    (more, a), (less, b) = spans
    one, other = called(scene, a), called(scene, b)
    if more == less:
        text = f"Both lasted {spoken_months(more)}: {one} and {other}."
    else:
        word = "shorter" if shorter else "longer"
        against = f"{spoken_months(more)}, against {spoken_months(less)} for {other}"
        text = f"{one} was {word}: {against}."
    return of_two(scene, text, a, b)


def _spans(scene: Scene, positions: Sequence[int]) -> list[tuple[int, int]]:
    """The months of each entry that has a time, with its position."""
    stints = ((scene.career.stint(scene.entry(i)), i) for i in positions)
    return [(stint.months, i) for stint, i in stints if stint]


def extreme_length(scene: Scene, pool: Sequence[int]) -> Outcome | None:
    """The longest or shortest of several; the employer where that is asked for."""
    spans = _spans(scene, pool)
    if not spans:
        return None
    extreme = min if scene.question.has(SHORTER) else max
    word = "shortest" if scene.question.has(SHORTER) else "longest"
    employers = [e for e in scene.career.employers if e.stints]
    jobs = scene.entry(pool[0]).section == "experience"
    if jobs and employers and scene.question.has(AT_ONE_PLACE):
        return _stay(scene, word, extreme(employers, key=lambda e: e.months))
    months, at = extreme(spans, key=lambda s: s[0])
    entry = scene.entry(at)
    verb = "is" if scene.goes_on(at) else "was"
    lasting = f"{spoken_months(months)}, {dates(entry.period)}"
    return of_entry(entry, at, f"The {word} {verb} {called(scene, at)}: {lasting}.")


def longest_stay(scene: Scene) -> Outcome | None:
    """The employer that somebody stayed with longest; None without dates."""
    employers = [e for e in scene.career.employers if e.stints]
    longest = max(employers, key=lambda e: e.months, default=None)
    return _stay(scene, "longest", longest) if longest else None


def _stay(scene: Scene, word: str, employer: Employer) -> Outcome:
    """The longest or shortest stay with its time."""
    v = scene.voice
    verb = f"{v.has} been" if employer.ongoing else v.was
    lasting = f"{spoken_months(employer.months)}{_years(employer)}"
    text = f"The {word} was {employer.name}: {v.they} {verb} there for {lasting}."
    hits = tuple(scene.at(r) for r in reversed(employer.roles))
    return Outcome((say(text, *paths(scene, hits)),), "experience", hits)


def _years(employer: Employer) -> str:
    if not employer.first:
        return ""
    start = spoken_day(employer.first)
    if employer.ongoing:
        return f", since {start}"
    return f", from {start} to {spoken_day(employer.last)}" if employer.last else ""

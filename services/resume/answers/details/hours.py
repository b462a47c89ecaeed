"""Whether a job was full time or part time."""

from __future__ import annotations

from services.models.fact import Kind
from services.resume.answers.details.asks import HOURS
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.reading import read
from services.resume.answers.scene import Scene

WITH_HOURS = ("experience", "volunteer", "education")
NOT_SAID = "The résumé doesn't say whether that was full time or part time."


def hours(scene: Scene) -> Outcome | None:
    """Whether a job was full or part time, where its lines say so."""
    asked = HOURS.search(scene.question.text)
    at = scene.named[0]
    entry = scene.entry(at)
    if not asked or entry.section not in WITH_HOURS:
        return None
    stated = _stated(scene, at)
    if not stated:
        none = say(NOT_SAID, entry.path)
        return Outcome((none,), entry.section, (at,), absent=True)
    yes = "Yes" if stated == asked[1] else "No"
    first = say(f"{yes}, it was {stated} time.", entry.path)
    summaries = [f for f in scene.facts(at) if f.kind is Kind.SUMMARY]
    more = [read(scene, f) for f in summaries if _named_in(f.text)][:1]
    return Outcome((first, *more), entry.section, (at,))


def _stated(scene: Scene, at: int) -> str:
    """The hours as the first line that tells has them: "full" or "part"; or empty."""
    entry = scene.entry(at)
    lines = [entry.role, entry.title]
    lines += [f.text for f in scene.facts(at) if not f.derived]
    return next(filter(None, map(_named_in, lines)), "")


def _named_in(text: str) -> str:
    match = HOURS.search(text.lower().replace("-", " "))
    return match[1] if match else ""

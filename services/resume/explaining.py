"""Why an answer is what it is, for `?explain=1` and the owner's dashboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from services.models.resume import Entry
from services.resume.answers.outcome import Outcome
from services.resume.answers.scene import Scene
from services.resume.reading.reading import Reading
from services.resume.understanding.finding import Finding, Situation

NAMED = "named in the question"
SPOKEN_OF = "spoken of before"


def explained(
    outcome: Outcome, scene: Scene, reading: Reading, places: Sequence[int]
) -> dict[str, Any]:
    """The rule that won, what was read, and what speaks for each card."""
    return {
        "rule": outcome.rule,
        "words": list(reading.words),
        "marks": [f"{m.kind}:{m.value}" for m in reading.marks],
        "asked": scene.question.text,
        "named": [scene.entry(at).id for at in scene.own],
        "why": [path for said in outcome.said for path in said.paths],
        "cards": [
            {"id": scene.entry(at).id, "why": _why(at, outcome, scene)} for at in places
        ],
    }


def explained_by_words(finding: Finding, situation: Situation) -> dict[str, Any]:
    """The same of the road that answers the other languages and what is no question."""
    reading = situation.reading
    return {
        "rule": finding.kind,
        "words": list(reading.words),
        "marks": [f"{m.kind}:{m.value}" for m in reading.marks],
        "left": list(reading.left),
        "why": list(finding.why),
        "cards": [
            {"id": situation.index.entries[i].id, "why": list(finding.why)}
            for i in finding.shown
        ],
    }


def _why(at: int, outcome: Outcome, scene: Scene) -> list[str]:
    """The rule, whether the card was named, and the places that the reply rests on."""
    known = [NAMED] if at in scene.own else [SPOKEN_OF] if at in scene.topic else []
    paths = (path for said in outcome.said for path in said.paths)
    return [
        outcome.rule,
        *known,
        *dict.fromkeys(path for path in paths if _within(path, scene.entry(at))),
    ]


def _within(path: str, entry: Entry) -> bool:
    return path == entry.path or path.startswith((f"{entry.path}.", f"{entry.path}["))

"""Whether an answer that was found by words has few of the question's words."""

from __future__ import annotations

from services.resume.answers.evidence import stems_of
from services.resume.answers.outcome import Outcome
from services.resume.answers.scene import Scene

BY_WORDS = frozenset(
    "present detail skills by_topic role jobs study courses contact".split()
)
"""Rules that find by single words; the others know what they were asked for."""
MOST_MISSING = 0.5
"""Share of the weight of a question's words."""


def far(scene: Scene, outcome: Outcome) -> bool:
    """Whether neither the reply nor what it shows has half of the question's words."""
    q = scene.question
    if outcome.absent or not scene.fresh or not q.stems:
        return False
    if BY_WORDS.isdisjoint(outcome.rule.split("+")):
        return False
    told = stems_of(" ".join(said.text for said in outcome.said))
    told |= stems_of(" ".join(f"{part.noun} {part.section}" for part in q.parts))
    shown = (fact for at in outcome.shown for fact in scene.facts(at))
    told = told.union(*(scene.evidence.stems(fact) for fact in shown))
    weights = {word: scene.evidence.weight(word) for word in q.stems}
    missing = sum(weight for word, weight in weights.items() if word not in told)
    return missing >= MOST_MISSING * sum(weights.values())

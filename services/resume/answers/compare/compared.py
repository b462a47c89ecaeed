"""Two things side by side."""

from __future__ import annotations

from services.resume.answers.compare.amounts import by_amount
from services.resume.answers.compare.asks import (
    BEFORE_OR_AFTER,
    BETTER,
    BIGGER,
    CHOICE,
    DIFFERENCE,
    LONGER,
    NEWER,
    OLDER,
    SHARED,
    SHORTER,
)
from services.resume.answers.compare.contrast import difference, shared
from services.resume.answers.compare.lengths import by_length
from services.resume.answers.compare.levels import levels_compared
from services.resume.answers.compare.order import by_date, order_of
from services.resume.answers.compare.pairs import pair
from services.resume.answers.outcome import Outcome
from services.resume.answers.scene import Scene, meant

LEVELLED = ("skills", "languages")


def compared(scene: Scene) -> Outcome | None:
    """Two things side by side, the one that was asked for first."""
    q = scene.question
    if q.has(BEFORE_OR_AFTER) and scene.topic and (other := _other(scene)):
        return order_of(scene, scene.topic[0], other[0])
    if not q.has(CHOICE) and not q.has(DIFFERENCE):
        return None
    both = pair(scene)
    return _by_aspect(scene, *both) if both else levels_compared(scene)


def _by_aspect(scene: Scene, first: int, second: int) -> Outcome | None:
    """The two compared by what the question asks for."""
    q = scene.question
    if q.has(SHARED):
        return shared(scene, first, second)
    if q.has(LONGER) or q.has(SHORTER):
        return by_length(scene, first, second)
    if q.has(DIFFERENCE):
        return difference(scene, first, second)
    if q.has(OLDER) or q.has(NEWER):
        return by_date(scene, first, second)
    if q.has(BIGGER):
        return by_amount(scene, (first, second)) or by_length(scene, first, second)
    if q.has(BETTER) or scene.entry(first).section in LEVELLED:
        return levels_compared(scene) or difference(scene, first, second)
    return None


def _other(scene: Scene) -> list[int]:
    """What is named behind "before or after"."""
    said = BEFORE_OR_AFTER.split(scene.question.text)[-1].split()
    found = scene.library.targets.found(said, (), pointed=True)
    return [i for i in meant(found) if i not in scene.topic]

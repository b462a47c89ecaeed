"""The two things that a question names."""

from __future__ import annotations

import re

from services.resume.answers.compare.asks import DATED
from services.resume.answers.scene import Scene, meant

SPLIT = re.compile(r"\b(?:or|than|versus|vs|and|with|compared to|from|against)\b")

MEANT = ("experience", "education", "volunteer", "certifications", "projects")
LEAST_NEAR, LEAST_LEAD = 0.3, 0.03
"""Cosines of the best fact of an entry, and how far it is before the next entry's."""
NOBODY = ((-1, 0.0), (-1, 0.0))


def pair(scene: Scene) -> tuple[int, int] | None:
    """The two entries named, each in its own part of the question."""
    found = _named_apart(scene)
    if len(found) >= 2:
        return found[-2], found[-1]
    if len(scene.own) == 2:
        return scene.own[0], scene.own[1]
    if len(scene.listed) == 2 and scene.leans:
        return scene.listed[0], scene.listed[1]
    return None


def _named_apart(scene: Scene) -> list[int]:
    """The best entry that each part of the question names, or means."""
    targets = scene.library.targets
    sections = [s for s in scene.question.sections if s in DATED]
    found: list[int] = []
    for piece in pieces(scene):
        named = targets.found(piece, ())
        if not named and sections:
            named = targets.found(piece, sections, pointed=True)
        best = meant(named)[:1] or _meant_by(scene, " ".join(piece))
        found += [i for i in best if i not in found]
    return found


def _meant_by(scene: Scene, words: str) -> list[int]:
    """The dated entry that words without a name most likely mean, if one stands out."""
    near = scene.evidence.answering(words)
    if near is None:
        return []
    best: dict[int, float] = {}
    for fact, score in zip(scene.evidence.facts, near.tolist(), strict=True):
        at = scene.library.position[fact.entry] if fact.entry else None
        if at is not None and scene.entry(at).section in MEANT:
            best[at] = max(best.get(at, 0.0), score)
    first, second = [*sorted(best.items(), key=lambda one: -one[1]), *NOBODY][:2]
    clear = first[1] >= LEAST_NEAR and first[1] - second[1] >= LEAST_LEAD
    return [first[0]] if clear else []


def pieces(scene: Scene) -> list[list[str]]:
    """The words on each side of "or", "than", "and"."""
    return [piece.split() for piece in SPLIT.split(scene.question.text)]

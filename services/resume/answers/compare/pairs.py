"""The two things that a question names."""

from __future__ import annotations

import re

from services.resume.answers.compare.asks import DATED
from services.resume.answers.scene import Scene, meant

SPLIT = re.compile(r"\b(?:or|than|versus|vs|and|with|compared to|from|against)\b")


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
    """The best entry that each part of the question names."""
    targets = scene.library.targets
    sections = [s for s in scene.question.sections if s in DATED]
    found: list[int] = []
    for piece in pieces(scene):
        named = targets.found(piece, ())
        if not named and sections:
            named = targets.found(piece, sections, pointed=True)
        found += [i for i in meant(named)[:1] if i not in found]
    return found


def pieces(scene: Scene) -> list[list[str]]:
    """The words on each side of "or", "than", "and"."""
    return [piece.split() for piece in SPLIT.split(scene.question.text)]

"""Prizes that no part of their own lists, told beside a degree or a job."""

from __future__ import annotations

from services.models.fact import Kind
from services.resume.answers.lists.asks import ASKS, FREE
from services.resume.answers.lists.parts import whole_or_filtered
from services.resume.answers.outcome import Outcome
from services.resume.answers.presence.telling import yes
from services.resume.answers.reading import read
from services.resume.answers.scene import Scene
from services.resume.reading.text import words
from services.resume.telling.noun_phrases import PRIZES

MOST = 3


def prizes_or_part(scene: Scene) -> Outcome | None:
    """The part that is asked for; prizes are looked for elsewhere without one."""
    return prizes(scene) or whole_or_filtered(scene)


def prizes(scene: Scene) -> Outcome | None:
    """What lines of other entries say of prizes, where no awards are listed."""
    q = scene.question
    if scene.section("awards") or not q.has(ASKS["awards"]) or q.stems - FREE:
        return None
    lines = (f for f in scene.evidence.facts if f.kind is Kind.HIGHLIGHT and f.entry)
    won = [f for f in lines if PRIZES & set(words(f.text.lower()))][:MOST]
    if not won:
        return None
    said = list(dict.fromkeys(read(scene, f) for f in won))
    if q.polar:
        said[0] = yes(said[0])
    position = scene.library.position
    hits = tuple(dict.fromkeys(position[f.entry] for f in won))
    return Outcome(tuple(said), "awards", hits)

"""Prizes that no part of their own lists, told beside a degree or a job."""

from __future__ import annotations

from services.models.fact import Kind
from services.resume.answers.lists.asks import ASKS, FREE
from services.resume.answers.lists.parts import whole_or_filtered
from services.resume.answers.outcome import Outcome
from services.resume.answers.presence.telling import yes
from services.resume.answers.reading import read
from services.resume.answers.scene import Scene
from services.resume.telling.noun_phrases import won
from services.resume.telling.verbs import reading

MOST = 3
WINNING = ("win", "receive", "earn", "get", "award", "take")


def prizes_or_part(scene: Scene) -> Outcome | None:
    """The part that is asked for; prizes are looked for elsewhere without one."""
    return prizes(scene) or whole_or_filtered(scene)


def prizes(scene: Scene) -> Outcome | None:
    """What lines of other entries say of prizes, where no awards are listed."""
    q = scene.question
    if scene.section("awards") or not q.has(ASKS["awards"]) or q.stems - FREE:
        return None
    lines = (f for f in scene.evidence.of(Kind.HIGHLIGHT) if f.entry)
    held = [f for f in lines if _says_prize(f.text)][:MOST]
    if not held:
        return None
    said = list(dict.fromkeys(read(scene, f) for f in held))
    if q.polar:
        said[0] = yes(said[0])
    position = scene.library.position
    hits = tuple(dict.fromkeys(position[f.entry] for f in held))
    return Outcome(tuple(said), "awards", hits)


def _says_prize(text: str) -> bool:
    """Whether a line names a prize that was won, and not one that was judged."""
    tokens = text.split()
    verb = reading(tokens[0].lower(), "past") if tokens else None
    return bool(tokens) and won(tokens) and (not verb or verb.verb.lemma in WINNING)

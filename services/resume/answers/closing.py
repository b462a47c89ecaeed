"""What is left when no rule decides: the nearest fact, or that it is not there."""

from __future__ import annotations

from services.models.fact import Kind
from services.resume.answers import details
from services.resume.answers.naming import as_named
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.presence import TOLD, features
from services.resume.answers.reading import read
from services.resume.answers.scene import Scene
from services.resume.answers.weighing import weights

NAMES = (Kind.KEYWORD, Kind.TITLE, Kind.ORGANIZATION)
DESCRIBED = ("projects", "publications", "awards")
PLAIN = 2.0
CLEAR = 0.3
SURE = 0.42
"""Cosines from which a fact is told, and told without a word of doubt."""


def nearest_fact(scene: Scene) -> Outcome | None:
    """The fact nearest to the question; None where nothing of it is known."""
    q = scene.question
    asked = q.stems
    within = {scene.entry(i).id for i in scene.named} if scene.named else None
    for pool in (within, None) if within else (None,):
        hits = scene.evidence.ranked(
            asked, q.whole, within=pool, kinds=(*TOLD, Kind.QUOTE), limit=4
        )
        best = hits[0] if hits else None
        if best is None:
            continue
        sure = (
            weights().probability(features(scene, best, asked)) if asked else best.near
        )
        if sure >= weights().near or best.near >= CLEAR:
            at = scene.library.position.get(best.fact.entry)
            section = scene.entry(at).section if at is not None else "about"
            if (
                at is not None
                and best.fact.kind in NAMES
                and section in DESCRIBED
                and best.near < PLAIN
            ):
                return details.described(scene, (at,))
            said = [read(scene, best.fact)]
            if sure < weights().near and best.near < SURE and not best.own:
                said = [
                    say(
                        f"Not in so many words, but the closest thing is this: {said[0].text}",
                        *said[0].paths,
                    )
                ]
            return Outcome(
                tuple(said),
                section,
                (at,) if at is not None else (),
                confidence=min(0.9, max(sure, best.near)),
            )
    if not asked or not (q.person or q.sections):
        return None
    what = as_named(scene)
    text = (
        f"The résumé doesn't mention {what}." if what else "That isn't in the résumé."
    )
    return Outcome((say(text),), "absent", absent=True, confidence=0.5)

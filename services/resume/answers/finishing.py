"""What is done to every answer before it is given."""

from __future__ import annotations

import re
from dataclasses import replace

from services.resume.answers.affirming import honest
from services.resume.answers.anchoring import anchored
from services.resume.answers.outcome import Outcome, Said, say
from services.resume.answers.same_place import said_once
from services.resume.answers.scene import Scene
from services.resume.answers.situating import situated
from services.resume.answers.wording import upper_opening

ALL = re.compile(r"\b(?<!at )(?<!after )all\b(?! in all)|\b(?:every|everything)\b")
FOLLOWS = re.compile(
    r"^(?P<lead>(?:Yes|Not in so many words)\b[^.:]*: |)"
    r"(?:that|this) (?:means|meant) (?:that )?(?=\S+ \S)",
    re.I,
)
"""An opening that explains what stands before it."""


def finished(scene: Scene, outcome: Outcome | None) -> Outcome | None:
    """The answer with all its cards where all are asked for, and a first sentence
    that stands by itself."""
    if outcome is None or not outcome.said:
        return outcome
    everything = outcome.listing and scene.question.has(ALL)
    places = {e.organization for e in scene.library.entries if e.organization}
    said = situated(scene, honest(scene, _opened(outcome.said)))
    said = anchored(scene, said)
    said = said_once(said, places)
    return replace(outcome, said=said, everything=everything)


def _opened(said: tuple[Said, ...]) -> tuple[Said, ...]:
    """The sentences, the first without an opening that nothing stands before."""
    first, *rest = said
    text = FOLLOWS.sub(r"\g<lead>", first.text)
    if text == first.text:
        return said
    return (say(upper_opening(text), *first.paths), *rest)

"""What is done to every answer before it is given."""

from __future__ import annotations

import re
from dataclasses import replace

from services.resume.answers.affirming import honest
from services.resume.answers.anchoring import anchored
from services.resume.answers.counts.change import with_change
from services.resume.answers.outcome import Outcome, Said, say
from services.resume.answers.presence.found import something_answers, told_by
from services.resume.answers.reading import read
from services.resume.answers.same_place import said_once
from services.resume.answers.scene import Scene
from services.resume.answers.situating import situated
from services.resume.answers.wording import upper_opening
from services.resume.telling.quoting import quoted_in_turn

ALL = re.compile(r"\b(?<!at )(?<!after )all\b(?! in all)|\b(?:every|everything)\b")
LIKELY = 0.4
"""How likely a fact answers that is told without a word of doubt."""
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
    outcome = _without_doubt(scene, outcome)
    everything = outcome.listing and scene.question.has(ALL)
    places = {e.organization for e in scene.library.entries if e.organization}
    said = situated(scene, honest(scene, _once(_opened(outcome.said))))
    said = with_change(scene, anchored(scene, said))
    said = said_once(said, places)
    texts = quoted_in_turn((one.text for one in said), scene.voice.Their)
    said = tuple(replace(one, text=text) for one, text in zip(said, texts, strict=True))
    return replace(outcome, said=said, everything=everything)


def _once(said: tuple[Said, ...]) -> tuple[Said, ...]:
    """The sentences without those that the first one says behind a "Yes"."""
    first, *rest = said
    told = first.text.partition(": ")[2].lower()
    return (first, *(one for one in rest if not told or one.text.lower() != told))


def _without_doubt(scene: Scene, outcome: Outcome) -> Outcome:
    """The answer without "the closest is" before a fact that likely answers."""
    fact = told_by(scene, LIKELY) if outcome.closest and not outcome.absent else None
    if fact is None or not something_answers(scene):
        return outcome
    first, *rest = outcome.said
    told = read(scene, fact)
    if not first.text.lower().endswith(told.text.lower()):
        return outcome
    return replace(outcome, said=(told, *rest), closest=False)


def _opened(said: tuple[Said, ...]) -> tuple[Said, ...]:
    """The sentences, the first without an opening that nothing stands before."""
    first, *rest = said
    text = FOLLOWS.sub(r"\g<lead>", first.text)
    if text == first.text:
        return said
    return (say(upper_opening(text), *first.paths), *rest)

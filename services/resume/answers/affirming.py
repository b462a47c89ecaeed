"""Whether a sentence that was found is a yes to what was asked."""

from __future__ import annotations

import re

from services.resume.answers.outcome import Said, say
from services.resume.answers.scene import Scene
from services.resume.answers.wording import upper_opening

YES = re.compile(r"^Yes[:,] ")
TAKEN_BACK = re.compile(
    r"^not\b|\bno longer\b|\b(?:lapsed|expired|withdrew|unfinished|dropped out)\b"
    r"|\b(?:is|are|was|were|do|does|did|would|will) not\b"
    r"|\bnot (?:yet|completed|finished)\b"
    r"|\b(?:isn|aren|wasn|weren|don|doesn|didn|wouldn|won)['’]t\b",
    re.I,
)
"""What says that something is not so, though the words asked for are there."""
NEGATIVE = re.compile(r"\b(?:not|no|never|nt|without|\w+nt)\b")
ALONE = re.compile(
    r"\b(?:alone|single ?handed\w*|by (?:him|her|your|them)sel\w+|all by)\b"
    r"|\bon (?:his|her|their|your) own\b"
)
TOGETHER = re.compile(r"\bwith (?!no\b)\S")


def honest(scene: Scene, said: tuple[Said, ...]) -> tuple[Said, ...]:
    """The sentences, without a yes before one that says it is not so."""
    first, *rest = said
    if not YES.match(first.text):
        return said
    bare = YES.sub("", first.text)
    asked = scene.question.reading.text
    if ALONE.search(asked) and TOGETHER.search(bare):
        return (say(f"No: {bare}", *first.paths), *rest)
    if TAKEN_BACK.search(bare) and not NEGATIVE.search(asked):
        return (say(upper_opening(bare), *first.paths), *rest)
    return said

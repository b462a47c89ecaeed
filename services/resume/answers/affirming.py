"""Whether a sentence that was found is a yes to what was asked."""

from __future__ import annotations

import re

from services.language.stems import singular
from services.resume.answers.outcome import Said, say
from services.resume.answers.scene import Scene
from services.resume.answers.wording import upper_opening
from services.resume.telling.noun_kinds import is_person

YES = re.compile(r"^Yes[:,] ")
TAKEN_BACK = re.compile(
    r"^not\b|\bno longer\b|\b(?:lapsed|expired|withdrew|unfinished|dropped out)\b"
    r"|\b(?:is|are|was|were|do|does|did|would|will) not\b"
    r"|\bnot (?:yet|completed|finished)\b"
    r"|\b(?:isn|aren|wasn|weren|don|doesn|didn|wouldn|won)['’]t\b",
    re.I,
)
"""What says that something is not so, though the words asked for are there."""
NEGATIVE = re.compile(
    r"\b(?:not|no|never|without|(?:is|are|was|were|do|does|did|has|have|had|ca|could"
    r"|wo|would|should)n['’]?t)\b"
)
ALONE = re.compile(
    r"\b(?:alone|single ?handed\w*|by (?:him|her|your|them)sel\w+|all by)\b"
    r"|\bon (?:his|her|their|your) own\b"
)
WITH = re.compile(r"\bwith (?!no\b)(?P<whom>[^,.;:]+)")
PARTS = re.compile(r"\b(?:and|or|of|from|in|for|at|by|on)\b")
FULL_NAME = re.compile(r"[A-Z]\w+ [A-Z]\w+")


def honest(scene: Scene, said: tuple[Said, ...]) -> tuple[Said, ...]:
    """The sentences, without a yes before one that says it is not so."""
    first, *rest = said
    if not YES.match(first.text):
        return said
    bare = YES.sub("", first.text)
    asked = scene.question.reading.text
    if ALONE.search(asked) and _with_others(bare):
        return (say(f"No: {bare}", *first.paths), *rest)
    if TAKEN_BACK.search(bare) and not NEGATIVE.search(asked):
        return (say(upper_opening(bare), *first.paths), *rest)
    return said


def _with_others(text: str) -> bool:
    """Whether a sentence says that somebody else had a part in it."""
    named = [part for m in WITH.finditer(text) for part in PARTS.split(m["whom"])]
    heads = (part.split()[-1].lower() for part in named if part.strip())
    people = any(is_person(singular(head)) for head in heads)
    return people or any(map(FULL_NAME.search, named))

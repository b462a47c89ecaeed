"""Degrees by their level."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.resume.answers.scene import Scene
from services.resume.questions.patterns import any_of
from services.resume.questions.question import Question

LEVELS = {
    "bachelor": any_of(
        r"\b(?:bachelor\w*|undergrad\w*|bsc|ba|beng|bfa|first degree|llb|bed|"
        r"bba|b sc|b a)\b",
    ),
    "master": any_of(
        r"\b(?:master(?:s|s degree|s program\w*| s)?|msc|mba|meng|mfa|llm|"
        r"ma|postgrad\w*(?! (?:diploma|certificate))|m sc|m a|mphil|grad school|"
        r"graduate (?:degree|school|studies))\b"
        r"(?! (?:carpenter|craftsman|builder|plan|class))",
    ),
    "doctorate": re.compile(
        r"\b(?:phd|ph d|doctorate|doctoral|dphil|d phil)\b|\bdoctor of\b"
    ),
}


def levels_asked(q: Question) -> frozenset[str]:
    """The levels of degree that a question names."""
    return frozenset(name for name, pattern in LEVELS.items() if q.has(pattern))


def of_level(
    scene: Scene, levels: frozenset[str], pool: Sequence[int] | None = None
) -> tuple[int, ...]:
    """Of the studies, all without a pool, those that are of one of the levels."""
    studies = scene.section("education") if pool is None else pool
    degrees = scene.library.targets.degrees
    return tuple(i for i in studies if levels & degrees[i])

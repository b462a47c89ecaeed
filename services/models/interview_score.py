"""What an answer was found to be worth, each figure with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Flag = Literal["silent", "off_topic", "stuffed", "read_back", "copied"]
"""Why an answer counts for nothing."""


@dataclass(frozen=True, slots=True)
class PointFound:
    """How far a key point was met: 0 not at all, 1 wholly."""

    says: str
    coverage: float
    by: Literal["words", "meaning", ""] = ""
    evidence: str = ""
    """The words of the answer that show it."""


@dataclass(frozen=True, slots=True)
class TrapFound:
    why: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Raised:
    """A flag with the words or figures that raised it."""

    flag: Flag
    evidence: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """How an answer was spoken, from the times of its words; it is no part of a score.

    `pauses` are (second, length in seconds).
    """

    duration_s: float
    words_per_minute: float
    pauses: tuple[tuple[float, float], ...]
    fillers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerScore:
    """`score` is in [0, 1]; `features` are what the weights were applied to."""

    score: float
    points: tuple[PointFound, ...] = ()
    traps: tuple[TrapFound, ...] = ()
    flags: tuple[Raised, ...] = ()
    structure: Mapping[str, str] = field(default_factory=dict)
    """Situation, task, action and result, with their words; for stories only."""
    specifics: tuple[str, ...] = ()
    hedges: tuple[str, ...] = ()
    words: int = 0
    features: Mapping[str, float] = field(default_factory=dict)
    engine: str = "words"
    """Which encoder compared meanings; `words` knows none."""
    delivery: Delivery | None = None

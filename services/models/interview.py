"""An interview as it is kept: who is asked, what was answered, how far it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from services.models.interview_bank import SkillLevel
from services.models.interview_score import AnswerScore

State = Literal["pending", "active", "paused", "completed", "abandoned"]
Mode = Literal["text", "voice"]
OVER: frozenset[State] = frozenset({"completed", "abandoned"})


@dataclass(frozen=True, slots=True)
class Ability:
    """An estimate on the scale of difficulty, with its standard error."""

    value: float
    error: float

    @property
    def interval(self) -> tuple[float, float]:
        """Return where the ability lies with 90 % certainty."""
        return self.value - 1.645 * self.error, self.value + 1.645 * self.error


@dataclass(frozen=True, slots=True)
class InterviewTurn:
    """One question with what was answered; `follow_up` is asked beside it, once."""

    question_id: str
    asked_at: datetime
    answer: str = ""
    score: AnswerScore | None = None
    follow_up: str = ""
    follow_up_answer: str | None = None
    confidence: float | None = None
    """How sure the recogniser was of a spoken answer."""
    disputed: float | None = None
    """The score that the owner gave instead, in [0, 1]."""

    @property
    def waits(self) -> bool:
        """Whether the question, or its follow-up, waits for an answer."""
        if self.score is None:
            return True
        return bool(self.follow_up) and self.follow_up_answer is None

    @property
    def worth(self) -> float:
        """The owner's score where there is one, else the one worked out."""
        if self.disputed is not None:
            return self.disputed
        return self.score.score if self.score is not None else 0.0


@dataclass(frozen=True, slots=True)
class Interview:
    """`revision` grows with each change, so that two tabs cannot both make one.

    `spent_s` is how long it was active until `resumed_at`, since when it counts on.
    """

    id: str
    candidate_id: str
    bank: str
    level: SkillLevel
    mode: Mode
    minutes: float
    state: State
    created_at: datetime
    updated_at: datetime
    resumed_at: datetime | None = None
    spent_s: float = 0.0
    turns: tuple[InterviewTurn, ...] = ()
    revision: int = 0
    ended_by: str = ""
    """`precision`, `time`, `questions` or `asked`; empty while it goes on."""

    @property
    def answered(self) -> tuple[InterviewTurn, ...]:
        return tuple(turn for turn in self.turns if turn.score is not None)


@dataclass(frozen=True, slots=True)
class InterviewFilter:
    """Which interviews, and in which order: None matches any; `since` is included."""

    candidate_id: str | None = None
    state: State | None = None
    since: datetime | None = None
    oldest_first: bool = False


EVERY_INTERVIEW = InterviewFilter()


@dataclass(frozen=True, slots=True)
class Labelled:
    """An answer's features with the score that people gave, in [0, 1]."""

    kind: Literal["knowledge", "story"]
    features: Mapping[str, float] = field(default_factory=dict)
    label: float = 0.0
    key: str = ""
    """What tells the example apart, for splitting without chance."""

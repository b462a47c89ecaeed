"""What the owner says of a turn: whether its answer was right, or what would be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Verdict = Literal["right", "wrong", "not_in_resume"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The owner's word; `entry` is the id of what should have been shown."""

    verdict: Verdict
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A turn as it was when the owner judged it: it outlives the log.

    `earlier` are the questions before it in the conversation, oldest first.
    """

    interaction_id: str
    session_id: str
    asked_at: datetime
    labelled_at: datetime
    judgement: Judgement
    question: str
    earlier: tuple[str, ...]
    intent: str
    absent: bool
    shown: tuple[str, ...]
    confidence: float | None = None
    by_model: bool = False
    """Whether a language model answered: the engine alone may answer otherwise."""

    @property
    def was_right(self) -> bool:
        """Whether the answer that the visitor got was right."""
        verdict = self.judgement.verdict
        return verdict == "right" or (verdict == "not_in_resume" and self.absent)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that the owner chose on the dashboard, by what it is about."""

    key: str
    at: datetime
    body: str = ""

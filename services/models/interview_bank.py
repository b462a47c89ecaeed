"""Questions of an interview as data: what is asked, and what a good answer holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SkillLevel = Literal["junior", "middle", "senior"]

LEVEL_DIFFICULTY: dict[SkillLevel, float] = {
    "junior": -1.0,
    "middle": 0.0,
    "senior": 1.0,
}
"""On the scale of ability, where 0 is a person of middle level."""


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One thing that a good answer says.

    `wordings` are patterns of words (`services/interview/wording.py`); `follow_up` is
    asked when the point is missed.
    """

    says: str
    wordings: tuple[str, ...]
    follow_up: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Trap:
    """A wrong thing that is often said, and why it is wrong."""

    wordings: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    level: SkillLevel
    skills: tuple[str, ...]
    text: str
    points: tuple[KeyPoint, ...]
    model_answer: str
    traps: tuple[Trap, ...] = ()
    difficulty: float = 0.0
    """On the scale of ability: who has just this much scores half."""


@dataclass(frozen=True, slots=True)
class Bank:
    """`star` says that answers are stories: situation, task, action, result."""

    name: str
    title: str
    questions: tuple[Question, ...]
    star: bool = False

    def question(self, question_id: str) -> Question | None:
        return next((q for q in self.questions if q.id == question_id), None)

    @property
    def skills(self) -> tuple[str, ...]:
        """Each skill once, in the order of the questions."""
        return tuple(dict.fromkeys(s for q in self.questions for s in q.skills))

"""What is asked next: by information and coverage of skills, the weak point first."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from services.interview.ability import ability_of, information
from services.models.interview import Ability, Interview
from services.models.interview_bank import LEVEL_DIFFICULTY, Bank, Question
from services.models.interview_score import AnswerScore

PRECISE = 0.45
"""The standard error at which an interview may end."""
FEWEST = 5
MOST = 20
"""Questions of one interview, whatever its precision."""
SAME = 0.05
"""Questions that tell nearly as much are as good; each interview takes its own."""
FRESH = 0.15
"""What a skill that was not asked yet adds to a question's information."""
UNCLEAR = (0.1, 0.85)
"""Scores between which a follow-up is worth asking."""


def ability_in(interview: Interview, bank: Bank) -> Ability:
    """Return the ability that the answers so far show."""
    return ability_of(
        (question.difficulty, turn.worth)
        for turn in interview.answered
        if (question := bank.question(turn.question_id)) is not None
    )


def next_question(interview: Interview, bank: Bank) -> Question | None:
    """Return the question to ask next; None when all were asked."""
    asked = {turn.question_id for turn in interview.turns}
    left = [question for question in bank.questions if question.id not in asked]
    if not left:
        return None
    ability = LEVEL_DIFFICULTY[interview.level]
    if interview.answered:
        ability = ability_in(interview, bank).value
    seen = _skills_asked(interview, bank)
    worth = {q.id: _worth(q, ability, seen) for q in left}
    best = max(worth.values())
    good = [q for q in left if worth[q.id] >= (1 - SAME) * best]
    return min(good, key=lambda question: _lot(interview.id, question.id))


def follow_up(question: Question, score: AnswerScore) -> str:
    """Return what to ask about the weightiest point missed; empty if nothing is."""
    low, high = UNCLEAR
    if score.flags or not low <= score.score <= high:
        return ""
    pairs = zip(question.points, score.points, strict=True)
    missed = [point for point, found in pairs if found.coverage < 0.5]
    if not missed:
        return ""
    return max(missed, key=lambda point: point.weight).follow_up


def why_over(interview: Interview, bank: Bank, spent_s: float) -> str:
    """Return why no further question is asked; empty while one should be."""
    answered = len(interview.answered)
    if spent_s >= 60 * interview.minutes:
        return "time"
    if answered >= MOST or len(interview.turns) >= len(bank.questions):
        return "questions"
    if answered >= FEWEST and ability_in(interview, bank).error <= PRECISE:
        return "precision"
    return ""


def _skills_asked(interview: Interview, bank: Bank) -> Counter[str]:
    found: Counter[str] = Counter()
    for turn in interview.turns:
        question = bank.question(turn.question_id)
        found.update(question.skills if question else ())
    return found


def _worth(question: Question, ability: float, seen: Counter[str]) -> float:
    """Return information, somewhat more for a skill that was not asked yet."""
    fresh = _mean([1 / (1 + seen[skill]) for skill in question.skills])
    return information(ability, question.difficulty) * (1 + FRESH * fresh)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _lot(interview_id: str, question_id: str) -> str:
    return hashlib.sha256(f"{interview_id} {question_id}".encode()).hexdigest()

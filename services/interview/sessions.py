"""What may happen to an interview, and what it then is: plain functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from services.errors import InvalidInput, SessionBusy
from services.interview.choosing import follow_up, next_question, why_over
from services.models.interview import OVER, Interview, InterviewTurn
from services.models.interview_bank import Bank, Question
from services.models.interview_score import AnswerScore

Score = Callable[[Question, str], AnswerScore]
IDLE = timedelta(hours=24)
"""An interview without a word for so long counts as abandoned."""
JOINED = 0.5
"""What a point counts that only the follow-up brought out."""


def spent_s(interview: Interview, now: datetime) -> float:
    """Return how long it was active; a clock that was set back adds nothing."""
    running = 0.0
    if interview.state == "active" and interview.resumed_at is not None:
        running = max(0.0, (now - interview.resumed_at).total_seconds())
    return interview.spent_s + running


def resumed(interview: Interview, bank: Bank, now: datetime) -> Interview:
    """Return the interview going on; raise InvalidInput when it is over."""
    _check_not_over(interview)
    if interview.state == "active":
        return interview
    active = replace(interview, state="active", resumed_at=now, updated_at=now)
    return active if active.turns else _ask_next(active, bank, now)


def paused(interview: Interview, now: datetime) -> Interview:
    _check_not_over(interview)
    if interview.state == "paused":
        return interview
    spent = spent_s(interview, now)
    return replace(
        interview, state="paused", spent_s=spent, resumed_at=None, updated_at=now
    )


def finished(interview: Interview, now: datetime, why: str = "asked") -> Interview:
    """Return it over: completed with an answer, abandoned without."""
    if interview.state in OVER:
        return interview
    answered = bool(interview.answered)
    return replace(
        interview,
        state="completed" if answered else "abandoned",
        spent_s=spent_s(interview, now),
        resumed_at=None,
        updated_at=now,
        turns=tuple(turn for turn in interview.turns if turn.score is not None),
        ended_by=why,
    )


def settled(interview: Interview, now: datetime) -> Interview:
    """Return it as it is by now: one that was left alone is abandoned."""
    if interview.state in OVER or interview.state == "pending":
        return interview
    if now - interview.updated_at > IDLE and interview.state == "active":
        return replace(
            interview, state="abandoned", resumed_at=None, ended_by="left alone"
        )
    return interview


def answered(
    interview: Interview,
    bank: Bank,
    text: str,
    score: Score,
    now: datetime,
    *,
    turn: int | None = None,
    confidence: float | None = None,
) -> Interview:
    """Return the interview with an answer, and with what is asked next.

    Raise SessionBusy when `turn` is not the one that waits.
    """
    index, waiting = waiting_turn(interview, turn)
    question = bank.question(waiting.question_id)
    if question is None:
        raise InvalidInput("The bank has no longer this question: start anew.")
    spent = spent_s(interview, now)
    done = _scored(waiting, question, text, score, confidence)
    over = why_over(_with(interview, index, done), bank, spent)
    if over == "time" and done.follow_up_answer is None:
        done = replace(done, follow_up="")
    moved = replace(_with(interview, index, done), updated_at=now)
    if done.waits:
        return moved
    return finished(moved, now, over) if over else _ask_next(moved, bank, now)


def waiting_turn(interview: Interview, turn: int | None) -> tuple[int, InterviewTurn]:
    """Return the question that waits for an answer, and where it stands."""
    _check_not_over(interview)
    if interview.state != "active":
        raise InvalidInput(f"The interview is {interview.state}: resume it first.")
    index = len(interview.turns) - 1
    if turn is not None and turn != position(interview):
        raise SessionBusy("This question was answered already, perhaps in another tab.")
    return index, interview.turns[index]


def position(interview: Interview) -> int:
    """Return the number of the question that waits; a follow-up is one of its own."""
    asked = len(interview.turns)
    return asked + sum(bool(turn.follow_up) for turn in interview.turns)


def _scored(
    turn: InterviewTurn,
    question: Question,
    text: str,
    score: Score,
    confidence: float | None,
) -> InterviewTurn:
    if turn.score is None:
        found = score(question, text)
        return replace(
            turn,
            answer=text,
            score=found,
            follow_up=follow_up(question, found),
            confidence=confidence,
        )
    both = score(question, f"{turn.answer}\n{text}")
    gain = max(0.0, both.score - turn.score.score)
    worth = round(turn.score.score + JOINED * gain, 3)
    # A follow-up that is copied or off the topic takes nothing away.
    kept = replace(both, score=worth) if not both.flags else turn.score
    return replace(turn, follow_up_answer=text, score=kept)


def _with(interview: Interview, index: int, turn: InterviewTurn) -> Interview:
    turns = (*interview.turns[:index], turn, *interview.turns[index + 1 :])
    return replace(interview, turns=turns)


def _ask_next(interview: Interview, bank: Bank, now: datetime) -> Interview:
    question = next_question(interview, bank)
    if question is None:
        return finished(interview, now, "questions")
    turn = InterviewTurn(question.id, now)
    return replace(interview, turns=(*interview.turns, turn))


def _check_not_over(interview: Interview) -> None:
    if interview.state in OVER:
        raise InvalidInput(f"The interview is {interview.state}: start a new one.")

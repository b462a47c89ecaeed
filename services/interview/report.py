"""What an interview showed: one figure with its interval, and everything behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

from services.interview.ability import expected
from services.interview.advice import advice_on, summary_of
from services.interview.choosing import ability_in
from services.models.interview import Ability, Interview, InterviewTurn
from services.models.interview_bank import Bank, Question
from services.models.interview_score import AnswerScore
from services.models.resume import Resume


def report_of(
    interview: Interview, bank: Bank, resume: Resume, before: Sequence[Interview]
) -> dict[str, Any]:
    """Return the report; `before` are the candidate's other interviews."""
    ability = ability_in(interview, bank)
    overall = overall_score(ability, bank) if interview.answered else None
    pairs = list(asked(interview, bank))
    return {
        "session_id": interview.id,
        "candidate_id": interview.candidate_id,
        "status": interview.state,
        "bank": interview.bank,
        "skill_level": interview.level,
        "ended_by": interview.ended_by,
        "overall_score": overall["score"] if overall else None,
        "interval": overall["interval"] if overall else None,
        "ability": {"value": ability.value, "standard_error": ability.error},
        "answered": len(interview.answered),
        "detailed_feedback": summary_of(pairs),
        "per_skill": per_skill(pairs),
        "per_question": [
            _per_question(question, turn, bank, resume) for question, turn in pairs
        ],
        "progress": progress(interview, before),
    }


def overall_score(ability: Ability, bank: Bank) -> dict[str, Any]:
    """Return the score to expect on the whole bank, 0 to 100, with a 90 % interval."""
    low, high = ability.interval
    return {
        "score": _on_bank(ability.value, bank),
        "interval": [_on_bank(low, bank), _on_bank(high, bank)],
    }


def _on_bank(value: float, bank: Bank) -> float:
    shares = [expected(value, question.difficulty) for question in bank.questions]
    return round(100 * fmean(shares), 1)


def asked(interview: Interview, bank: Bank) -> Sequence[tuple[Question, InterviewTurn]]:
    """Return the answered questions that the bank still has, with their turns."""
    found = []
    for turn in interview.answered:
        question = bank.question(turn.question_id)
        if question is not None:
            found.append((question, turn))
    return found


def per_skill(
    pairs: Sequence[tuple[Question, InterviewTurn]],
) -> list[dict[str, Any]]:
    """Return each skill's mean score, 0 to 100, and how many answers it rests on."""
    by_skill: dict[str, list[float]] = {}
    for question, turn in pairs:
        for skill in question.skills:
            by_skill.setdefault(skill, []).append(turn.worth)
    return [
        {"skill": skill, "score": _percent(fmean(found)), "answers": len(found)}
        for skill, found in by_skill.items()
    ]


def _per_question(
    question: Question, turn: InterviewTurn, bank: Bank, resume: Resume
) -> dict[str, Any]:
    score = turn.score or AnswerScore(0.0)
    return {
        "question_id": question.id,
        "question": question.text,
        "level": question.level,
        "skills": list(question.skills),
        "answer": turn.answer,
        "follow_up": turn.follow_up,
        "follow_up_answer": turn.follow_up_answer,
        "score": _percent(turn.worth),
        "disputed": turn.disputed is not None,
        "points": [
            {
                "says": point.says,
                "coverage": point.coverage,
                "by": point.by,
                "evidence": point.evidence,
            }
            for point in score.points
        ],
        "traps": [{"why": t.why, "evidence": t.evidence} for t in score.traps],
        "flags": [{"flag": f.flag, "evidence": f.evidence} for f in score.flags],
        "structure": dict(score.structure),
        "specifics": list(score.specifics),
        "hedges": list(score.hedges),
        "words": score.words,
        "features": dict(score.features),
        "engine": score.engine,
        "delivery": _delivery(score),
        "advice": advice_on(question, turn, resume, story=bank.star),
        "model_answer": "" if bank.star else question.model_answer,
    }


def _delivery(score: AnswerScore) -> Mapping[str, Any] | None:
    spoken = score.delivery
    if spoken is None:
        return None
    return {
        "duration_s": spoken.duration_s,
        "words_per_minute": spoken.words_per_minute,
        "pauses": [{"at_s": at, "length_s": length} for at, length in spoken.pauses],
        "fillers": list(spoken.fillers),
    }


def progress(interview: Interview, before: Sequence[Interview]) -> list[dict[str, Any]]:
    """Return the candidate's completed interviews on this bank, oldest first."""
    same = {one.id: one for one in (*before, interview) if one.bank == interview.bank}
    done = [one for one in same.values() if one.state == "completed"]
    return [
        {
            "session_id": one.id,
            "at": one.created_at.isoformat(),
            "mean_score": _percent(mean_worth(one)),
        }
        for one in sorted(done, key=lambda one: one.created_at)
    ]


def mean_worth(interview: Interview) -> float:
    """Return the mean score of the answers, in [0, 1]; 0 without any."""
    return fmean([turn.worth for turn in interview.answered] or [0.0])


def _percent(share: float) -> float:
    return round(100 * share, 1)

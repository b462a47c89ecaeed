"""Ability from scores, and which question tells most."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from services.interview.ability import ability_of, expected, information
from services.interview.choosing import follow_up, next_question, why_over
from services.models.interview import Interview, InterviewTurn
from services.models.interview_bank import LEVEL_DIFFICULTY, SkillLevel
from services.models.interview_score import AnswerScore, PointFound, Raised
from tests.interview.test_banks import BANKS

NOW = datetime(2030, 1, 1, 12, tzinfo=UTC)
SQL = next(bank for bank in BANKS if bank.name == "sql")


def interview(
    *scores: float, level: SkillLevel = "middle", name: str = "x"
) -> Interview:
    empty = Interview(name, "c", "sql", level, "text", 20, "active", NOW, NOW)
    for score in scores:
        question = next_question(empty, SQL)
        assert question is not None
        turn = InterviewTurn(question.id, NOW, "said", AnswerScore(score))
        empty = replace(empty, turns=(*empty.turns, turn))
    return empty


def test_nothing_answered_says_nothing() -> None:
    ability = ability_of([])
    assert ability.value == pytest.approx(0, abs=1e-6)
    assert ability.error == pytest.approx(1.2, abs=0.01)


def test_more_answers_make_it_surer_and_better_ones_higher() -> None:
    good = [ability_of([(0.0, 1.0)] * n) for n in (1, 4, 8)]
    errors = [ability.error for ability in good]
    assert errors == sorted(errors, reverse=True)
    values = [ability_of([(0.0, score)] * 4).value for score in (0, 0.3, 0.7, 1)]
    assert values == sorted(values)
    low, high = good[-1].interval
    assert low < good[-1].value < high


def test_a_question_tells_most_at_its_own_difficulty() -> None:
    assert expected(0.5, 0.5) == 0.5
    assert information(0.5, 0.5) > information(0.5, -0.5) > information(0.5, -2)


@pytest.mark.parametrize("level", ["junior", "middle", "senior"])
def test_the_first_question_is_of_the_level_that_was_said(level: SkillLevel) -> None:
    question = next_question(interview(level=level), SQL)
    assert question is not None
    assert abs(question.difficulty - LEVEL_DIFFICULTY[level]) < 0.6


def test_questions_follow_the_answers() -> None:
    hard, easy = interview(1, 1, 1, 1), interview(0, 0, 0, 0)
    after = [next_question(one, SQL) for one in (hard, easy)]
    assert after[0] is not None
    assert after[1] is not None
    assert after[0].difficulty > after[1].difficulty + 0.5


def test_no_question_comes_twice_and_skills_are_covered() -> None:
    whole = interview(*[0.5] * 12)
    ids = [turn.question_id for turn in whole.turns]
    assert len(set(ids)) == 12
    skills = {s for q in SQL.questions if q.id in ids for s in q.skills}
    assert len(skills) >= len(SQL.skills) - 2


def test_two_interviews_need_not_begin_alike() -> None:
    first = {
        interview(0.5, name=f"n{number}").turns[0].question_id for number in range(9)
    }
    assert len(first) > 1


def test_a_follow_up_asks_about_the_weightiest_point_missed() -> None:
    question = SQL.questions[0]
    points = tuple(
        PointFound(p.says, float(n == 0)) for n, p in enumerate(question.points)
    )
    asked = follow_up(question, AnswerScore(0.4, points))
    assert asked in [point.follow_up for point in question.points[1:]]
    assert follow_up(question, AnswerScore(0.95, points)) == ""
    assert follow_up(question, AnswerScore(0.0, points)) == ""
    stuffed = AnswerScore(0.4, points, flags=(Raised("stuffed", "words"),))
    assert follow_up(question, stuffed) == ""


def test_it_ends_on_time_precision_or_questions() -> None:
    assert why_over(interview(0.5), SQL, 0) == ""
    assert why_over(interview(0.5), SQL, 20 * 60) == "time"
    assert why_over(interview(*[0.5] * 20), SQL, 0) == "questions"
    assert why_over(interview(*[0.5] * 14), SQL, 0) == "precision"

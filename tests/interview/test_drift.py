"""Drift: shifted weeks raise the alarm, unshifted ones do not."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from services.interview.analytics import analytics_of
from services.interview.drift import drift_of, judge
from services.models.interview import Interview, InterviewTurn
from services.models.interview_score import AnswerScore
from tests.interview.test_banks import BANKS

START = datetime(2030, 1, 7, 12, tzinfo=UTC)
SQL = next(bank for bank in BANKS if bank.name == "sql")
Draw = Callable[[random.Random], float]


def usual(draw: random.Random) -> float:
    return draw.betavariate(2, 2)


def lower(draw: random.Random) -> float:
    return draw.betavariate(1, 4)


def week(number: int, draw: random.Random, score: Draw) -> list[Interview]:
    """Return ten interviews of a week, six answers each."""
    found = []
    for one in range(10):
        at = START + timedelta(weeks=number, hours=one)
        asked = draw.sample(SQL.questions, 6)
        turns = tuple(
            InterviewTurn(q.id, at, "said", AnswerScore(score(draw))) for q in asked
        )
        name = f"{number}-{one}"
        found.append(
            Interview(
                name,
                f"c{one}",
                "sql",
                "middle",
                "text",
                20,
                "completed",
                at,
                at,
                turns=turns,
            )
        )
    return found


def test_ten_weeks_alike_raise_no_alarm() -> None:
    draw = random.Random(5)
    weeks = [one for number in range(14) for one in week(number, draw, usual)]
    report = drift_of(weeks)
    assert len(report["weeks"]) == 10
    assert not report["alarm"]
    assert report["advice"] == ""


def test_a_shifted_week_raises_the_alarm_and_proposes_a_refit() -> None:
    draw = random.Random(5)
    weeks = [one for number in range(8) for one in week(number, draw, usual)]
    report = drift_of(weeks + week(8, draw, lower))
    assert [one["alarm"] for one in report["weeks"]] == [False] * 4 + [True]
    assert "scores" in report["weeks"][-1]["shifted"]
    assert "refit" in report["advice"]


def test_a_small_week_is_not_judged() -> None:
    assert judge([0.5] * 200, [0.1] * 10) is None
    assert judge([0.5] * 20, [0.1] * 100) is None
    assert drift_of([])["weeks"] == []


def test_figures_of_many_interviews() -> None:
    draw = random.Random(2)
    weeks = [one for number in range(3) for one in week(number, draw, usual)]
    found = analytics_of(weeks, {"sql": SQL}.get)
    assert (found["total"], found["completed"], found["completion"]) == (30, 30, 1)
    assert sum(found["distribution"]) == 30
    assert sum(one["answers"] for one in found["by_question"]) == 180
    assert {one["name"] for one in found["by_skill"]} <= set(SQL.skills)
    assert len(found["trend"]) == 3
    assert found["by_question"][0]["question"]
    none = analytics_of([], lambda name: None)
    assert (none["total"], none["mean_score"], none["completion"]) == (0, None, None)

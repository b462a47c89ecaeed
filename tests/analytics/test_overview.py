"""Figures of a span of time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from services.analytics.overview import overview, today
from services.analytics.table import TurnTable
from services.models.records import Interaction
from tests.analytics.turns import NOON, turn


def seen(*turns: Interaction, days: float = 1) -> dict[str, Any]:
    table = TurnTable()
    for one in turns:
        table.add(one)
    since, until = NOON - timedelta(days=days), NOON + timedelta(seconds=1)
    return overview(table.span().between(since, until), since, until)


def test_turns_are_totalled() -> None:
    totals = seen(
        turn(unanswered=True),
        turn(channel="voice", session_id="two", cost_usd=0.25, prompt_tokens=9),
        turn(cached=True, completion_tokens=1, cost_usd=0.5),
    )["totals"]
    assert totals == {
        "questions": 3,
        "spoken": 1,
        "unanswered": 1,
        "cached": 1,
        "sessions": 2,
        "returning": 0,
        "tokens": 10,
        "cost_usd": 0.75,
    }


def test_nothing_at_all_is_zero_everywhere() -> None:
    found = seen()
    assert not any(found["totals"].values())
    assert found["latency_ms"] == found["most_asked"] == found["engines"] == []
    assert sum(bucket["questions"] for bucket in found["series"]) == 0


def test_a_day_is_told_by_the_hour_with_its_empty_hours() -> None:
    found = seen(turn(), turn(ago_h=2, unanswered=True), turn(ago_h=2))
    assert found["bucket"] == "hour"
    assert len(found["series"]) == 25
    by_hour = {row["at"][11:13]: row for row in found["series"][1:]}
    assert (by_hour["10"]["questions"], by_hour["10"]["unanswered"]) == (2, 1)
    assert by_hour["11"]["questions"] == 0


def test_a_month_is_told_by_the_day() -> None:
    found = seen(turn(), turn(ago_h=24 * 20), days=30)
    assert found["bucket"] == "day"
    assert [r["at"][:10] for r in found["series"] if r["questions"]] == [
        "2026-02-18",
        "2026-03-10",
    ]


def test_percentiles_are_over_the_turns_in_which_a_stage_ran() -> None:
    turns = [turn(timing_ms={"answer_ms": n}) for n in range(1, 101)]
    turns += [turn(timing_ms={"answer_ms": 0.0, "tts_ms": 40.0})]
    found = {row["stage"]: row for row in seen(*turns)["latency_ms"]}
    assert found["answer"]["turns"] == 100
    assert found["answer"]["p50"] == pytest.approx(50.5)
    assert found["answer"]["p95"] == pytest.approx(95.05)
    assert found["answer"]["p99"] == pytest.approx(99.01)
    assert found["tts"]["p99"] == 40.0
    assert "llm" not in found


def test_engines_and_fallbacks_are_counted_by_name() -> None:
    failed = ("tts:edge-tts:timeout",)
    found = seen(
        turn(engines={"tts": "espeak-ng", "llm": "none"}, degraded=failed),
        turn(engines={"llm": "none"}),
    )
    assert found["engines"] == [
        {"part": "llm", "engine": "none", "count": 2},
        {"part": "tts", "engine": "espeak-ng", "count": 1},
    ]
    assert found["fallbacks"] == [{"name": failed[0], "count": 1}]


def test_most_asked_come_first_and_words_not_kept_do_not_count() -> None:
    found = seen(turn("a"), turn("b"), turn("B?"), turn(""), turn(""), turn(""))
    assert found["most_asked"] == [
        {"question": "b", "count": 2},
        {"question": "a", "count": 1},
    ]


def test_the_budget_counts_from_midnight() -> None:
    table = TurnTable()
    table.add(turn(ago_h=1, cost_usd=0.25))
    table.add(turn(ago_h=13, cost_usd=4.0))
    assert today(table.span(), NOON) == 0.25

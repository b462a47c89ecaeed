"""Which turns are wanted, and what was before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from services.analytics.comparison import beside
from services.analytics.overview import overview, returning
from services.analytics.table import TurnTable
from services.analytics.wanted import Range, Wanted, phrases_of
from services.models.records import Interaction
from tests.analytics.turns import NOON, turn


def filled(*turns: Interaction) -> TurnTable:
    table = TurnTable()
    for one in turns:
        table.add(one)
    return table


@pytest.mark.parametrize(
    ("question", "q", "found"),
    [
        ("Does she know C++?", "c++", True),
        ("Does she know C?", "c++", False),
        ("projects (Kafka)", "kafka", True),
        ("any projects", "proj", True),
        ("a start", "art", False),
        ("Où est-elle ?", "OU elle", True),
        ("Straße", "STRASSE", True),
        ("她做过什么项目", "项目", True),
        ("Знает ли она Rust", "она", True),
        ("any Rust projects", '"rust projects"', True),
        ("projects in Rust", '"rust projects"', False),
        ("what?", '"What?"', True),
    ],
)
def test_words_are_looked_for_folded_and_from_their_beginning(
    question: str, q: str, found: bool
) -> None:
    span = filled(turn(question), turn("")).span()
    assert len(Wanted(q=phrases_of(q)).of(span).rows) == found


def test_what_has_no_word_is_nothing_to_look_for() -> None:
    assert phrases_of(' ? "" -- ') == ()


def test_the_range_before_is_as_long_and_days_are_moved_by_days() -> None:
    hour = Range(NOON, NOON + timedelta(hours=1))
    assert hour.before == Range(NOON - timedelta(hours=1), NOON)
    midnight = datetime(2026, 3, 10, tzinfo=UTC)
    morning = Range(midnight, NOON).before
    assert morning == Range(midnight - timedelta(days=1), NOON - timedelta(days=1))
    assert Range(midnight, NOON).days == (midnight.date(), midnight.date())
    whole = Range(midnight - timedelta(days=2), midnight)
    assert whole.before.until == whole.since
    assert whole.days_before.days[1] == whole.days[0] - timedelta(days=1)


def test_each_figure_has_the_one_before_it() -> None:
    span = filled(
        turn("a", ago_h=1, engines={"llm": "groq"}),
        turn("A?", ago_h=30, engines={"llm": "groq"}),
        turn("b", ago_h=31, language="fr", degraded=("tts:edge-tts:timeout",)),
    ).span()
    within = Range(NOON - timedelta(days=1), NOON)
    now = span.between(within.since, within.until)
    then = span.between(within.before.since, within.before.until)
    found = beside(now, within, then)
    assert found["before"]["totals"]["questions"] == 2
    assert found["most_asked"] == [{"question": "a", "count": 1, "before": 1}]
    assert found["engines"][0]["before"] == 1
    assert found["languages"] == [{"name": "en", "count": 1, "before": 1}]
    assert found["fallbacks"] == []
    assert overview(now, within.since, within.until)["totals"] == found["totals"]


def test_a_session_that_is_taken_up_again_has_returned() -> None:
    rows = filled(
        turn(ago_h=5, session_id="back"),
        turn(ago_h=4.5, session_id="talks on"),
        turn(ago_h=1, session_id="back"),
        turn(ago_h=4.2, session_id="talks on"),
    ).span()
    assert returning(rows.rows) == 1

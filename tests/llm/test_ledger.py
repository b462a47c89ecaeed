"""The books: what was spent survives, limits hold, warnings come once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from services.llm.ledger import Hold, Ledger

START = datetime(2026, 3, 1, 23, 0, tzinfo=UTC)


class Days:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


def ledger(
    path: Path | None = None,
    *,
    limit: float = 1.0,
    free: int = 2,
    days: Days | None = None,
) -> Ledger:
    return Ledger(path, daily_limit_usd=limit, free_queries=free, now=days or Days())


def spend(books: Ledger, usd: float, visitor: str = "v") -> None:
    books.count(visitor)
    hold = books.hold(usd)
    assert hold is not None
    books.settle(hold, model="m", prompt_tokens=10, cost_usd=usd)


def test_the_days_money_can_be_spent_once() -> None:
    books = ledger(limit=1.0)
    spend(books, 0.7)
    assert books.hold(0.4) is None
    assert books.hold(0.3) is not None


def test_money_set_aside_counts_as_spent() -> None:
    books = ledger(limit=1.0)
    first = books.hold(0.6)
    assert books.hold(0.6) is None
    assert isinstance(first, Hold)
    books.settle(first, model="m", cost_usd=0.1)
    assert books.hold(0.6) is not None


def test_spending_survives_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "ledger.json"
    spend(ledger(path), 0.9)
    again = ledger(path)
    assert again.hold(0.2) is None
    assert again.usage()["calls"] == 1


def test_the_file_is_whole_and_alone(tmp_path: Path) -> None:
    books = ledger(tmp_path / "ledger.json")
    for _ in range(3):
        spend(books, 0.1)
    assert [file.name for file in tmp_path.iterdir()] == ["ledger.json"]


@pytest.mark.parametrize("damage", ["", "{", "[1]", '{"date": 3, "odd": 1}', "null"])
def test_a_damaged_file_starts_a_fresh_day(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "ledger.json"
    path.write_text(damage)
    assert ledger(path).usage()["cost_usd"] == 0.0


def test_a_new_day_starts_afresh() -> None:
    days = Days()
    books = ledger(limit=1.0, days=days)
    spend(books, 1.0)
    spend_left = books.hold(0.1)
    days.now += timedelta(hours=2)
    assert spend_left is None
    assert books.hold(0.9) is not None
    assert books.allows("v")


def test_a_visitor_has_so_many_answers_a_day() -> None:
    books = ledger(free=2)
    spend(books, 0.1, "ann")
    books.cached("ann")
    assert not books.allows("ann")
    assert books.allows("bob")


def test_a_failed_call_uses_up_no_allowance() -> None:
    books = ledger(free=1)
    books.count("ann")
    assert not books.allows("ann")
    books.give_back("ann")
    assert books.allows("ann")


def test_zero_queries_lift_the_allowance() -> None:
    books = ledger(free=0)
    for _ in range(5):
        spend(books, 0.01)
    assert books.allows("v")


def test_zero_dollars_let_only_free_calls_pass() -> None:
    books = ledger(limit=0.0)
    assert books.hold(0.001) is None
    assert books.hold(0.0) is not None


def test_warnings_come_once_at_80_95_and_100_percent() -> None:
    books = ledger(limit=1.0, free=0)
    with capture_logs() as logs:
        for _ in range(10):
            spend(books, 0.1)
        books.hold(0.1)
    warned = [e["reached_percent"] for e in logs if e["event"] == "llm_budget"]
    assert warned == [80, 95, 100]

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.speech.voice_budget import VoiceBudget


class Now:
    def __init__(self) -> None:
        self.at = datetime(2030, 1, 1, 23, 59, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


def budget(path: Path | None = None, now: Now | None = None) -> VoiceBudget:
    """1,000 characters a day, 200 a visitor."""
    return VoiceBudget(path, daily_limit_usd=0.1, usd_per_1000=0.1, now=now or Now())


def test_a_visitor_has_a_fifth_and_the_day_the_whole() -> None:
    money = budget()
    for visitor in "abcde":
        hold = money.hold(200, visitor=visitor)
        assert hold is not None
        money.settle(hold, sent=True)
        assert money.hold(1, visitor=visitor) is None
    assert money.hold(1, visitor="f") is None
    assert money.hold(1, visitor="") is None
    assert money.usage()["cost_usd"] == pytest.approx(0.1)


def test_what_is_held_counts_until_it_is_known_not_to_be_sent() -> None:
    money = budget()
    hold = money.hold(200, visitor="a")
    assert hold is not None
    assert money.hold(1, visitor="a") is None
    assert money.hold(801, visitor="") is None
    money.settle(hold, sent=False)
    assert money.usage()["characters"] == 0
    assert money.hold(200, visitor="a") is not None
    assert money.hold(800, visitor="") is not None


def test_a_new_day_begins_afresh() -> None:
    now = Now()
    money = budget(now=now)
    hold = money.hold(200, visitor="a")
    assert hold is not None
    now.at = datetime(2030, 1, 2, tzinfo=UTC)
    assert money.hold(200, visitor="a") is not None
    money.settle(hold, sent=True)
    assert money.usage()["characters"] == 200


def test_a_voice_that_costs_nothing_has_no_limit() -> None:
    money = VoiceBudget(None, daily_limit_usd=0, usd_per_1000=0)
    assert money.hold(10**9, visitor="a") is not None


def test_no_dollars_are_no_characters() -> None:
    money = VoiceBudget(None, daily_limit_usd=0, usd_per_1000=0.1)
    assert money.hold(1, visitor="") is None


@pytest.mark.parametrize("held", ["", "[]", "{}", '{"date": 1}', "\x00"])
def test_a_damaged_file_is_a_fresh_day(tmp_path: Path, held: str) -> None:
    path = tmp_path / "ledger.json"
    path.write_text(held, "utf-8")
    assert budget(path).usage()["characters"] == 0

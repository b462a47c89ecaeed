from __future__ import annotations

import pytest

from services.guard import hourly_seconds
from services.guard.hourly_seconds import HOUR_S, HourlySeconds


class FakeClock:
    now = 50.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def test_the_last_one_may_go_over(clock: FakeClock) -> None:
    share = HourlySeconds(100, clock=clock)
    share.take("a", 99)
    assert share.wait_s("a") == 0
    share.take("a", 500)
    assert share.wait_s("a") == HOUR_S
    assert share.wait_s("b") == 0


def test_the_wait_is_until_enough_was_long_ago(clock: FakeClock) -> None:
    share = HourlySeconds(100, clock=clock)
    for seconds in (10, 60, 60):
        share.take("a", seconds)
        clock.now += 100
    assert share.wait_s("a") == HOUR_S - 200
    clock.now += HOUR_S - 200
    assert share.wait_s("a") == 0


def test_visitors_are_forgotten_when_there_are_too_many(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hourly_seconds, "MAX_VISITORS", 2)
    share = HourlySeconds(1, clock=clock)
    for name in "abc":
        share.take(name, 9)
    assert [share.wait_s(name) > 0 for name in "abc"] == [False, True, True]

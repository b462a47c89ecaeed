from __future__ import annotations

from services.guard import daily_share
from services.guard.daily_share import DAY_S, DailyShare


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_share_comes_back_a_day_after_it_was_taken() -> None:
    clock = Clock()
    share = DailyShare(2, clock=clock)
    assert share.take("a") == 0
    clock.now = 100
    assert share.take("a") == 0
    assert share.take("a") == DAY_S - 100
    assert share.take("b") == 0
    clock.now = DAY_S
    assert share.take("a") == 0
    assert share.take("a") == 100


def test_what_came_to_nothing_is_not_counted() -> None:
    share = DailyShare(1, clock=Clock())
    share.take("a")
    share.give_back("a")
    share.give_back("nobody")
    assert share.take("a") == 0
    assert share.take("a") > 0


def test_visitors_without_number_take_bounded_memory() -> None:
    share = DailyShare(1, clock=Clock())
    for number in range(daily_share.MAX_VISITORS + 10):
        share.take(str(number))
    assert share.take(str(daily_share.MAX_VISITORS)) > 0
    assert share.take("0") == 0

from __future__ import annotations

from contextlib import suppress

import pytest

from services.errors import RateLimitExceeded
from services.guard.daily_limit import DailyLimit


def spent(limit: DailyLimit, visitor: str, times: int) -> int:
    """How many of so many tries are let in."""
    done = 0
    for _ in range(times):
        with suppress(RateLimitExceeded), limit.taken(visitor):
            done += 1
    return done


def test_ten_thousand_of_one_visitor_leave_room_for_others() -> None:
    limit = DailyLimit(per_visitor=300, in_all=1_000)
    assert spent(limit, "one", 10_000) == 300
    assert spent(limit, "two", 5) == 5


def test_all_visitors_together_are_bounded_until_the_day_is_over() -> None:
    now = [0.0]
    limit = DailyLimit(per_visitor=3, in_all=5, clock=lambda: now[0])
    assert [spent(limit, str(number), 3) for number in range(3)] == [3, 2, 0]
    now[0] = 86_401.0
    assert spent(limit, "0", 9) == 3


def test_what_came_to_nothing_is_not_counted() -> None:
    limit = DailyLimit(per_visitor=1, in_all=1)
    with pytest.raises(KeyError), limit.taken("one"):
        raise KeyError
    assert spent(limit, "one", 2) == 1
    with pytest.raises(RateLimitExceeded) as refused, limit.taken("one"):
        raise KeyError
    assert refused.value.retry_after_s
    assert spent(limit, "two", 1) == 0

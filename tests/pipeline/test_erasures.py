from __future__ import annotations

from itertools import count

from services.pipeline import erasures
from services.pipeline.erasures import Erasures


def test_only_what_began_before_is_over() -> None:
    clock = count(10)
    noted = Erasures(lambda: float(next(clock)))
    noted.note("a")
    assert noted.followed(9.0, "a")
    assert not noted.followed(11.0, "a")
    assert not noted.followed(9.0, "b")
    noted.note("a")
    assert noted.followed(11.0, "a")


def test_sessions_without_number_take_bounded_memory() -> None:
    noted = Erasures()
    for number in range(erasures.MOST_REMEMBERED + 5):
        noted.note(str(number))
    assert noted.followed(0.0, str(erasures.MOST_REMEMBERED))
    assert not noted.followed(0.0, "0")

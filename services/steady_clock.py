"""A clock that tells the time of day and that nobody can set back or ahead."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

Seconds = Callable[[], float]

RUNNING = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""Goes on while the machine sleeps, where the system has such a clock."""


def running_s() -> float:
    return time.clock_gettime(RUNNING)


class SteadyClock:
    """The time of day at its making, moved on by a clock that only runs.

    What expires is measured by it, so that setting the machine's clock neither ends
    every session at once nor keeps any for ever.
    """

    def __init__(self, *, wall: Seconds = time.time, running: Seconds = running_s):
        self._running = running
        self._origin_s = wall() - running()

    def seconds(self) -> float:
        """Seconds since 1970."""
        return self._origin_s + self._running()

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.seconds(), UTC)

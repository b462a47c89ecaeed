"""How many seconds of something one visitor may have in an hour."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable

HOUR_S = 3600.0
MAX_VISITORS = 50_000


class HourlySeconds:
    """Up to `most_s` in any hour, on a clock that nobody can set back.

    How much something takes is known only once it was taken: the last one may go over.
    """

    def __init__(
        self, most_s: float, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most_s = most_s
        self._clock = clock
        self._taken: OrderedDict[str, deque[tuple[float, float]]] = OrderedDict()

    def wait_s(self, visitor: str) -> float:
        """Seconds until the visitor may have more; 0 for now."""
        taken = self._fresh(visitor)
        left_s = sum(seconds for _, seconds in taken)
        for moment, seconds in taken:
            if left_s < self._most_s:
                break
            left_s -= seconds
            if left_s < self._most_s:
                return moment + HOUR_S - self._clock()
        return 0.0

    def take(self, visitor: str, seconds: float) -> None:
        taken = self._fresh(visitor)
        taken.append((self._clock(), seconds))
        while len(self._taken) >= MAX_VISITORS:
            self._taken.popitem(last=False)
        self._taken[visitor] = taken

    def _fresh(self, visitor: str) -> deque[tuple[float, float]]:
        """What was taken within the hour; who took nothing is not remembered."""
        taken = self._taken.pop(visitor, None) or deque()
        while taken and taken[0][0] <= self._clock() - HOUR_S:
            taken.popleft()
        if taken:
            self._taken[visitor] = taken
        return taken

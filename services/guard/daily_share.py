"""How often a day one visitor may do something that is kept."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

DAY_S = 86_400.0
MAX_VISITORS = 50_000


@dataclass(slots=True)
class Taken:
    """One of a visitor's share; what was worked for it, or kept, makes it spent."""

    spent: bool = False

    def spend(self) -> None:
        self.spent = True


class DailyShare:
    """At most `most` times in any 24 hours, on a clock that nobody can set back."""

    def __init__(
        self, most: int, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = most
        self._clock = clock
        self._taken: OrderedDict[str, deque[float]] = OrderedDict()

    def take(self, visitor: str) -> float:
        """Take one, and return 0; or the seconds until there is one again."""
        now = self._clock()
        taken = self._taken.pop(visitor, None) or deque()
        while taken and taken[0] <= now - DAY_S:
            taken.popleft()
        while len(self._taken) >= MAX_VISITORS:
            self._taken.popitem(last=False)
        self._taken[visitor] = taken
        if len(taken) >= self._most:
            return taken[0] + DAY_S - now if taken else DAY_S
        taken.append(now)
        return 0.0

    @contextmanager
    def returned_unless_spent(self, visitor: str) -> Iterator[Taken]:
        """What was just taken, which is given back when nothing came of it."""
        taken = Taken()
        try:
            yield taken
        finally:
            if not taken.spent:
                self.give_back(visitor)

    def give_back(self, visitor: str) -> None:
        """What was taken last came to nothing."""
        taken = self._taken.get(visitor)
        if taken:
            taken.pop()

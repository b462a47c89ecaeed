"""How often a day something may be done by one visitor, and by all of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from services.errors import RateLimitExceeded
from services.guard.daily_share import DailyShare

EVERYBODY = ""


class DailyLimit:
    """In any 24 hours, `per_visitor` of one and `in_all` of everybody."""

    def __init__(
        self,
        *,
        per_visitor: int,
        in_all: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._own = DailyShare(per_visitor, clock=clock)
        self._all = DailyShare(in_all, clock=clock)

    @contextmanager
    def taken(self, visitor: str) -> Iterator[None]:
        """Take one, given back where the block fails; raise RateLimitExceeded."""
        wait_s = self._own.take(visitor)
        if wait_s:
            raise RateLimitExceeded(
                "You have done this as often as one visitor may in a day.",
                retry_after_s=wait_s,
            )
        wait_s = self._all.take(EVERYBODY)
        if wait_s:
            self._own.give_back(visitor)
            raise RateLimitExceeded(
                "This was done as often as it may be in a day.", retry_after_s=wait_s
            )
        try:
            yield
        except BaseException:
            self._own.give_back(visitor)
            self._all.give_back(EVERYBODY)
            raise

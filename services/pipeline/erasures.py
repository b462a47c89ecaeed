"""Which turns began before their session was forgotten: nothing of them is kept."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

MOST_REMEMBERED = 10_000
"""Far more sessions than are forgotten while one turn is under way."""


class Erasures:
    """When sessions were forgotten, on a clock that only runs.

    That a session is gone says too little: a visitor who goes on under the same id has
    another one by then.
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._at: OrderedDict[str, float] = OrderedDict()

    def note(self, session_id: str) -> None:
        """From now on, what began earlier in this session is over."""
        self._at[session_id] = self._clock()
        self._at.move_to_end(session_id)
        if len(self._at) > MOST_REMEMBERED:
            self._at.popitem(last=False)

    def followed(self, began_s: float, session_id: str) -> bool:
        """Whether the session was forgotten after something in it began."""
        return self._at.get(session_id, -1.0) >= began_s

"""The vectors of the questions that were asked last."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from services.models.vectors import Both


class RecentVectors:
    """At most `limit` of them; the one not asked for longest makes room.

    Unlike functools.lru_cache it can be asked what it has. Safe in several threads.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: OrderedDict[str, Both] = OrderedDict()
        self._lock = Lock()

    def __contains__(self, text: str) -> bool:
        return text in self._kept

    def get(self, text: str) -> Both | None:
        with self._lock:
            found = self._kept.get(text)
            if found is not None:
                self._kept.move_to_end(text)
            return found

    def keep(self, text: str, vector: Both) -> None:
        with self._lock:
            self._kept[text] = vector
            self._kept.move_to_end(text)
            while len(self._kept) > self._limit:
                self._kept.popitem(last=False)

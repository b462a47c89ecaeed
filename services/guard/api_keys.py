"""Keys of programs: who is calling, from which pages, and how often a day."""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from services.guard.daily_share import DailyShare


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key by its name. `origins` are those of its pages; none allow any."""

    name: str
    origins: tuple[str, ...] = ()

    def allows(self, origin: str | None) -> bool:
        """Whether it may be used from there; programs that are no page say nothing."""
        return origin is None or not self.origins or origin in self.origins


class ApiKeys:
    """The keys that settings name; with none of them, the doors are open to all."""

    def __init__(
        self,
        keys: Mapping[str, str],
        *,
        quotas: Mapping[str, int] | None = None,
        origins: Mapping[str, Sequence[str]] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        pages = origins or {}
        self._keys = {
            key.encode(): ApiKey(name, tuple(pages.get(name, ())))
            for name, key in keys.items()
        }
        self._shares = {
            name: DailyShare(quota, clock=clock)
            for name, quota in (quotas or {}).items()
        }

    def __bool__(self) -> bool:
        return bool(self._keys)

    def find(self, text: str) -> ApiKey | None:
        """The key that was given; takes as long for a wrong one as for a right one."""
        match = None
        for key, named in self._keys.items():
            if hmac.compare_digest(key, text.encode("utf-8", "replace")):
                match = named
        return match

    def take(self, key: ApiKey) -> float:
        """Take one of its requests and return 0, or the seconds until there is one."""
        share = self._shares.get(key.name)
        return share.take(key.name) if share else 0.0

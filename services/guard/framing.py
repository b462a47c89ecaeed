"""Which pages of other origins may frame the visitor's page, and which were refused."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from services.guard.daily_share import DailyShare

ORIGIN = re.compile(
    r"https?://(?:[a-z0-9._-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?"
)
"""As browsers write the origin of a page that somebody could list."""
ANY = "*"
MOST_REFUSED = 40
MOST_NEW_OF_ONE = 3
"""Origins that one visitor may bring to the list in a day: programs write any."""


def is_origin(origin: str) -> bool:
    return ORIGIN.fullmatch(origin) is not None


@dataclass(frozen=True, slots=True)
class RefusedOrigin:
    """An origin whose pages tried to frame the page, how often, and when."""

    origin: str
    times: int
    first_at: datetime
    last_at: datetime


class RefusedOrigins:
    """The newest origins that were refused; only such as the owner could list."""

    def __init__(
        self,
        most: int = MOST_REFUSED,
        *,
        of_one: int = MOST_NEW_OF_ONE,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._most = most
        self._share = DailyShare(of_one)
        self._clock = clock
        self._seen: OrderedDict[str, RefusedOrigin] = OrderedDict()

    def note(self, origin: str, visitor: str) -> None:
        """Remember that a page was refused; `visitor` is who looked at it."""
        if not is_origin(origin):
            return
        before, now = self._seen.pop(origin, None), self._clock()
        if before is not None:
            again = replace(before, times=before.times + 1, last_at=now)
            self._seen[origin] = again
            return
        if self._share.take(visitor):
            return
        while len(self._seen) >= self._most:
            self._seen.popitem(last=False)
        self._seen[origin] = RefusedOrigin(origin, 1, now, now)

    def forget(self, origin: str) -> None:
        """Drop one, such as one that has been listed since."""
        self._seen.pop(origin, None)

    def newest(self) -> tuple[RefusedOrigin, ...]:
        """All that are remembered, the one seen last first."""
        return tuple(reversed(self._seen.values()))


class Framing:
    """Whose pages may frame the visitor's page; `listed` tells origins as of now."""

    def __init__(self, listed: Callable[[], tuple[str, ...]]) -> None:
        self._listed = listed
        self.refused = RefusedOrigins()

    def parents(self) -> tuple[str, ...]:
        """The origins that a policy can name, or `*`."""
        return tuple(o for o in self._listed() if o == ANY or is_origin(o))

    def allows(self, origin: str) -> bool:
        """Whether pages of that origin may frame it: the one place that says so."""
        parents = self.parents()
        return origin in parents or (ANY in parents and is_origin(origin))

    def asked(self, origin: str, visitor: str) -> bool:
        """Whether a page that tries to may frame it; one that may not is remembered."""
        allowed = self.allows(origin)
        if not allowed:
            self.refused.note(origin, visitor)
        return allowed

"""The week that is over, in figures alone: told once, when the service runs next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from services.analytics.insight import Insight
from services.analytics.labels import WEEK, Thumbs, monday_of
from services.analytics.wanted import Range

EVENT = "weekly_digest"
MOST_THEMES = 10


class Teller(Protocol):
    def tell_once(self, event: str, body: Mapping[str, Any]) -> bool: ...


class WeeklyDigest:
    """Looks again and again whether a week is over that was not told of yet."""

    def __init__(
        self,
        insight: Insight,
        teller: Teller,
        *,
        told: Callable[[], Iterable[str]],
        thumbs: Thumbs | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Take the weeks that were `told` of, as ISO 8601 names them."""
        self._insight = insight
        self._teller = teller
        self._told = told
        self._thumbs = thumbs
        self._now = now

    async def look(self) -> bool:
        """Whether a week was told of now. Not before the log has been read."""
        if self._insight.warming:
            return False
        monday = monday_of(self._now().astimezone(UTC))
        until = datetime(monday.year, monday.month, monday.day, tzinfo=UTC)
        since = until - WEEK
        if name_of(since) in set(self._told()):
            return False
        return self._teller.tell_once(EVENT, await self.figures(since, until))

    async def figures(self, since: datetime, until: datetime) -> dict[str, Any]:
        """What is told of a week: no word of a visitor's, nor a theme named by one."""
        found = await self._insight.totals_between(since, until)
        gaps = await self._insight.gaps(Range(since, until))
        named = [one for one in gaps["themes"] if not one["named_by_visitors"]]
        others = [one for one in gaps["themes"] if one["named_by_visitors"]]
        given = await self._thumbs(since) if self._thumbs is not None else None
        tally = given.get(since.date()) if given is not None else None
        return {
            "week": name_of(since),
            "since": since.date().isoformat(),
            "until": (until - timedelta(days=1)).date().isoformat(),
            "asked": found["questions"],
            "answered": found["questions"] - found["unanswered"],
            "unanswered": found["unanswered"],
            "gaps": [
                {"theme": one["title"], "count": one["count"]}
                for one in named[:MOST_THEMES]
            ],
            "other_gaps": sum(one["count"] for one in others),
            "thumbs_up": tally.up if tally is not None else 0,
            "thumbs_down": tally.down if tally is not None else 0,
            "cost_usd": found["cost_usd"],
        }


def name_of(monday: datetime) -> str:
    """A week as ISO 8601 names it: `2026-W48`."""
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}"

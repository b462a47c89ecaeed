"""What visitors did with the page, as sums of a day: nobody is told from another."""

from __future__ import annotations

import asyncio
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal

import structlog

from services.whole_file import write_whole

Visit = Literal["opened", "link", "signed"]
VISITS: tuple[Visit, ...] = ("opened", "link", "signed")
FILE_NAME = "visits.json"
KEPT = timedelta(days=3_700)
MOST_A_DAY = 1_000_000
"""A sum stops here: nobody can make the file, or a chart, grow without end."""

Days = dict[str, Counter[str]]
_log = structlog.get_logger(__name__)


class Visits:
    """Counts in memory and adds that to the file now and then."""

    def __init__(
        self,
        path: Path | None,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Without a path nothing outlives the process."""
        self._path = path
        self._clock = clock
        self._kept = self._read()
        self._fresh: Days = defaultdict(Counter)

    def count(self, visit: Visit) -> None:
        self._fresh[self._clock().astimezone(UTC).date().isoformat()][visit] += 1

    def between(self, first: date, last: date) -> dict[str, int]:
        """The sums of some days, both of them included."""
        days = [self._kept, self._fresh]
        since, until = first.isoformat(), last.isoformat()
        return {
            visit: sum(
                sums[visit]
                for book in days
                for day, sums in book.items()
                if since <= day <= until
            )
            for visit in VISITS
        }

    async def save(self) -> None:
        """Add what is new to the file; a disk that takes nothing is logged.

        The file is read anew: another process may have added to it.
        """
        if self._path is None or not self._fresh:
            return
        fresh, self._fresh = self._fresh, defaultdict(Counter)
        oldest = (self._clock().astimezone(UTC).date() - KEPT).isoformat()
        try:
            self._kept = await asyncio.to_thread(self._add, fresh, oldest)
        except OSError as error:
            _log.warning("visits_not_saved", error=type(error).__name__)
            for day, sums in fresh.items():
                self._fresh[day] += sums

    def _add(self, fresh: Mapping[str, Counter[str]], oldest: str) -> Days:
        days = self._read()
        for day, sums in fresh.items():
            days[day] = Counter(
                {v: min(MOST_A_DAY, days[day][v] + sums[v]) for v in VISITS}
            )
        kept = {day: days[day] for day in sorted(days) if day >= oldest}
        if self._path is not None:
            write_whole(self._path, json.dumps(kept).encode(), synced=False)
        return defaultdict(Counter, kept)

    def _read(self) -> Days:
        """The days of the file; a missing or damaged one counts as none."""
        days: Days = defaultdict(Counter)
        if self._path is None or not self._path.exists():
            return days
        try:
            for day, sums in json.loads(self._path.read_text("utf-8")).items():
                named = date.fromisoformat(day).isoformat()
                days[named] = Counter({v: int(sums.get(v, 0)) for v in VISITS})
        except (OSError, ValueError, TypeError, AttributeError) as error:
            _log.warning("visits_unreadable", error=type(error).__name__)
        return days

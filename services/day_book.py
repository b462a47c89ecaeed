"""The sums of one UTC day, kept over restarts in a file, and each visitor's share."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from math import inf
from pathlib import Path
from typing import Generic, TypeVar

import structlog

from services.models.budget import BudgetAlert
from services.whole_file import write_whole

MAX_VISITORS = 10_000
WARN_AT = (0.8, 0.95, 1.0)

ROUNDING = 1e-9
"""Ten dimes make a dollar, though not in floating point."""

Now = Callable[[], datetime]
Tell = Callable[[BudgetAlert], None]
_log = structlog.get_logger(__name__)


def utc_now() -> datetime:
    return datetime.now(UTC)


def log_alone(alert: BudgetAlert) -> None:
    """Nobody else hears of it."""


@dataclass(slots=True)
class Day:
    """Sums of one UTC day; `warned` is the share of the limit that was told last."""

    date: str
    calls: int = 0
    cost_usd: float = 0.0
    warned: float = 0.0


D = TypeVar("D", bound=Day)


class DayBook(Generic[D]):
    """One day's sums. Visitors are counted in memory alone."""

    def __init__(
        self,
        path: Path | None,
        kind: type[D],
        *,
        name: str,
        now: Now = utc_now,
        tell: Tell = log_alone,
    ) -> None:
        """Without a path nothing outlives the process; `name` is what the log says."""
        self._tell = tell
        self._path = path
        self._kind = kind
        self._name = name
        self._now = now
        self._visitors: OrderedDict[str, int] = OrderedDict()
        self.day = self._load()

    @property
    def alerts(self) -> list[int]:
        """The percentages of the limit that were told of today."""
        return [round(mark * 100) for mark in WARN_AT if mark <= self.day.warned]

    @property
    def visitors(self) -> int:
        """How many visitors were counted today."""
        return len(self._visitors)

    def had(self, visitor: str) -> int:
        """What was counted for a visitor today."""
        return self._visitors.get(visitor, 0)

    def count(self, visitor: str, by: int = 1) -> None:
        """Add to a visitor's count, which does not fall below 0."""
        if not visitor:
            return
        self._visitors[visitor] = max(0, self._visitors.pop(visitor, 0) + by)
        while len(self._visitors) > MAX_VISITORS:
            self._visitors.popitem(last=False)

    def turn_over(self) -> bool:
        """Whether another day has begun, for which everything starts at 0."""
        today = self._today()
        if today == self.day.date:
            return False
        self.day = self._kind(today)
        self._visitors.clear()
        return True

    def warn(self, share: float, limit_usd: float) -> None:
        """Tell once a day each that 80, 95 and 100 % of the limit are spent."""
        marks = [m for m in WARN_AT if self.day.warned < m <= share + ROUNDING]
        for mark in marks:
            self.day.warned = mark
            spent = round(self.day.cost_usd, 6)
            alert = BudgetAlert(
                self._name, self.day.date, round(mark * 100), spent, limit_usd
            )
            _log.warning(
                f"{self._name}_budget",
                reached_percent=alert.percent,
                cost_usd=spent,
                limit_usd=limit_usd,
            )
            self._tell(alert)
        if marks:
            # What was told is not told again after a restart.
            self.save()

    def save(self) -> None:
        """Write the day whole; a disk that takes nothing is logged."""
        if self._path is None:
            return
        written = json.dumps(asdict(self.day)).encode()
        try:
            write_whole(self._path, written, synced=False)
        except OSError as error:
            _log.warning(f"{self._name}_ledger_not_saved", error=type(error).__name__)

    def _load(self) -> D:
        """Today's sums; a missing or damaged file counts as a fresh day."""
        fresh = self._kind(self._today())
        if self._path is None or not self._path.exists():
            return fresh
        try:
            kept = self._read(json.loads(self._path.read_text("utf-8")))
        except (OSError, ValueError, TypeError, KeyError) as error:
            _log.warning(f"{self._name}_ledger_unreadable", error=type(error).__name__)
            return fresh
        return kept if kept.date == fresh.date else fresh

    def _read(self, written: dict[str, object]) -> D:
        """Each sum as a number of its own kind; one that is missing is 0."""
        day = self._kind(str(written["date"]))
        for field in fields(day)[1:]:
            kind = type(getattr(day, field.name))
            value = kind(written.get(field.name, 0))
            if not 0 <= value < inf:
                raise ValueError(field.name)
            setattr(day, field.name, value)
        return day

    def _today(self) -> str:
        return self._now().astimezone(UTC).date().isoformat()

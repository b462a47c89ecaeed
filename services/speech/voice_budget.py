"""What voices that cost money have cost today, and what they may still cost."""

from __future__ import annotations

import json
import os
import tempfile
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import structlog

SHARES = 5
"""One visitor may have a fifth of a day's characters."""
MAX_VISITORS = 10_000
WARN_AT = (0.8, 1.0)
_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Day:
    """Sums of one UTC day."""

    date: str
    calls: int = 0
    characters: int = 0
    cost_usd: float = 0.0


@dataclass(frozen=True, slots=True)
class Hold:
    """Characters set aside until it is known whether they were sent."""

    characters: int
    visitor: str
    date: str


class VoiceBudget:
    """Survives a restart in one small file, which is written whole."""

    def __init__(
        self,
        path: Path | None,
        *,
        daily_limit_usd: float,
        usd_per_1000: float,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """0 dollars a day keep such voices silent, unless they cost nothing."""
        self._path = path
        self._limit_usd = daily_limit_usd
        self._price_usd = usd_per_1000 / 1000
        self._now = now
        self._held = 0
        self._visitors: OrderedDict[str, int] = OrderedDict()
        self._warned = 0.0
        self._day = self._load()

    def hold(self, characters: int, *, visitor: str) -> Hold | None:
        """Set characters aside; None when the day or the visitor has had its share.

        Without a visitor only the day counts.
        """
        self._turn_over()
        most = self._most_characters()
        if most is not None:
            had = self._visitors.get(visitor, 0) if visitor else 0
            if visitor and had + characters > most / SHARES:
                return None
            if self._day.characters + self._held + characters > most:
                self._warn(1.0)
                return None
        self._held += characters
        self._count(visitor, characters)
        return Hold(characters, visitor, self._day.date)

    def settle(self, hold: Hold, *, sent: bool) -> None:
        """Book what was sent, heard or not: the provider counts it too."""
        self._turn_over()
        if hold.date == self._day.date:
            self._held -= hold.characters
            if not sent:
                self._count(hold.visitor, -hold.characters)
        if not sent:
            return
        self._day.calls += 1
        self._day.characters += hold.characters
        self._day.cost_usd += hold.characters * self._price_usd
        if self._limit_usd:
            self._warn(self._day.cost_usd / self._limit_usd)
        self._save()

    def usage(self) -> dict[str, Any]:
        """Today's figures as the owner sees them."""
        self._turn_over()
        spent = self._day.cost_usd
        return asdict(self._day) | {
            "cost_usd": round(spent, 6),
            "daily_limit_usd": self._limit_usd,
            "share_of_limit": round(spent / self._limit_usd, 4)
            if self._limit_usd
            else 0,
            "visitors": len(self._visitors),
        }

    def _most_characters(self) -> float | None:
        return self._limit_usd / self._price_usd if self._price_usd else None

    def _count(self, visitor: str, characters: int) -> None:
        if not visitor:
            return
        self._visitors[visitor] = self._visitors.pop(visitor, 0) + characters
        while len(self._visitors) > MAX_VISITORS:
            self._visitors.popitem(last=False)

    def _warn(self, share: float) -> None:
        reached = max((mark for mark in WARN_AT if share >= mark), default=0.0)
        if reached > self._warned:
            self._warned = reached
            _log.warning(
                "voice_budget",
                reached_percent=round(reached * 100),
                limit_usd=self._limit_usd,
            )

    def _turn_over(self) -> None:
        today = self._today()
        if today != self._day.date:
            self._day = Day(today)
            self._held = 0
            self._warned = 0.0
            self._visitors.clear()

    def _today(self) -> str:
        return self._now().astimezone(UTC).date().isoformat()

    def _load(self) -> Day:
        """A missing or damaged file counts as a fresh day."""
        fresh = Day(self._today())
        if self._path is None or not self._path.exists():
            return fresh
        try:
            data = json.loads(self._path.read_text("utf-8"))
            kept = Day(
                str(data["date"]),
                int(data["calls"]),
                int(data["characters"]),
                float(data["cost_usd"]),
            )
        except (OSError, ValueError, TypeError, KeyError) as error:
            _log.warning("voice_ledger_unreadable", error=type(error).__name__)
            return fresh
        return kept if kept.date == fresh.date else fresh

    def _save(self) -> None:
        if self._path is None:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=".ledger")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(asdict(self._day), file)
            Path(name).replace(self._path)
        except OSError as error:
            _log.warning("voice_ledger_not_saved", error=type(error).__name__)

"""What models have cost today and how much each visitor has had of them."""

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

log = structlog.get_logger()

WARN_AT = (0.8, 0.95, 1.0)
MAX_VISITORS = 10_000
MAX_MODELS = 50
OTHERS = "others"
"""A server may give itself another name with each reply."""
Now = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class Day:
    """Sums of one UTC day."""

    date: str
    calls: int = 0
    cached: int = 0
    failed: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: float = 0.0
    warned: float = 0.0


@dataclass(slots=True)
class Hold:
    """Money and one of a visitor's answers, set aside until a call is over."""

    usd: float
    date: str
    visitor: str = ""


class Ledger:
    """Survives a restart in one small file; writes it whole, so it is never half."""

    def __init__(
        self,
        path: Path | None,
        *,
        daily_limit_usd: float,
        free_queries: int,
        now: Now = utc_now,
    ) -> None:
        """0 dollars forbid every call that costs; 0 queries lift the allowance."""
        self._path = path
        self._limit = daily_limit_usd
        self._free_queries = free_queries
        self._now = now
        self._held = 0.0
        self._visitors: OrderedDict[str, int] = OrderedDict()
        self._models: dict[str, int] = {}
        self._day = self._load()

    def allows(self, visitor: str) -> bool:
        """Whether a visitor has model-phrased answers left today."""
        self._turn_over()
        if not self._free_queries or not visitor:
            return True
        return self._visitors.get(visitor, 0) < self._free_queries

    def hold(self, usd: float, visitor: str = "") -> Hold | None:
        """Set the most a call can cost aside; None when the day's money is spent.

        The call counts as the visitor's from here on, so that neither many at once nor
        one that is left early is more than the allowance.
        """
        self._turn_over()
        if usd > 0 and self._day.cost_usd + self._held + usd > self._limit:
            self._warn(1.0)
            return None
        self._held += usd
        self._count(visitor)
        return Hold(usd, self._day.date, visitor)

    def settle(
        self,
        hold: Hold,
        *,
        counted: bool = True,
        model: str | None = None,
        prompt_tokens: int = 0,
        completion_tokens: int = 0,
        cost_usd: float = 0.0,
    ) -> None:
        """Book a call; one without a model failed, and one not `counted` is free."""
        self._turn_over()
        if hold.date == self._day.date:
            self._held = max(0.0, self._held - hold.usd)
            if not counted:
                self._give_back(hold.visitor)
        day = self._day
        day.calls += 1
        day.failed += model is None
        day.prompt_tokens += prompt_tokens
        day.completion_tokens += completion_tokens
        day.cost_usd += cost_usd
        if model:
            name = model if len(self._models) < MAX_MODELS else OTHERS
            name = model if model in self._models else name
            self._models[name] = self._models.get(name, 0) + 1
        if self._limit > 0:
            self._warn(day.cost_usd / self._limit)
        self._save()

    def cached(self, visitor: str) -> None:
        """Count an answer that was known already: free of cost, not of allowance."""
        self._turn_over()
        self._day.cached += 1
        self._count(visitor)

    def usage(self) -> dict[str, Any]:
        """Today's figures as the owner sees them."""
        self._turn_over()
        figures = asdict(self._day)
        warned = figures.pop("warned")
        share = self._day.cost_usd / self._limit if self._limit else 0.0
        return figures | {
            "daily_limit_usd": self._limit,
            "share_of_limit": round(share, 4),
            "warned_at": warned or None,
            "free_queries_per_visitor": self._free_queries,
            "visitors": len(self._visitors),
            "models": dict(self._models),
        }

    def _count(self, visitor: str) -> None:
        if not visitor:
            return
        self._visitors[visitor] = self._visitors.pop(visitor, 0) + 1
        while len(self._visitors) > MAX_VISITORS:
            self._visitors.popitem(last=False)

    def _give_back(self, visitor: str) -> None:
        if self._visitors.get(visitor):
            self._visitors[visitor] -= 1

    def _warn(self, share: float) -> None:
        reached = max((mark for mark in WARN_AT if share >= mark), default=0.0)
        if reached > self._day.warned:
            self._day.warned = reached
            log.warning(
                "llm_budget",
                reached_percent=round(reached * 100),
                cost_usd=round(self._day.cost_usd, 6),
                limit_usd=self._limit,
            )

    def _today(self) -> str:
        return self._now().astimezone(UTC).date().isoformat()

    def _turn_over(self) -> None:
        today = self._today()
        if today != self._day.date:
            self._day = Day(today)
            self._held = 0.0
            self._visitors.clear()
            self._models.clear()

    def _load(self) -> Day:
        """A missing or damaged file counts as a fresh day."""
        fresh = Day(self._today())
        if self._path is None or not self._path.exists():
            return fresh
        try:
            data = json.loads(self._path.read_text("utf-8"))
            kept = Day(**data)
            kept.cost_usd = float(kept.cost_usd)
        except (OSError, ValueError, TypeError) as error:
            log.warning("llm_ledger_unreadable", error=type(error).__name__)
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
            log.warning("llm_ledger_not_saved", error=type(error).__name__)

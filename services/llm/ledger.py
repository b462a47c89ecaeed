"""What models have cost today and how much each visitor has had of them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from services.day_book import Day, DayBook, Now, Tell, log_alone, utc_now

MAX_MODELS = 50
OTHERS = "others"
"""A server may give itself another name with each reply."""


@dataclass(slots=True)
class ModelDay(Day):
    """Sums of one day's calls of models."""

    cached: int = 0
    saved_usd: float = 0.0
    failed: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0


@dataclass(slots=True)
class Hold:
    """Money set aside until a call is over."""

    usd: float
    date: str


class Ledger:
    """Survives a restart in one small file; writes it whole, so it is never half."""

    def __init__(
        self,
        path: Path | None,
        *,
        daily_limit_usd: float,
        free_queries: int,
        now: Now = utc_now,
        tell: Tell = log_alone,
    ) -> None:
        """0 dollars forbid every call that costs; 0 queries lift the allowance.

        `tell` hears once a day each that 80, 95 and 100 % of the dollars are spent.
        """
        self._book = DayBook(path, ModelDay, name="llm", now=now, tell=tell)
        self._limit = daily_limit_usd
        self._free_queries = free_queries
        self._held = 0.0
        self._models: dict[str, int] = {}

    def allows(self, visitor: str) -> bool:
        """Whether a visitor has model-phrased answers left today."""
        self._turn_over()
        if not self._free_queries or not visitor:
            return True
        return self._book.had(visitor) < self._free_queries

    def count(self, visitor: str) -> None:
        """Count a question as one of the visitor's answers, from before it is asked.

        So neither many at once nor one that is left early is more than the allowance.
        """
        self._turn_over()
        self._book.count(visitor)

    def give_back(self, visitor: str) -> None:
        """Take back the count of a question that no server took."""
        if not self._turn_over():
            self._book.count(visitor, -1)

    def fits(self, usd: float) -> bool:
        """Whether that can still be paid of the day's money, if nobody else is."""
        self._turn_over()
        return usd <= 0 or self._book.day.cost_usd + usd <= self._limit

    def hold(self, usd: float) -> Hold | None:
        """Set the most a call can cost aside; None when the day's money is spent."""
        if usd > 0 and not self.fits(self._held + usd):
            return None
        self._held += usd
        return Hold(usd, self._book.day.date)

    def refused(self, usd: float) -> None:
        """Note that no provider could be paid, of whom the cheapest costs `usd`.

        Money that is only set aside may come back: then the day's is not spent.
        """
        if 0 < self._limit < self._book.day.cost_usd + usd:
            self._book.warn(1.0, self._limit)

    def settle(
        self,
        hold: Hold,
        *,
        model: str | None = None,
        prompt_tokens: int = 0,
        completion_tokens: int = 0,
        cost_usd: float = 0.0,
    ) -> None:
        """Book a call; one without a model failed."""
        self._turn_over()
        if hold.date == self._book.day.date:
            self._held = max(0.0, self._held - hold.usd)
        day = self._book.day
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
            self._book.warn(day.cost_usd / self._limit, self._limit)
        self._book.save()

    def cached(self, visitor: str, saved_usd: float = 0.0) -> None:
        """Count an answer that was known already: free of cost, not of allowance.

        `saved_usd` is what it cost when the model gave it.
        """
        self._turn_over()
        self._book.day.cached += 1
        self._book.day.saved_usd += saved_usd
        self._book.count(visitor)

    def usage(self) -> dict[str, Any]:
        """Today's figures as the owner sees them."""
        self._turn_over()
        figures = asdict(self._book.day)
        warned = figures.pop("warned")
        share = self._book.day.cost_usd / self._limit if self._limit else 0.0
        return figures | {
            "daily_limit_usd": self._limit,
            "share_of_limit": round(share, 4),
            "warned_at": warned or None,
            "alerts": self._book.alerts,
            "free_queries_per_visitor": self._free_queries,
            "visitors": self._book.visitors,
            "models": dict(self._models),
        }

    def _turn_over(self) -> bool:
        """Whether another day has begun."""
        begun = self._book.turn_over()
        if begun:
            self._held = 0.0
            self._models.clear()
        return begun

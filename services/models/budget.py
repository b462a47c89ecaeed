"""What is told of a day's money."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BudgetAlert:
    """`percent` of the limit of one UTC day is spent, by `part`: llm or voice."""

    part: str
    date: str
    percent: int
    cost_usd: float
    limit_usd: float

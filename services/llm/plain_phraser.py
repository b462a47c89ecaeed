"""The embedded twin of a language model: answers stand as the engine gave them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any

from services.fallback import CircuitBreaker
from services.llm.ledger import Ledger
from services.models.answer import Answer, Query
from services.models.health import PartHealth
from services.models.language import Phrased

NAME = "none"
NO_MODEL = "no_model"
OFF = "off"
"""Why answers stand as they are."""


class PlainPhraser:
    name = NAME

    def __init__(self, reason: str = NO_MODEL, ledger: Ledger | None = None) -> None:
        """With a `ledger`, whose money others spend, `usage` tells its figures."""
        self._reason = reason
        self._ledger = ledger

    @property
    def breakers(self) -> Mapping[str, CircuitBreaker]:
        return {}

    async def prepare(self) -> None:
        return None

    def declines(self, query: Query, answer: Answer, *, visitor: str = "") -> str:
        return self._reason

    def usage(self) -> Mapping[str, Any]:
        if self._ledger is not None:
            return {"engine": self.name, **self._ledger.usage()}
        return {"engine": self.name, "calls": 0, "cost_usd": 0.0, "alerts": []}

    async def phrase(
        self, query: Query, answer: Answer, *, visitor: str = "", deadline_s: float
    ) -> Phrased:
        return Phrased(answer.text, self._reason, evidence=answer.evidence)

    async def stream(
        self, query: Query, answer: Answer, *, visitor: str = "", deadline_s: float
    ) -> AsyncIterator[str | Phrased]:
        yield Phrased(answer.text, self._reason, evidence=answer.evidence)

    async def health(self) -> PartHealth:
        return PartHealth("healthy", self.name)

    async def close(self) -> None:
        return None

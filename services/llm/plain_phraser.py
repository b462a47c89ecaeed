"""The embedded twin of a language model: answers stand as the engine gave them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any

from services.fallback import CircuitBreaker
from services.models.answer import Answer, Query
from services.models.health import PartHealth
from services.models.language import Phrased

NAME = "none"
REASON = "no_model"


class PlainPhraser:
    name = NAME

    @property
    def breakers(self) -> Mapping[str, CircuitBreaker]:
        return {}

    async def prepare(self) -> None:
        return None

    def declines(self, query: Query, answer: Answer, *, visitor: str = "") -> str:
        return REASON

    def usage(self) -> Mapping[str, Any]:
        return {"engine": self.name, "calls": 0, "cost_usd": 0.0, "alerts": []}

    async def phrase(
        self, query: Query, answer: Answer, *, visitor: str = "", deadline_s: float
    ) -> Phrased:
        return Phrased(answer.text, REASON, evidence=answer.evidence)

    async def stream(
        self, query: Query, answer: Answer, *, visitor: str = "", deadline_s: float
    ) -> AsyncIterator[str | Phrased]:
        yield Phrased(answer.text, REASON, evidence=answer.evidence)

    async def health(self) -> PartHealth:
        return PartHealth("healthy", self.name)

    async def close(self) -> None:
        return None

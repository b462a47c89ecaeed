"""The embedded twin of a language model: answers stand as the engine gave them."""

from __future__ import annotations

from collections.abc import AsyncIterator

from services.models.answer import Answer, Query
from services.models.health import PartHealth
from services.models.language import Phrased

NAME = "none"


class PlainPhraser:
    name = NAME

    def would_ask(self, query: Query, answer: Answer, *, visitor: str = "") -> bool:
        return False

    async def phrase(
        self, query: Query, answer: Answer, *, visitor: str = "", deadline_s: float
    ) -> Phrased:
        return Phrased(answer.text, "no_model", evidence=answer.evidence)

    async def stream(
        self, query: Query, answer: Answer, *, visitor: str = "", deadline_s: float
    ) -> AsyncIterator[str | Phrased]:
        yield Phrased(answer.text, "no_model", evidence=answer.evidence)

    async def health(self) -> PartHealth:
        return PartHealth("healthy", self.name)

    async def close(self) -> None:
        return None

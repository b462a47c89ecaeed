"""What a talk needs of whoever may answer it in our place."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from typing import Protocol

from services.models.upstream import CheckedSound, SpokenOutcome, SpokenQuestion
from services.protocols import Breaker, Part


class UpstreamTalk(Protocol):
    """One talk's line to a model elsewhere that hears and speaks by itself."""

    @property
    def name(self) -> str: ...

    @property
    def unready(self) -> str:
        """Why the next question does not go there, in a word; empty where it does."""

    def start(self) -> None:
        """Open what the first question would otherwise wait for."""

    def reply(
        self, question: SpokenQuestion
    ) -> AsyncGenerator[CheckedSound | SpokenOutcome]:
        """Yield sound whose words were checked, then one outcome.

        Never raises for what the model does.
        """

    async def close(self) -> None: ...


class Upstream(Part, Protocol):
    """Opens talks with a model elsewhere, and says how it is."""

    @property
    def breakers(self) -> Mapping[str, Breaker]: ...

    def open(self) -> UpstreamTalk: ...

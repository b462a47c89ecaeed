"""Providers in order: one that fails, is limited or costs too much gives way."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace

from services.errors import LLMServiceError, LLMTimeout
from services.fallback import CircuitBreaker, Clock
from services.llm.failures import (
    BreakerOpen,
    OverBudget,
    Transient,
    degraded_by,
)
from services.llm.ledger import Ledger
from services.llm.paid_model import PaidModel, Reply, last
from services.llm.reliable_model import ReliableModel
from services.models.health import PartHealth
from services.models.language import Bill, Completion, CompletionRequest

SHARE_OF_TIME = 0.5
"""Of what is left of the deadline: in it a provider with others behind it begins."""


@dataclass(frozen=True, slots=True)
class Link:
    """One provider of the chain: `name` is that of the settings, `model` its own."""

    name: str
    model: str
    paid: PaidModel
    reliable: ReliableModel

    @property
    def engine(self) -> str:
        return self.paid.name


@dataclass(frozen=True, slots=True)
class Candidate:
    """A model that may answer a request, and what it is asked."""

    link: Link
    request: CompletionRequest

    @property
    def ready(self) -> bool:
        """Whether it would be asked at all, were it asked now."""
        reliable = self.link.reliable
        return reliable.breaker.state != "open" and not reliable.rests(
            self.request.model
        )


class ModelChain:
    """Everybody is asked inside the one deadline of the request.

    Once a piece of a reply is out, a failure is final: another model would say it in
    other words.
    """

    def __init__(
        self,
        links: Sequence[Link],
        ledger: Ledger,
        *,
        clock: Clock = time.monotonic,
        worth_s: float = 0.05,
    ) -> None:
        self._links = tuple(links)
        self._ledger = ledger
        self._clock = clock
        self._worth_s = worth_s

    @property
    def name(self) -> str:
        """The engine that the next request would ask first."""
        links = self._links
        closed = (one for one in links if one.reliable.breaker.state != "open")
        return next(closed, links[0]).engine

    @property
    def breakers(self) -> Mapping[str, CircuitBreaker]:
        return {link.engine: link.reliable.breaker for link in self._links}

    async def prepare(self) -> None:
        for link in self._links:
            await link.reliable.prepare()

    async def complete(self, request: CompletionRequest) -> Completion:
        """Raise LLMTimeout, OverBudget or another failure when nobody answered."""
        return await last(self._asked(request, stream=False))

    def stream(self, request: CompletionRequest) -> AsyncIterator[Reply]:
        return self._asked(request, stream=True)

    async def _asked(
        self, request: CompletionRequest, *, stream: bool
    ) -> AsyncIterator[Reply]:
        until = self._clock() + request.deadline_s
        failures: list[LLMServiceError] = []
        down: list[Link] = []
        waiting = list(self._candidates(request))
        while waiting:
            candidate, begun = waiting.pop(0), False
            if candidate.link in down:
                continue
            left_s = until - self._clock()
            if failures and left_s < self._worth_s:
                break
            # Who comes last has all the time, and may be tried again.
            others = any(other.ready for other in waiting)
            begin_s = left_s * SHARE_OF_TIME if others else None
            asked = replace(candidate.request, deadline_s=max(0.0, left_s))
            replies = candidate.link.reliable.ask(asked, stream=stream, begin_s=begin_s)
            try:
                async with aclosing(replies) as pieces:  # type: ignore[type-var]
                    async for piece in pieces:
                        begun = True
                        yield piece
                return
            except LLMServiceError as error:
                failures.append(error)
                note(request.bill, candidate.link.engine, error)
                if begun:
                    raise
                if _is_down(error):
                    down.append(candidate.link)
        raise self._failure(request, failures)

    def _candidates(self, request: CompletionRequest) -> Iterator[Candidate]:
        """Whoever was asked for by name goes first, then the others in their order.

        A model that was asked for is the first provider's, whose usual and cheaper one
        comes next.
        """
        named = [link for link in self._links if link.name == request.model]
        links = [*named, *(link for link in self._links if link not in named)]
        if request.model and not named:
            yield Candidate(links[0], request)
        for link in links:
            if not named and request.model == link.model and link is links[0]:
                continue
            yield Candidate(link, replace(request, model=link.model))

    def _failure(
        self, request: CompletionRequest, failures: Sequence[LLMServiceError]
    ) -> LLMServiceError:
        """What is told of a request that nobody answered: the gravest that met it."""
        if any(isinstance(failure, OverBudget) for failure in failures):
            costs = (c.link.paid.most_usd(c.request) for c in self._candidates(request))
            self._ledger.refused(min(costs))
        return min(failures, key=_lightness)

    async def health(self) -> PartHealth:
        """Degraded when any provider is; the first that is says why beside them all."""
        told = {link: await link.reliable.health() for link in self._links}
        ill = [one for one in told.values() if one.status != "healthy"]
        states = {
            link.engine: {
                "status": one.status,
                "model": link.model,
                "state": link.reliable.breaker.state,
                **one.detail,
            }
            for link, one in told.items()
        }
        first = (ill or list(told.values()))[0]
        detail = {**first.detail, "providers": states}
        return PartHealth("degraded" if ill else "healthy", self.name, detail)

    async def close(self) -> None:
        for link in self._links:
            await link.reliable.close()


def note(bill: Bill, engine: str, error: LLMServiceError) -> None:
    """Name a provider among those that gave way, once."""
    told = f"llm:{engine}:{degraded_by(error)}"
    if told not in bill.degraded:
        bill.degraded = (*bill.degraded, told)


def _lightness(error: LLMServiceError) -> int:
    """A failure that cost time or money comes before one that was none of both."""
    kinds = (LLMTimeout, LLMServiceError, OverBudget, BreakerOpen)
    return max(place for place, kind in enumerate(kinds) if isinstance(error, kind))


def _is_down(error: LLMServiceError) -> bool:
    """Whether another model of the same provider would fare no better."""
    limited = error.reason == "rate_limited"
    return isinstance(error, LLMTimeout | Transient) and not limited

"""Ordered providers of one protocol, each with a deadline and a circuit breaker."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeVar

import structlog

from services.errors import Declined, Overloaded, ProviderError, ServiceError

_log = structlog.get_logger(__name__)

State = Literal["closed", "open", "half_open"]
Clock = Callable[[], float]


class Named(Protocol):
    @property
    def name(self) -> str: ...


P = TypeVar("P", bound=Named)
T = TypeVar("T")


class CircuitBreaker:
    """Leaves a failing provider alone for `cooldown_s`, then lets one probe through.

    `clock` is monotonic seconds. See Nygard, "Release It!", chapter 5.
    """

    def __init__(
        self,
        *,
        threshold: int = 3,
        cooldown_s: float = 30.0,
        clock: Clock = time.monotonic,
    ) -> None:
        self._threshold = threshold
        self._cooldown_s = cooldown_s
        self._clock = clock
        self._failures = 0
        self._opened_at: float | None = None
        self._probe_at: float | None = None

    @property
    def state(self) -> State:
        if self._opened_at is None:
            return "closed"
        if self._clock() - self._opened_at < self._cooldown_s:
            return "open"
        return "half_open"

    def admit(self) -> bool:
        """Whether a call may be made now; taking the one probe of a window counts."""
        state = self.state
        if state == "closed":
            return True
        if state == "open":
            return False
        now = self._clock()
        if self._probe_at is not None and now - self._probe_at < self._cooldown_s:
            return False
        self._probe_at = now
        return True

    def succeeded(self) -> None:
        self._failures = 0
        self._opened_at = None
        self._probe_at = None

    def failed(self) -> None:
        self._failures += 1
        if self._opened_at is not None or self._failures >= self._threshold:
            self._opened_at = self._clock()
            self._probe_at = None


def never_open() -> CircuitBreaker:
    """A breaker for who comes last: there is none after it, so it is always tried."""
    return CircuitBreaker(threshold=sys.maxsize)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """A result, who gave it, and who failed before (`part:engine:reason`)."""

    value: T
    engine: str
    degraded: tuple[str, ...]


class Fallback(Generic[P]):
    """Tries providers in order; only technical failures fall through."""

    def __init__(
        self,
        part: str,
        providers: Sequence[P],
        *,
        deadline_s: float,
        error: type[ProviderError],
        late: type[ServiceError] | None = None,
        slow_is_fault: bool = True,
        breaker: Callable[[], CircuitBreaker] = CircuitBreaker,
    ) -> None:
        """A chain that raises `error` when all fail; `late` when the last has no time.

        Who comes last is on this machine: without time, it has too much to do. Without
        `slow_is_fault` the same is true of all, and no breaker counts it.
        """
        if not providers:
            raise ValueError(f"{part} needs at least one provider")
        self.part = part
        self.providers = tuple(providers)
        self.breakers = {provider.name: breaker() for provider in providers}
        self._deadline_s = deadline_s
        self._error = error
        self._late = late or error
        self._slow_is_fault = slow_is_fault

    async def call(
        self,
        operation: Callable[[P], Awaitable[T]],
        *,
        order: Iterable[str] | None = None,
        more_s: float = 0.0,
    ) -> Outcome[T]:
        """Raise the part's error when every provider failed.

        `order` names the providers to try this time, instead of all in their order.
        Each has `more_s` beyond the deadline.
        """
        limit_s = self._deadline_s + more_s
        degraded: list[str] = []
        reason = ""
        for provider in self._in_order(order):
            breaker = self.breakers[provider.name]
            if not breaker.admit():
                degraded.append(f"{self.part}:{provider.name}:breaker_open")
                continue
            try:
                value = await asyncio.wait_for(operation(provider), limit_s)
            except TimeoutError:
                reason, why = "timeout", ""
            except Overloaded:
                raise
            except Declined:
                degraded.append(f"{self.part}:{provider.name}:declined")
                continue
            except ProviderError as error:
                reason, why = error.error_code.lower(), error.message
            else:
                breaker.succeeded()
                return Outcome(value, provider.name, tuple(degraded))
            if reason != "timeout" or self._slow_is_fault:
                breaker.failed()
            _log.warning(
                "provider_failed",
                part=self.part,
                engine=provider.name,
                reason=reason,
                why=why,
            )
            degraded.append(f"{self.part}:{provider.name}:{reason}")
        raise self._late() if reason == "timeout" else self._error()

    def _in_order(self, order: Iterable[str] | None) -> Iterable[P]:
        if order is None:
            return self.providers
        named = {provider.name: provider for provider in self.providers}
        return [named[name] for name in order]

    @property
    def engine(self) -> str:
        """The provider that the next call would try first."""
        for provider in self.providers:
            if self.breakers[provider.name].state != "open":
                return provider.name
        return self.providers[-1].name

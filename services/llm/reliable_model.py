"""A model with deadlines, retries and a breaker around it."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass

import structlog

from services.errors import LLMServiceError, LLMTimeout
from services.fallback import CircuitBreaker, Clock
from services.llm.failures import (
    MAX_REST_S,
    Refused,
    Transient,
    Unusable,
    reason_of,
)
from services.models.health import PartHealth
from services.models.language import Completion, CompletionRequest
from services.protocols import LanguageModel

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """`attempt_s` bounds one try; the request's own deadline bounds them all."""

    attempt_s: float = 4.0
    attempts: int = 3
    first_pause_s: float = 0.2
    worth_s: float = 0.05
    """A try with less time left than this is not begun."""


class BreakerOpen(LLMServiceError):
    """The server failed too often a moment ago and is left alone."""


class ReliableModel:
    """Tests give `pause` and `jitter`, a number in [0, 1), so that none has to wait."""

    def __init__(
        self,
        model: LanguageModel,
        *,
        patience: Patience | None = None,
        breaker: CircuitBreaker | None = None,
        clock: Clock = time.monotonic,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._model = model
        self._patience = patience or Patience()
        self._breaker = breaker or CircuitBreaker(clock=clock)
        self._clock = clock
        self._pause = pause
        self._jitter = jitter
        self._not_before = 0.0
        self._last_failure: LLMServiceError | None = None

    @property
    def name(self) -> str:
        return self._model.name

    async def prepare(self) -> None:
        await self._model.prepare()

    async def complete(self, request: CompletionRequest) -> Completion:
        """Raise LLMTimeout, or another LLMServiceError when the model failed."""
        self._admit()
        until = self._clock() + request.deadline_s
        for attempt in range(self._patience.attempts):
            try:
                async with asyncio.timeout(self._attempt_s(until)):
                    completion = await self._model.complete(request)
            except TimeoutError:
                failure: LLMServiceError = LLMTimeout()
            except LLMServiceError as error:
                failure = error
            # Whatever a server sends, it costs no visitor the answer.
            except Exception as error:  # noqa: BLE001
                failure = _fault(error)
            else:
                self._succeeded()
                return completion
            await self._before_next(attempt, failure, until)
        raise AssertionError("the last attempt returns or raises")

    async def stream(
        self, request: CompletionRequest
    ) -> AsyncIterator[str | Completion]:
        """As `complete`; once a delta is out, a failure is final."""
        self._admit()
        until = self._clock() + request.deadline_s
        for attempt in range(self._patience.attempts):
            released = False
            try:
                async with aclosing(self._timed(request, until)) as deltas:
                    async for delta in deltas:
                        released = True
                        yield delta
            except LLMServiceError as error:
                failure = error
            except GeneratorExit:
                # The listener has heard enough; the server did its part.
                self._succeeded()
                raise
            except Exception as error:  # noqa: BLE001
                failure = _fault(error)
            else:
                self._succeeded()
                return
            if released:
                self._failed(failure)
                raise failure
            await self._before_next(attempt, failure, until)

    async def _timed(
        self, request: CompletionRequest, until: float
    ) -> AsyncGenerator[str | Completion]:
        """The first delta inside an attempt's time, all of them before the end."""
        allowed_s = self._attempt_s(until)
        async with aclosing(self._model.stream(request)) as deltas:  # type: ignore[type-var]
            while True:
                try:
                    async with asyncio.timeout(allowed_s):
                        delta = await anext(deltas)
                except TimeoutError as error:
                    raise LLMTimeout from error
                except StopAsyncIteration:
                    return
                yield delta
                allowed_s = max(0.0, until - self._clock())

    def _admit(self) -> None:
        if self._clock() < self._not_before or not self._breaker.admit():
            raise BreakerOpen

    def _attempt_s(self, until: float) -> float:
        return max(0.0, min(self._patience.attempt_s, until - self._clock()))

    async def _before_next(
        self, attempt: int, failure: LLMServiceError, until: float
    ) -> None:
        """Wait for the next try, or count the failure and raise it."""
        wait_s = self._patience.first_pause_s * 2**attempt * (0.5 + self._jitter())
        if failure.retry_after_s is not None:
            asked_s = min(failure.retry_after_s, MAX_REST_S)
            wait_s = max(wait_s, asked_s)
            self._not_before = self._clock() + asked_s
        left_s = until - self._clock() - wait_s
        retryable = isinstance(failure, Transient | LLMTimeout)
        last = attempt + 1 >= self._patience.attempts
        if last or not retryable or left_s < self._patience.worth_s:
            self._failed(failure)
            raise failure
        await self._pause(wait_s)

    def _succeeded(self) -> None:
        self._breaker.succeeded()
        self._last_failure = None

    def _failed(self, failure: LLMServiceError) -> None:
        self._breaker.failed()
        self._last_failure = failure
        _log.warning(
            "provider_failed",
            part="llm",
            engine=self.name,
            reason=reason_of(failure),
            why=failure.message,
        )

    async def health(self) -> PartHealth:
        """Asks nothing of the server: a probe would cost money."""
        rests_s = self._not_before - self._clock()
        failure = self._last_failure
        detail: dict[str, object] = {}
        if failure is not None:
            detail["last_error"] = failure.message
        if rests_s > 0:
            detail["rests_s"] = round(rests_s, 1)
        # Only its owner can mend a refusal: a key, an address, a model's name.
        broken = isinstance(failure, Refused) or self._breaker.state != "closed"
        well = not broken and rests_s <= 0
        return PartHealth("healthy" if well else "degraded", self.name, detail)

    async def close(self) -> None:
        await self._model.close()


def _fault(error: Exception) -> LLMServiceError:
    """A fault that no adapter knows, with its traceback in the log."""
    _log.error("llm_fault", exc_info=error)
    return Unusable(type(error).__name__)

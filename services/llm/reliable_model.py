"""A provider's model with deadlines, retries, rests and a breaker around it."""

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
    BreakerOpen,
    OverBudget,
    Refused,
    Transient,
    Unusable,
    cause_of,
)
from services.llm.paid_model import Reply, last, whole
from services.models.health import PartHealth
from services.models.language import Completion, CompletionRequest
from services.protocols import LanguageModel

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """What bounds one try; the request's own deadline bounds them all."""

    attempt_s: float = 4.0
    attempt_share: float = 0.5
    """Of what is left, where that is more: a slow machine has a long deadline."""
    attempts: int = 3
    first_pause_s: float = 0.2
    worth_s: float = 0.05
    """A try with less time left than this is not begun."""


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
        self.breaker = breaker or CircuitBreaker(clock=clock)
        self._model = model
        self._patience = patience or Patience()
        self._clock = clock
        self._pause = pause
        self._jitter = jitter
        self._not_before: dict[str, float] = {}
        """A limit of a server's is mostly one model's."""
        self._last_failure: LLMServiceError | None = None

    @property
    def name(self) -> str:
        return self._model.name

    async def prepare(self) -> None:
        await self._model.prepare()

    async def complete(self, request: CompletionRequest) -> Completion:
        """Raise LLMTimeout, or another LLMServiceError when the model failed."""
        return await last(self.ask(request, stream=False))

    def stream(self, request: CompletionRequest) -> AsyncIterator[Reply]:
        """As `complete`; once a delta is out, a failure is final."""
        return self.ask(request, stream=True)

    async def ask(
        self, request: CompletionRequest, *, stream: bool, begin_s: float | None = None
    ) -> AsyncIterator[Reply]:
        """The reply in pieces, or whole.

        With `begin_s` it is tried once, and has begun by then or fails: somebody else
        can be asked.
        """
        self._admit(request)
        until = self._clock() + request.deadline_s
        attempts = self._patience.attempts if begin_s is None else 1
        for attempt in range(attempts):
            begun = False
            begin_by_s = begin_s or self._attempt_s(until)
            try:
                async with aclosing(
                    self._timed(request, stream, begin_by_s, until)
                ) as pieces:
                    async for piece in pieces:
                        begun = True
                        yield piece
            except LLMServiceError as error:
                failure = error
            except GeneratorExit:
                # The listener has heard enough; the server did its part.
                self._succeeded()
                raise
            # Whatever a server sends, it costs no visitor the answer.
            except Exception as error:  # noqa: BLE001
                failure = _fault(error)
            else:
                self._succeeded()
                return
            final = begun or attempt + 1 >= attempts
            await self._before_next(request, attempt, failure, until, final=final)

    async def _timed(
        self, request: CompletionRequest, stream: bool, begin_by_s: float, until: float
    ) -> AsyncGenerator[Reply]:
        """The first piece inside an attempt's time, all of them before the end."""
        model = self._model
        replies = model.stream(request) if stream else whole(model, request)
        allowed_s = begin_by_s
        async with aclosing(replies) as pieces:  # type: ignore[type-var]
            while True:
                try:
                    async with asyncio.timeout(allowed_s):
                        piece = await anext(pieces)
                except TimeoutError as error:
                    raise LLMTimeout from error
                except StopAsyncIteration:
                    return
                yield piece
                allowed_s = self._left_s(until)

    def rests(self, model: str) -> bool:
        """Whether the server asked that the model be left alone for now."""
        return self._clock() < self._not_before.get(model, 0.0)

    def _admit(self, request: CompletionRequest) -> None:
        if self.rests(request.model) or not self.breaker.admit():
            raise BreakerOpen

    def _attempt_s(self, until: float) -> float:
        left_s = self._left_s(until)
        share_s = left_s * self._patience.attempt_share
        return min(max(self._patience.attempt_s, share_s), left_s)

    def _left_s(self, until: float) -> float:
        return max(0.0, until - self._clock())

    async def _before_next(
        self,
        request: CompletionRequest,
        attempt: int,
        failure: LLMServiceError,
        until: float,
        *,
        final: bool,
    ) -> None:
        """Wait for the next try, or count the failure and raise it."""
        wait_s = self._patience.first_pause_s * 2**attempt * (0.5 + self._jitter())
        if failure.retry_after_s is not None:
            asked_s = min(failure.retry_after_s, MAX_REST_S)
            wait_s = max(wait_s, asked_s)
            self._not_before[request.model] = self._clock() + asked_s
        retryable = isinstance(failure, Transient | LLMTimeout)
        worth_it = self._left_s(until) - wait_s >= self._patience.worth_s
        if final or not retryable or not worth_it:
            self._failed(request, failure)
            raise failure
        await self._pause(wait_s)

    def _succeeded(self) -> None:
        self.breaker.succeeded()
        self._last_failure = None

    def _failed(self, request: CompletionRequest, failure: LLMServiceError) -> None:
        if isinstance(failure, OverBudget):
            return
        self.breaker.failed()
        self._last_failure = failure
        _log.warning(
            "provider_failed",
            part="llm",
            engine=self.name,
            model=request.model,
            why=failure.message,
            **cause_of(failure),
        )

    async def health(self) -> PartHealth:
        """Asks nothing of the server: a probe would cost money."""
        rests_s = max(self._not_before.values(), default=0.0) - self._clock()
        failure = self._last_failure
        detail: dict[str, object] = {}
        if failure is not None:
            detail |= {"last_error": failure.message, **cause_of(failure)}
        if rests_s > 0:
            detail["rests_s"] = round(rests_s, 1)
        # Only its owner can mend a refusal: a key, an address, a model's name.
        broken = isinstance(failure, Refused) or self.breaker.state != "closed"
        well = not broken and rests_s <= 0
        return PartHealth("healthy" if well else "degraded", self.name, detail)

    async def close(self) -> None:
        await self._model.close()


def _fault(error: Exception) -> LLMServiceError:
    """A fault that no adapter knows, with its traceback in the log."""
    _log.error("llm_fault", exc_info=error)
    return Unusable(type(error).__name__, reason="fault")

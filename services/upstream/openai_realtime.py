"""The upstream as all talks share it: its rest, its money, and how it is."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

import structlog

from services.errors import LLMServiceError, ServiceError
from services.fallback import CircuitBreaker, Clock
from services.llm.failures import (
    MAX_REST_S,
    BreakerOpen,
    OverBudget,
    Refused,
    cause_of,
)
from services.models.answer import Answer, Intent, Query
from services.models.fact_sheet import FactSheet
from services.models.health import PartHealth
from services.models.upstream import SpokenQuestion, Tokens
from services.upstream.booking import Books
from services.upstream.bridged_talk import BridgedTalk
from services.upstream.composing import Composer, Prepared
from services.upstream.line import Address
from services.upstream.spoken_reply import MAX_OUTPUT_TOKENS, OffLoop, Ungrounded

NAME = "openai-realtime"
TURNED_AWAY = (Intent.UNSAFE, Intent.OFF_TOPIC)
BY_HEART = (
    *(Intent.CONTACT, Intent.GREETING, Intent.THANKS, Intent.GOODBYE),
    *(Intent.SMALLTALK, Intent.META),
)
"""Intents whose answers are known by heart, or rest on no fact."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """What bounds a turn at the upstream; tests give `pause` and `jitter`."""

    first_s: float = 2.0
    """Longest a visitor waits for the first sound, all tries included."""
    stall_s: float = 2.0
    """Longest nothing comes once something was heard."""
    whole_s: float = 60.0
    """Longest a reply takes, whatever comes of it."""
    open_s: float = 5.0
    """Longest a line takes to open while nobody waits for it."""
    settle_s: float = 2.0
    """Longest a cancelled reply is waited for, to be told what it cost."""
    tries: int = 3
    first_pause_s: float = 0.1
    worth_s: float = 0.05
    rest_s: float = 30.0
    """How long one that failed is left alone."""
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    jitter: Callable[[], float] = random.random
    clock: Clock = time.monotonic

    @property
    def first_until_s(self) -> float:
        """When a question that is asked now must have its first sound."""
        return self.clock() + self.first_s

    def back_off_s(self, attempt: int) -> float:
        return float(self.first_pause_s * 2**attempt * (0.5 + self.jitter()))


@dataclass(frozen=True, slots=True)
class Sources:
    """Where questions get their facts, and where slow work is done."""

    facts: Callable[[Query, Answer], Awaitable[FactSheet]]
    composer: Composer
    off_loop: OffLoop

    async def warm(self) -> None:
        """Read the facts before the first question, if there is time for it."""
        try:
            await self.prepare(SpokenQuestion(Query(""), Answer("", Intent.ABOUT)))
        except ServiceError as error:
            _log.info("upstream_not_warm", error_code=error.error_code)

    async def prepare(self, question: SpokenQuestion) -> Prepared:
        sheet = await self.facts(question.query, question.answer)
        prepare = self.composer.prepare
        prepared: Prepared = await self.off_loop(lambda: prepare(question, sheet))
        return prepared


@dataclass(slots=True)
class OpenAIRealtime:
    """Opens talks; one that fails a turn is left alone by all of them."""

    address: Address
    books: Books
    sources: Sources
    patience: Patience = field(default_factory=Patience)
    breaker: CircuitBreaker = field(init=False)
    last_failure: LLMServiceError | None = None
    name: str = NAME
    _not_before_s: float = 0.0
    _talks: set[BridgedTalk] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.set_patience(self.patience)

    def set_patience(self, patience: Patience) -> None:
        """Be as patient as that from now on."""
        self.patience = patience
        self.last_failure, self._not_before_s = None, 0.0
        self.breaker = CircuitBreaker(
            threshold=1, cooldown_s=patience.rest_s, clock=patience.clock
        )

    def open(self) -> BridgedTalk:
        talk = BridgedTalk(self)
        self._talks.add(talk)
        return talk

    def closed(self, talk: BridgedTalk) -> None:
        self._talks.discard(talk)

    @property
    def breakers(self) -> Mapping[str, CircuitBreaker]:
        return {self.name: self.breaker}

    def unready(self) -> LLMServiceError | None:
        """Why no question may go there now; None where one may."""
        if self.breaker.state != "closed" or self._rests_s > 0:
            return BreakerOpen()
        least = Tokens(audio_out=MAX_OUTPUT_TOKENS)
        usd = self.books.prices.of(least)
        return None if self.books.ledger.fits(usd) else OverBudget()

    def unasked(self, question: SpokenQuestion) -> str:
        """Why a question is for our own engine, in Phrased's words; else empty."""
        answer = question.answer
        unheard = answer.intent == Intent.UNCLEAR and not question.sound
        if unheard or answer.intent in TURNED_AWAY or answer.language != "en":
            # The facts are in English, and so is what can be checked against them.
            return "not_rephrasable"
        if answer.intent in BY_HEART:
            return "not_needed"
        if self.sources.composer.guards.suspicious(question.query.text):
            return "suspicious"
        return "" if self.books.ledger.allows(question.visitor) else "allowance"

    def admit(self) -> bool:
        """Whether a line may be opened where nobody waits for it."""
        return self._rests_s <= 0 and self.breaker.admit()

    def succeeded(self) -> None:
        self.breaker.succeeded()
        self.last_failure = None

    def failed(self, failure: LLMServiceError) -> bool:
        """Whether that is a failure of the server's, which is then left alone."""
        if isinstance(failure, OverBudget | Ungrounded | BreakerOpen):
            return False
        self.breaker.failed()
        self.last_failure = failure
        if failure.retry_after_s is not None:
            asked_s = min(failure.retry_after_s, MAX_REST_S)
            self._not_before_s = self.patience.clock() + asked_s
        _log.warning(
            "provider_failed",
            part="upstream",
            engine=self.name,
            model=self.address.model,
            why=failure.message,
            **cause_of(failure),
        )
        return True

    @property
    def _rests_s(self) -> float:
        return self._not_before_s - self.patience.clock()

    @property
    def next_try_s(self) -> float:
        """How long until another try is worth it; talks do not come all at once."""
        share = 1.0 + 0.2 * self.patience.jitter()
        return max(self.patience.rest_s, self._rests_s) * share

    async def health(self) -> PartHealth:
        """Asks nothing of the server: a question would cost money."""
        failure, unready = self.last_failure, self.unready()
        detail: dict[str, object] = {
            "model": self.address.model,
            "answers": "own" if unready else "upstream",
        }
        if unready is not None:
            detail["why"] = unready.reason
        if failure is not None:
            detail |= {"last_error": failure.message, **cause_of(failure)}
        broken = isinstance(failure, Refused) or self.breaker.state != "closed"
        ill = broken or self._rests_s > 0
        return PartHealth("degraded" if ill else "healthy", self.name, detail)

    async def close(self) -> None:
        for talk in list(self._talks):
            await talk.close()

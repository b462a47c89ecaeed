"""One call to a model: what was decided about it, and how it is booked and logged."""

from __future__ import annotations

import time
from dataclasses import dataclass

import structlog

from services.llm.answer_cache import CacheKey
from services.llm.composing import Composed
from services.llm.ledger import Hold, Ledger
from services.llm.prices import PriceTable
from services.llm.speech import CheckedSpeech
from services.llm.wire import estimate_tokens
from services.models.language import Completion, CompletionRequest, Phrased

log = structlog.get_logger()

OVERLONG = 4
"""Times the agreed length at which a stream is no longer listened to."""


@dataclass(frozen=True, slots=True)
class Call:
    key: CacheKey
    composed: Composed
    request: CompletionRequest
    speech: CheckedSpeech
    hold: Hold
    visitor: str
    started: float


@dataclass(slots=True)
class Heard:
    """What has come of a stream so far."""

    text: str = ""
    completion: Completion | None = None

    def too_long(self, call: Call) -> bool:
        """A server may ignore the limit on its reply, or think aloud without end."""
        return estimate_tokens(self.text) > OVERLONG * call.request.max_tokens

    def whole(self, call: Call) -> Completion:
        """The completion, or its estimate where the stream was left early."""
        return self.completion or Completion(
            text=self.text,
            model=call.request.model,
            prompt_tokens=call.composed.tokens,
            completion_tokens=estimate_tokens(self.text),
        )


class Books:
    """Turns the end of a call into an entry of the ledger."""

    def __init__(self, ledger: Ledger, prices: PriceTable) -> None:
        self._ledger = ledger
        self._prices = prices

    def answered(self, call: Call, completion: Completion) -> float:
        """Book what the server reports, and return its price in dollars."""
        tokens = (completion.prompt_tokens, completion.completion_tokens)
        cost = self._prices.price(call.request.model).of(*tokens)
        self._ledger.settle(
            call.hold,
            visitor=call.visitor,
            model=completion.model,
            prompt_tokens=tokens[0],
            completion_tokens=tokens[1],
            cost_usd=cost,
        )
        return cost

    def lost(self, call: Call) -> None:
        """A call given up on may well be charged, so its prompt counts."""
        self._ledger.settle(
            call.hold,
            visitor=call.visitor,
            prompt_tokens=call.composed.tokens,
            cost_usd=self._prices.price(call.request.model).of(call.composed.tokens, 0),
        )

    def refused(self, call: Call) -> None:
        self._ledger.settle(call.hold, visitor=call.visitor)


def log_call(engine: str, phrased: Phrased, started: float) -> None:
    """One event a call, without a word of what was said."""
    log.info(
        "llm_call",
        engine=engine,
        model=phrased.model,
        reason=phrased.reason,
        cached=phrased.cached,
        prompt_tokens=phrased.prompt_tokens,
        completion_tokens=phrased.completion_tokens,
        cost_usd=round(phrased.cost_usd, 8),
        latency_ms=round((time.perf_counter() - started) * 1000, 1),
        dropped=phrased.dropped,
    )

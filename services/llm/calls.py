"""One call to a model: what was decided about it, and how it is booked and logged."""

from __future__ import annotations

import time
from dataclasses import dataclass

import structlog

from services.llm.composing import Composed
from services.llm.ledger import Hold, Ledger
from services.llm.prices import PriceTable
from services.llm.speech import CheckedSpeech
from services.llm.wire import CHARS_PER_TOKEN, estimate_tokens
from services.models.language import Completion, CompletionRequest, Phrased
from services.reuse.asked import Asked

log = structlog.get_logger()

OVERLONG = 4
"""Times the agreed length at which a reply is no longer listened to."""
CUT_OFF = ("length", "max_tokens", "content_filter")
"""What servers give as the reason when they stop in the middle."""


def most_chars(request: CompletionRequest) -> int:
    """The longest text that is looked at: looking takes time on the event loop."""
    return int(OVERLONG * request.max_tokens * CHARS_PER_TOKEN)


@dataclass(frozen=True, slots=True)
class Call:
    asked: Asked
    composed: Composed
    request: CompletionRequest
    speech: CheckedSpeech
    hold: Hold
    started: float


@dataclass(slots=True)
class Heard:
    """What has come of a stream so far."""

    text: str = ""
    completion: Completion | None = None
    too_long: bool = False
    """A server may ignore the limit on its reply, or think aloud without end."""

    def hear(self, words: str, call: Call) -> str:
        """As much of the words as may still be listened to."""
        left = most_chars(call.request) - len(self.text)
        self.too_long = len(words) > left
        self.text += words[:left]
        return words[:left]

    @property
    def cut_off(self) -> bool:
        """Whether the last sentence may have lost its end."""
        reason = self.completion.finish_reason if self.completion else ""
        return self.too_long or reason in CUT_OFF

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
            model=completion.model,
            prompt_tokens=tokens[0],
            completion_tokens=tokens[1],
            cost_usd=cost,
        )
        return cost

    def lost(self, call: Call, heard: str = "") -> None:
        """Book a call given up on: it is charged for what the model has written.

        How much that is nobody says, so it counts as heard, and as all that was agreed
        when nothing was.
        """
        written = call.request.max_tokens
        if heard:
            written = min(estimate_tokens(heard), OVERLONG * written)
        tokens = (call.composed.tokens, written)
        self._ledger.settle(
            call.hold,
            prompt_tokens=tokens[0],
            completion_tokens=tokens[1],
            cost_usd=self._prices.price(call.request.model).of(*tokens),
        )

    def refused(self, call: Call) -> None:
        """Book a call that the server did not take: it is nobody's share."""
        self._ledger.settle(call.hold, counted=False)


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

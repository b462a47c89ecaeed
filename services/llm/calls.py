"""One call to a model: what was decided about it, what came of it, and its log line."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

import structlog

from services.llm.composing import Composed
from services.llm.paid_model import OVERLONG
from services.llm.speech import CheckedSpeech
from services.llm.wire import CHARS_PER_TOKEN
from services.models.answer import Card
from services.models.language import Completion, CompletionRequest, Phrased
from services.reuse.asked import Asked

log = structlog.get_logger()

WHOLE = (
    *("", "stop", "stopped", "stop_sequence", "end", "end_turn", "eos", "eos_token"),
    *("complete", "completed", "finished", "done"),
)
"""What servers give as the reason when a reply is at its end; any other word, of which
there are many, says that its last sentence may have lost its own."""


def most_chars(request: CompletionRequest) -> int:
    """The longest text that is looked at: looking takes time on the event loop."""
    return int(OVERLONG * request.max_tokens * CHARS_PER_TOKEN)


@dataclass(frozen=True, slots=True)
class Call:
    asked: Asked
    composed: Composed
    request: CompletionRequest
    speech: CheckedSpeech
    visitor: str
    started: float
    cards: Mapping[str, Card]
    """Of every entry of the résumé, by its id."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A call as the owner may look at it: what was sent, and what came of it."""

    request: CompletionRequest
    completion: Completion
    speech: CheckedSpeech
    cost_usd: float


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
        return self.too_long or reason.lower() not in WHOLE


def log_call(engine: str, phrasing: Phrased, start: float) -> None:
    """One event a call, without a word of what was said."""
    log.info(
        "llm_call",
        engine=engine,
        model=phrasing.model,
        reason=phrasing.reason,
        cached=phrasing.cached,
        prompt_tokens=phrasing.prompt_tokens,
        completion_tokens=phrasing.completion_tokens,
        cost_usd=round(phrasing.cost_usd, 8),
        latency_ms=round((time.perf_counter() - start) * 1000, 1),
        dropped=phrasing.dropped,
    )

"""What is asked of a language model and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from services.models.answer import Card, Evidence


@dataclass(frozen=True, slots=True)
class ChatMessage:
    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(slots=True)
class Bill:
    """What one request came to; whoever serves it fills it in as it goes.

    Tokens are those of the model that answered, dollars those of every call that was
    made for it. `degraded` names the providers that gave way (`part:engine:reason`).
    """

    engine: str = "none"
    model: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: float = 0.0
    degraded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CompletionRequest:
    """`model` is a model, a provider of the chain, or empty for the usual one."""

    messages: tuple[ChatMessage, ...]
    model: str
    max_tokens: int
    temperature: float = 0.3
    deadline_s: float = 8.0
    """Longest the caller waits, retries included."""
    schema: Mapping[str, Any] | None = None
    """The JSON schema that the reply is to follow, where the server can hold to one."""
    bill: Bill = field(default_factory=Bill, compare=False)


@dataclass(frozen=True, slots=True)
class Completion:
    """`model` is the one that really answered, as the server names it."""

    text: str
    model: str
    prompt_tokens: int
    completion_tokens: int
    finish_reason: str = "stop"


@dataclass(frozen=True, slots=True)
class Phrased:
    """What is said in the end: a model's checked words, or the deterministic answer.

    `reason` is `read`, `phrased` or `cached` when a model's words stand, and otherwise
    says why the deterministic answer does: not_needed, not_rephrasable, no_model, off,
    suspicious, allowance, budget, timeout, failed, ungrounded. `dropped` counts
    sentences that no fact supported.
    """

    text: str
    reason: str
    engine: str = "none"
    model: str | None = None
    evidence: tuple[Evidence, ...] = ()
    cards: tuple[Card, ...] = ()
    """Of the entries that the model's words rest on; none where it rests on none."""
    corrected: bool = False
    """Whether the model's words say something else than the deterministic answer."""
    grounded: bool = True
    dropped: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: float = 0.0
    cached: bool = False
    degraded: tuple[str, ...] = ()

    @property
    def by_model(self) -> bool:
        return self.reason in ("read", "phrased", "cached")

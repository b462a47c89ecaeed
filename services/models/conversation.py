"""A visitor's conversation: its turns, and the session that holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from services.models.speech import Transcript

MAX_TURNS = 50
"""Turns that a session keeps; follow-ups reach no further back."""
EMPTY_SHARE = 10
"""The newest of the sessions in which nothing was said are spared: a tenth of all."""
LONGEST_EARLIER = 400
"""Characters of an earlier question that a later one is understood by."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and its reply. `shown` holds the ids of the cards, in order.

    It is logged by `turn_id`; empty where a client told of it.
    """

    user_input: str
    ai_response: str
    timestamp: datetime
    shown: tuple[str, ...] = ()
    item_type: str = "none"
    intent: str = ""
    filters: Mapping[str, Any] = field(default_factory=dict)
    original_query: str = ""
    turn_id: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the history that a client sends: data, never instruction."""

    role: Literal["user", "assistant"]
    content: str
    shown: tuple[str, ...] = ()
    item_type: str = "none"
    metadata: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Session:
    """`heard` is the last transcript, kept until the question that repeats it."""

    id: str
    created_at: datetime
    last_activity: datetime
    expires_at: datetime
    turns: tuple[Turn, ...] = ()
    metadata: Mapping[str, Any] = field(default_factory=dict)
    heard: Transcript | None = None
    turn_count: int = 0
    """Turns there have been, those no longer kept included."""
    ended_at: datetime | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing was said in it yet."""
        return not self.turn_count and self.heard is None

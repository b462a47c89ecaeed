"""What is kept: one row a turn, and the guestbook's signatures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Literal

Door = Literal["", "page", "widget", "api", "realtime"]
"""Where a turn came in; empty for turns of before that was kept."""
DOORS: tuple[Door, ...] = ("", "page", "widget", "api", "realtime")
CHANNELS = ("voice", "text", "widget", "api", "realtime")
"""Spoken and typed on the page, and the other doors."""


@dataclass(frozen=True, slots=True)
class Interaction:
    """One turn as the owner may later read it. `id` is a UUID made here."""

    id: str
    session_id: str
    created_at: datetime
    channel: Literal["text", "voice"]
    user_input: str
    response: str
    intent: str
    item_type: str
    shown: tuple[str, ...] = ()
    engines: Mapping[str, str] = field(default_factory=dict)
    timing_ms: Mapping[str, float] = field(default_factory=dict)
    degraded: tuple[str, ...] = ()
    language: str = "en"
    confidence: float | None = None
    model: str | None = None
    """The language model that really answered; None when none did."""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: float = 0.0
    cached: bool = False
    unanswered: bool = False
    request_id: str = ""
    answer_confidence: float | None = None
    """How sure the engine was of its answer; `confidence` is of what was heard."""
    door: Door = ""

    @property
    def came_by(self) -> str:
        """One of CHANNELS: the door, and for the page whether it was said or typed."""
        return self.channel if self.door in ("", "page") else self.door

    def to_dict(self) -> dict[str, Any]:
        """The wire form."""
        return {**asdict(self), "created_at": self.created_at.isoformat()}


@dataclass(frozen=True, slots=True)
class Order:
    """A field by which rows are sorted; rows without a value of it are last."""

    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class InteractionFilter:
    """Which turns of the log, and in which order: newest first, unless told otherwise.

    None matches any; `since` is included, `until` is not. `ids` are at most a page.
    """

    ids: tuple[str, ...] | None = None
    session_id: str | None = None
    intent: str | None = None
    unanswered: bool | None = None
    since: datetime | None = None
    until: datetime | None = None
    order: tuple[Order, ...] = (Order("created_at", descending=True),)


EVERY_TURN = InteractionFilter()
TURNS_SORTED_BY = (
    *("created_at", "channel", "intent", "item_type", "language", "confidence"),
    *("prompt_tokens", "completion_tokens", "cost_usd"),
)

PICTURES_A_PAGE = 2_000_000
"""Characters of pictures that one page of the guestbook holds at most."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A guestbook entry. `image` is a raster data URL or empty.

    It is also empty where `picture_left_out`: there it is read by itself.
    """

    id: str
    name: str
    emoji: str
    image: str
    timestamp: datetime
    hidden: bool = False
    picture_left_out: bool = False


@dataclass(frozen=True, slots=True)
class SignatureFilter:
    """Which signatures, and in which order, as of turns; a hidden one is owner's."""

    with_hidden: bool = False
    since: datetime | None = None
    until: datetime | None = None
    order: tuple[Order, ...] = (Order("timestamp", descending=True),)


EVERY_SHOWN = SignatureFilter()
SIGNATURES_SORTED_BY = ("timestamp",)
"""By no other field: each needs an index, as anybody may ask."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A signature's drawing by itself."""

    media_type: str
    data: bytes
    hidden: bool

"""What visitors leave beside their questions: thumbs, notes and messages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from services.models.records import Order

LONGEST_NOTE = 500
LONGEST_MESSAGE = 2_000
LONGEST_REPLY_TO = 200
LONGEST_ASKED = 4_000

Direction = Literal["up", "down"]
NEWEST_FIRST = (Order("created_at", descending=True),)


@dataclass(frozen=True, slots=True)
class Thumb:
    """What a visitor thinks of one answer; a turn has one at most.

    An empty `session_id` names none: the turn's own is filled in when it is kept.
    """

    turn_id: str
    thumb: Direction
    created_at: datetime
    note: str = ""
    session_id: str = ""


@dataclass(frozen=True, slots=True)
class RatedTurn:
    """A thumb with the question and the answer that it is about, as they are logged."""

    thumb: Thumb
    question: str
    response: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class ThumbFilter:
    """Which thumbs, and in which order; None matches any, `until` is not included."""

    thumb: Direction | None = None
    since: datetime | None = None
    until: datetime | None = None
    order: tuple[Order, ...] = NEWEST_FIRST


EVERY_THUMB = ThumbFilter()
THUMBS_SORTED_BY = ("created_at", "thumb")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many thumbs there are of each kind."""

    up: int = 0
    down: int = 0

    @property
    def share_up(self) -> float | None:
        """The share of those that are up; None without any."""
        total = self.up + self.down
        return round(self.up / total, 4) if total else None


@dataclass(frozen=True, slots=True)
class LeftMessage:
    """Words for the owner. `question` is what was asked in vain, `reply_to` where the
    visitor may be answered; both may be empty."""

    id: str
    created_at: datetime
    text: str
    reply_to: str = ""
    question: str = ""
    session_id: str = ""
    read: bool = False


@dataclass(frozen=True, slots=True)
class MessageFilter:
    """Which messages, and in which order; None matches any, `until` is not included."""

    read: bool | None = None
    since: datetime | None = None
    until: datetime | None = None
    order: tuple[Order, ...] = NEWEST_FIRST


EVERY_MESSAGE = MessageFilter()
MESSAGES_SORTED_BY = ("created_at",)


@dataclass(frozen=True, slots=True)
class MessageCount:
    total: int
    unread: int


@dataclass(frozen=True, slots=True)
class MessageAlert:
    """Told where a message was left: how many are unread, and not a word of any."""

    unread: int
    at: str

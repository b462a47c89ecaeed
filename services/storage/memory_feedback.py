"""Thumbs and messages in memory: for trials that shall leave nothing behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from services.errors import NotFound, StorageFull
from services.models.feedback import (
    EVERY_MESSAGE,
    EVERY_THUMB,
    LeftMessage,
    MessageCount,
    MessageFilter,
    RatedTurn,
    Tally,
    Thumb,
    ThumbFilter,
)
from services.models.records import Interaction, Order
from services.storage.feedback_rows import MESSAGES_BY, NO_MESSAGE, NO_TURN, THUMBS_BY
from services.storage.rows import sorted_by
from services.storage.sqlite_messages import FULL, MOST_KEPT

T = TypeVar("T")


class MemoryThumbs:
    """Thumbs of `turns`, which are those that there are: one goes with its turn."""

    def __init__(self, turns: Mapping[str, Interaction]) -> None:
        self._turns = turns
        self._kept: dict[str, Thumb] = {}

    async def put(self, thumb: Thumb) -> Thumb:
        turn = self._turn(thumb.turn_id, thumb.session_id)
        kept = replace(thumb, session_id=turn.session_id)
        self._kept[thumb.turn_id] = kept
        return kept

    async def take_back(self, turn_id: str, session_id: str = "") -> None:
        self._turn(turn_id, session_id)
        self._kept.pop(turn_id, None)

    async def latest(
        self, *, limit: int, offset: int = 0, matching: ThumbFilter = EVERY_THUMB
    ) -> Sequence[RatedTurn]:
        chosen = [
            thumb
            for thumb in self._there()
            if matching.thumb in (None, thumb.thumb)
            and _within(thumb.created_at, matching.since, matching.until)
        ]
        in_order = _in_order(
            chosen, matching.order, THUMBS_BY, lambda thumb: thumb.turn_id
        )
        return [self._rated(thumb) for thumb in in_order[offset : offset + limit]]

    async def tally(
        self, *, since: datetime | None = None, until: datetime | None = None
    ) -> Tally:
        kinds = [
            thumb.thumb
            for thumb in self._there()
            if _within(thumb.created_at, since, until)
        ]
        return Tally(kinds.count("up"), kinds.count("down"))

    async def of_session(self, session_id: str) -> Mapping[str, Thumb]:
        own = [one for one in self._there() if one.session_id == session_id]
        return {thumb.turn_id: thumb for thumb in own}

    def _there(self) -> list[Thumb]:
        return [one for one in self._kept.values() if one.turn_id in self._turns]

    def _turn(self, turn_id: str, named: str) -> Interaction:
        turn = self._turns.get(turn_id)
        if turn is None or named not in ("", turn.session_id):
            raise NotFound(NO_TURN)
        return turn

    def _rated(self, thumb: Thumb) -> RatedTurn:
        turn = self._turns[thumb.turn_id]
        return RatedTurn(thumb, turn.user_input, turn.response, turn.created_at)


class MemoryMessages:
    def __init__(self, *, most: int = MOST_KEPT) -> None:
        self._most = most
        self._kept: dict[str, LeftMessage] = {}

    async def add(self, message: LeftMessage) -> None:
        if len(self._kept) >= self._most:
            done = [one for one in self._kept.values() if one.read]
            if not done:
                raise StorageFull(FULL)
            oldest = min(done, key=lambda one: (one.created_at, one.id))
            del self._kept[oldest.id]
        self._kept.setdefault(message.id, message)

    async def page(
        self, *, limit: int, offset: int = 0, matching: MessageFilter = EVERY_MESSAGE
    ) -> Sequence[LeftMessage]:
        chosen = [
            one
            for one in self._kept.values()
            if matching.read in (None, one.read)
            and _within(one.created_at, matching.since, matching.until)
        ]
        in_order = _in_order(chosen, matching.order, MESSAGES_BY, lambda one: one.id)
        return in_order[offset : offset + limit]

    async def count(self) -> MessageCount:
        unread = sum(not one.read for one in self._kept.values())
        return MessageCount(len(self._kept), unread)

    async def set_read(self, message_id: str, read: bool) -> LeftMessage:
        if message_id not in self._kept:
            raise NotFound(NO_MESSAGE)
        self._kept[message_id] = replace(self._kept[message_id], read=read)
        return self._kept[message_id]

    async def delete(self, message_id: str) -> None:
        if self._kept.pop(message_id, None) is None:
            raise NotFound(NO_MESSAGE)

    async def delete_session(self, session_id: str) -> int:
        own = [one.id for one in self._kept.values() if one.session_id == session_id]
        for message_id in own:
            del self._kept[message_id]
        return len(own)


def _within(at: datetime, since: datetime | None, until: datetime | None) -> bool:
    return (since is None or at >= since) and (until is None or at < until)


def _in_order(
    kept: Iterable[T],
    order: Sequence[Order],
    columns: Mapping[str, str],
    id_of: Callable[[T], str],
) -> list[T]:
    """As the other stores sort: ties go by id."""
    found = list(kept)
    for column, down in reversed(sorted_by(order, columns)):
        found.sort(key=_by(column, id_of), reverse=down)
    return found


def _by(column: str, id_of: Callable[[T], str]) -> Callable[[T], Any]:
    if column == "id":
        return id_of
    return lambda one: getattr(one, column)

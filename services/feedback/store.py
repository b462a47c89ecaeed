"""Where thumbs and messages are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

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


class ThumbStore(Protocol):
    """A thumb goes with the turn it is about, however that is erased."""

    async def put(self, thumb: Thumb) -> Thumb:
        """Keep it in place of an earlier one of its turn, and return what is kept.

        Raise NotFound for a turn that is not logged, or is of another session than the
        one that the thumb names.
        """

    async def take_back(self, turn_id: str, session_id: str = "") -> None:
        """Erase a turn's thumb, if it has one; raise NotFound as `put` does."""

    async def latest(
        self, *, limit: int, offset: int = 0, matching: ThumbFilter = EVERY_THUMB
    ) -> Sequence[RatedTurn]: ...

    async def tally(
        self, *, since: datetime | None = None, until: datetime | None = None
    ) -> Tally: ...

    async def of_session(self, session_id: str) -> Mapping[str, Thumb]:
        """Return the thumbs of a session by the ids of their turns."""


class MessageStore(Protocol):
    async def add(self, message: LeftMessage) -> None:
        """Raise StorageFull where there are too many and none of them was read.

        What was read longest ago makes room. Raise NotFound where the session was
        forgotten after the message was written.
        """

    async def page(
        self, *, limit: int, offset: int = 0, matching: MessageFilter = EVERY_MESSAGE
    ) -> Sequence[LeftMessage]: ...

    async def count(self) -> MessageCount: ...

    async def set_read(self, message_id: str, read: bool) -> LeftMessage:
        """Raise NotFound."""

    async def delete(self, message_id: str) -> None:
        """Raise NotFound."""

    async def delete_session(self, session_id: str) -> int:
        """Erase a session's messages and return how many there were."""

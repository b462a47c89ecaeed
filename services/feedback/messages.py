"""Messages that visitors leave for the owner."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from uuid import uuid4

import structlog

from services.errors import InvalidInput, StorageUnavailable
from services.feedback.store import MessageStore
from services.feedback.words import line, lines, shown
from services.guard.daily_limit import DailyLimit
from services.models.feedback import (
    LONGEST_ASKED,
    LONGEST_MESSAGE,
    LONGEST_REPLY_TO,
    LeftMessage,
    MessageAlert,
)
from services.pipeline.sessions import is_usable

_log = structlog.get_logger(__name__)


class Messages:
    def __init__(
        self,
        store: MessageStore,
        *,
        tell: Callable[[MessageAlert], None],
        limit: DailyLimit | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Messages in `store`; `tell` says, without their words, that one came."""
        self.store = store
        self._tell = tell
        self._limit = limit
        self._clock = clock

    async def leave(
        self, text: str, *, reply_to: str, question: str, session_id: str, visitor: str
    ) -> LeftMessage:
        """Keep a message and return it; raise InvalidInput."""
        if session_id and not is_usable(session_id):
            raise InvalidInput("session_id is none of this service's.")
        new = LeftMessage(
            id=str(uuid4()),
            created_at=self._clock(),
            text=lines("text", text, LONGEST_MESSAGE),
            reply_to=line("reply_to", reply_to, LONGEST_REPLY_TO),
            question=shown(question, LONGEST_ASKED),
            session_id=session_id,
        )
        with self._taken(visitor):
            await self.store.add(new)
        await self._alert(new)
        return new

    async def _alert(self, message: LeftMessage) -> None:
        """The message is kept by now, whatever becomes of the alert."""
        try:
            count = await self.store.count()
        except StorageUnavailable as error:
            _log.warning("message_not_told", why=error.error_code)
            return
        self._tell(MessageAlert(count.unread, message.created_at.isoformat()))

    def _taken(self, visitor: str) -> AbstractContextManager[None]:
        return nullcontext() if self._limit is None else self._limit.taken(visitor)

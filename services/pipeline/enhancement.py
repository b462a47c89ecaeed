"""Better phrasings on their way: started in the background, fetched by their id."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from services.errors import TaskExpired, TaskNotFound
from services.models.answer import Query
from services.models.language import Phrased
from services.pipeline.reply import Reply
from services.protocols import Phraser

Status = Literal["pending", "completed", "failed", "timeout"]

KEPT_S = 300.0
"""At least a minute is promised; a sleeping tab may need more."""
MAX_KNOWN = 2_000
MAX_PENDING = 64
MAX_GONE = 10_000
ID_BYTES = 16


@dataclass(slots=True)
class Enhancement:
    """`result` is there when it is completed, and never without a text."""

    id: str
    session_id: str
    started_s: float
    status: Status = "pending"
    result: Reply | None = None
    finished_s: float | None = None
    task: asyncio.Task[None] | None = None

    def seconds(self, now_s: float) -> float:
        return (self.finished_s or now_s) - self.started_s


class Enhancements:
    """A bounded registry: one that is full declines rather than forget too early."""

    def __init__(
        self,
        phraser: Phraser,
        *,
        deadline_s: float,
        kept_s: float = KEPT_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._phraser = phraser
        self._deadline_s = deadline_s
        self._kept_s = kept_s
        self._clock = clock
        self._known: OrderedDict[str, Enhancement] = OrderedDict()
        self._gone: OrderedDict[str, None] = OrderedDict()

    def begin(self, reply: Reply, *, visitor: str) -> str | None:
        """Start phrasing a reply; None when no model is to be asked."""
        query = reply.query
        if query is None or reply.phrased is not None or reply.heard is not None:
            return None
        self._expire()
        if len(self._known) >= MAX_KNOWN or self._pending() >= MAX_PENDING:
            return None
        if self._phraser.declines(query, reply.answer, visitor=visitor):
            return None
        enhancement = Enhancement(
            secrets.token_urlsafe(ID_BYTES), reply.session_id, self._clock()
        )
        self._known[enhancement.id] = enhancement
        enhancement.task = asyncio.create_task(
            self._improve(enhancement, query, reply, visitor)
        )
        return enhancement.id

    def get(self, task_id: str) -> Enhancement:
        """Raise TaskNotFound or TaskExpired."""
        self._expire()
        found = self._known.get(task_id)
        if found is not None:
            return found
        raise TaskExpired if task_id in self._gone else TaskNotFound

    def forget_session(self, session_id: str) -> None:
        """Cancel and drop what belongs to a session that is gone."""
        own = [e for e in self._known.values() if e.session_id == session_id]
        for enhancement in own:
            self._drop(enhancement)

    def seconds(self, enhancement: Enhancement) -> float:
        return enhancement.seconds(self._clock())

    async def close(self) -> None:
        tasks = [e.task for e in self._known.values() if e.task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._known.clear()

    async def _improve(
        self, enhancement: Enhancement, query: Query, reply: Reply, visitor: str
    ) -> None:
        try:
            phrased = await self._phraser.phrase(
                query, reply.answer, visitor=visitor, deadline_s=self._deadline_s
            )
            enhancement.status = status_of(phrased)
            if enhancement.status == "completed":
                enhancement.result = enhanced(reply, phrased)
        finally:
            # A defect in a provider must not leave anybody polling for ever.
            if enhancement.status == "pending":
                enhancement.status = "failed"
            enhancement.finished_s = self._clock()
            enhancement.task = None

    def _pending(self) -> int:
        return sum(e.status == "pending" for e in self._known.values())

    def _expire(self) -> None:
        now_s = self._clock()
        for enhancement in list(self._known.values()):
            finished_s = enhancement.finished_s
            if finished_s is not None and now_s - finished_s > self._kept_s:
                self._drop(enhancement)

    def _drop(self, enhancement: Enhancement) -> None:
        if enhancement.task is not None:
            enhancement.task.cancel()
        del self._known[enhancement.id]
        self._gone[enhancement.id] = None
        while len(self._gone) > MAX_GONE:
            self._gone.popitem(last=False)


def status_of(phrasing: Phrased) -> Status:
    """The plain answer is on the page already: only a model's words are a result."""
    if phrasing.by_model:
        return "completed"
    return "timeout" if phrasing.reason == "timeout" else "failed"


def enhanced(reply: Reply, phrasing: Phrased) -> Reply:
    engines = dict(reply.engines) | {"llm": phrasing.engine}
    degraded = reply.degraded + phrasing.degraded
    return replace(reply, phrased=phrasing, engines=engines, degraded=degraded)

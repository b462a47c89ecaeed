"""All talks there are: how many may be, and those that wait for their client."""

from __future__ import annotations

import asyncio
import secrets
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

import structlog

from services.errors import Overloaded, RateLimitExceeded, SessionBusy, SessionExpired
from services.guard.rate_limit import Kind, RateLimit, Verdict
from services.models.health import PartHealth
from services.pipeline.listening import Listening
from services.pipeline.sessions import is_usable, new_session_id
from services.protocols import Breaker
from services.realtime.floor import GRACE_S, UNDECIDED_S, Shape
from services.realtime.making import Makers
from services.realtime.talk import Talk
from services.realtime.talk_parts import Pace, TalkParts, Visitor
from services.realtime.tickets import Tickets
from services.realtime.upstream import Upstream

PER_VISITOR = 4
WAITS_S = 30.0
"""How long a talk waits for its client to come back."""
TOKEN_BYTES = 24
LOOK_S = 0.1
KEPT_WITHIN_S = UNDECIDED_S + 2 * GRACE_S
"""By then a turn is kept that was told to its end, or interrupted."""

_log = structlog.get_logger(__name__)


class Talks:
    name = "realtime"

    def __init__(
        self,
        makers: Makers,
        listening: Listening,
        detector: Callable[[], str],
        *,
        most: int,
        pace: Pace | None = None,
    ) -> None:
        self.pace = pace or Pace()
        self._makers = makers
        self._listening = listening
        self._detector = detector
        self._most = most
        self.tickets = Tickets()
        self._talks: dict[str, Talk] = {}
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._closing: set[asyncio.Task[None]] = set()

    def __iter__(self) -> Iterator[Talk]:
        return iter(self._talks.values())

    @property
    def breakers(self) -> Mapping[str, Breaker]:
        """Of whoever may answer talks in our place."""
        return self.upstream.breakers if self.upstream is not None else {}

    @property
    def upstream(self) -> Upstream | None:
        """Whoever answers talks in our place; None where nobody does."""
        return self._makers.upstream

    @property
    def answers(self) -> Mapping[str, int]:
        """How many talks are answered by whom."""
        return Counter(talk.monitor.answers for talk in self)

    @property
    def modes(self) -> Mapping[str, int]:
        """How many talks are in which mode."""
        return Counter(talk.monitor.mode for talk in self)

    async def open(
        self,
        visitor: str,
        session_id: str | None,
        *,
        limit: RateLimit | None,
        shape: Shape,
        request_id: str = "",
    ) -> Talk:
        """Begin a talk; raise RateLimitExceeded, SessionBusy or Overloaded."""
        usable = is_usable(session_id)
        held = session_id if usable and session_id else new_session_id()
        self._check_room(visitor, held)

        def charge(kind: Kind, session: str) -> Verdict | None:
            return _charged(limit, kind, visitor, session)

        parts = TalkParts(
            self._makers, self._listening, self._detector, charge, shape, self.pace
        )
        resume = secrets.token_urlsafe(TOKEN_BYTES)
        talk = Talk(parts, Visitor(visitor, held, request_id), resume=resume)
        self._talks[resume] = talk
        try:
            await talk.start()
        except BaseException:
            self.end(talk)
            raise
        return talk

    async def resume(self, token: str, *, after: str | None) -> Talk:
        """The talk of a client that comes back, and had everything up to an event.

        Raise SessionExpired where it waits no more.
        """
        talk = self._talks.get(token)
        if talk is None:
            raise SessionExpired("This talk is over: begin another one.")
        if (waiting := self._waiting.pop(token, None)) is not None:
            waiting.cancel()
        else:
            await talk.take_over()
        talk.free.clear()
        talk.tell_again(after)
        return talk

    def leave(self, talk: Talk) -> None:
        """The client is gone: the talk waits a while for it to come back."""
        if talk.resume in self._talks and talk.resume not in self._waiting:
            talk.outbox.hold()
            self._waiting[talk.resume] = asyncio.create_task(self._wait(talk))

    def end(self, talk: Talk) -> None:
        """Close a talk, and keep what was heard."""
        self._talks.pop(talk.resume, None)
        if (waiting := self._waiting.pop(talk.resume, None)) is not None:
            waiting.cancel()
        closing = asyncio.create_task(talk.close())
        self._closing.add(closing)
        closing.add_done_callback(self._closed)

    def forget(self, session_id: str) -> None:
        """End the talk of a session that is forgotten."""
        for talk in [t for t in self if t.visitor.session_id == session_id]:
            talk.outbox.end("forgotten")
            self.end(talk)

    async def kept(self, turn_id: str) -> None:
        """Wait until a turn is kept that a talk has told and still holds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(KEPT_WITHIN_S):
                while any(talk.floor.holds(turn_id) for talk in self):  # noqa: ASYNC110
                    await asyncio.sleep(LOOK_S)

    async def health(self) -> PartHealth:
        waiting = len(self._waiting)
        detail: dict[str, object] = {
            "talks": len(self._talks),
            "waiting": waiting,
            "modes": dict(self.modes),
            "answers": dict(self.answers),
        }
        if self.upstream is None:
            return PartHealth("healthy", self.name, detail)
        told = await self.upstream.health()
        detail["upstream"] = {
            "engine": told.engine,
            "status": told.status,
            **told.detail,
        }
        return PartHealth(told.status, self.name, detail)

    async def close(self) -> None:
        for talk in list(self):
            self.end(talk)
        while self._closing:
            await asyncio.wait(self._closing)

    def _check_room(self, visitor: str, session_id: str) -> None:
        for talk in [t for t in self if t.visitor.session_id == session_id]:
            if talk.resume not in self._waiting:
                raise SessionBusy
            self.end(talk)
        if sum(talk.visitor.name == visitor for talk in self) >= PER_VISITOR:
            raise RateLimitExceeded(
                f"You hold {PER_VISITOR} talks already.", retry_after_s=WAITS_S
            )
        if len(self._talks) >= self._most:
            if not self._waiting:
                raise Overloaded
            self.end(self._talks[next(iter(self._waiting))])

    async def _wait(self, talk: Talk) -> None:
        await asyncio.sleep(WAITS_S)
        self._waiting.pop(talk.resume, None)
        self.end(talk)

    def _closed(self, task: asyncio.Task[None]) -> None:
        self._closing.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("talk_not_closed", exc_info=error)


def _charged(
    limit: RateLimit | None, kind: Kind, visitor: str, session_id: str
) -> Verdict | None:
    """The tighter verdict of a visitor's and a session's; None without a limit."""
    if limit is None:
        return None
    verdict = limit.take(kind, visitor)
    if not verdict.allowed:
        return verdict
    own = limit.take(kind, f"session {session_id}")
    return min((verdict, own), key=lambda one: (one.allowed, one.remaining))

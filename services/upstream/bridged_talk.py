"""One talk's line to the upstream: questions go up, and failures are tried again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import TYPE_CHECKING

import structlog

from services.errors import LLMServiceError, LLMTimeout
from services.llm.failures import OverBudget, Transient
from services.models.language import Phrased
from services.models.upstream import (
    CheckedSound,
    SpokenOutcome,
    SpokenQuestion,
)
from services.upstream.booking import Ended
from services.upstream.line import Line
from services.upstream.spoken_reply import SpokenReply, Ungrounded, most_of
from services.upstream.turn import Turn, gave_way, reason_of_failure

if TYPE_CHECKING:
    from services.upstream.openai_realtime import OpenAIRealtime

_log = structlog.get_logger(__name__)


class BridgedTalk:
    """Questions go up one after the other; tasks of its own end with `close`."""

    def __init__(self, upstream: OpenAIRealtime) -> None:
        self._upstream = upstream
        self._patience = upstream.patience
        self._line: Line | None = None
        self._opening = asyncio.Lock()
        self._keeping: asyncio.Task[None] | None = None
        self._settling: asyncio.Task[None] | None = None
        """While it runs, the line is not free for the next question."""
        self._settlements: set[asyncio.Task[None]] = set()
        self._trouble = asyncio.Event()

    @property
    def name(self) -> str:
        return self._upstream.name

    def start(self) -> None:
        """Open a line before it is asked for, and come back to a server that failed."""
        self._keeping = asyncio.create_task(self._keep())
        self._keeping.add_done_callback(self._settled)

    @property
    def unready(self) -> str:
        """Why the next question does not go up; empty where it does."""
        failure = self._upstream.unready()
        return failure.reason if failure else ""

    async def reply(
        self, question: SpokenQuestion
    ) -> AsyncGenerator[CheckedSound | SpokenOutcome]:
        """Yield sound that may be heard, then what became of the question.

        Raises nothing that the upstream does.
        """
        if (declined := self._declined(question)) is not None:
            yield SpokenOutcome(declined)
            return
        upstream, until_s = self._upstream, self._patience.first_until_s
        turn = Turn(question, await upstream.sources.prepare(question), until_s)
        upstream.books.ledger.count(question.visitor)
        try:
            async with aclosing(self._tried(turn)) as pieces:
                async for piece in pieces:
                    turn.any_heard = True
                    turn.heard += [piece.text] if piece.text else []
                    yield piece
        except LLMServiceError as error:
            if not turn.taken:
                upstream.books.ledger.give_back(question.visitor)
            yield turn.failed(upstream.name, error)
        else:
            yield turn.spoken(upstream.name, upstream.books.model)

    async def close(self) -> None:
        """Leave no task and no line behind, and no money unbooked."""
        self._upstream.closed(self)
        if self._keeping is not None:
            self._keeping.cancel()
            await asyncio.wait([self._keeping])
        while self._settlements:
            await asyncio.wait(self._settlements)
        if self._line is not None:
            await self._line.close()

    def _declined(self, question: SpokenQuestion) -> Phrased | None:
        """Why a question is not even tried, as what is told of it."""
        upstream, plain = self._upstream, question.answer.text
        if reason := upstream.unasked(question):
            return Phrased(plain, reason)
        if (error := upstream.unready()) is not None:
            degraded = (gave_way(upstream.name, error),)
            return Phrased(plain, reason_of_failure(error), degraded=degraded)
        return None

    async def _tried(self, turn: Turn) -> AsyncGenerator[CheckedSound]:
        """The reply, for which a server that stumbles is asked again in time."""
        for attempt in range(self._patience.tries):
            try:
                line = await self._open_line(turn.until_s)
                async with aclosing(self._asked(line, turn)) as pieces:
                    async for piece in pieces:
                        yield piece
            except LLMServiceError as error:
                await self._before_next(attempt, error, turn)
            else:
                self._upstream.succeeded()
                return

    async def _asked(self, line: Line, turn: Turn) -> AsyncGenerator[CheckedSound]:
        upstream, clock = self._upstream, self._patience.clock
        books, prepared, sound = upstream.books, turn.prepared, turn.question.sound
        hold = books.ledger.hold(books.prices.of(most_of(prepared, sound)))
        if hold is None:
            raise OverBudget
        reply = turn.reply = SpokenReply(prepared, sound, upstream.sources.off_loop)
        failure: LLMServiceError | None = None
        try:
            await reply.ask(line)
            until_s, end_s = turn.until_s, clock() + self._patience.whole_s
            while reply.done is None:
                await reply.hear(await line.receive(within_s=until_s - clock()))
                if piece := reply.held.take():
                    yield piece
                if reply.held.any_given:
                    until_s = min(end_s, clock() + self._patience.stall_s)
            reply.finish()
            if piece := reply.held.rest():
                yield piece
        except LLMServiceError as error:
            failure = error
            raise
        finally:
            ended = Ended(line, reply, hold, turn.question.bill, failure)
            turn.taken |= ended.taken
            self._leave(ended)

    def _leave(self, reply: Ended) -> None:
        """Book a reply that is over; one that is not is stopped first."""
        upstream, patience = self._upstream, self._patience
        if reply.reply.done is not None:
            upstream.books.book(reply.bill, reply.reply, reply.hold, by_server=True)
        keep = reply.failure is None or isinstance(reply.failure, Ungrounded)
        settling = asyncio.create_task(
            reply.settle(upstream.books, patience.clock, patience.settle_s, keep=keep)
        )
        self._settlements.add(settling)
        settling.add_done_callback(self._settled)
        if keep:
            self._settling = settling
        else:
            # What is left of it goes on beside the next try.
            self._line = None

    async def _before_next(
        self, attempt: int, failure: LLMServiceError, turn: Turn
    ) -> None:
        """Wait for the next try, or count the failure and raise it."""
        patience = self._patience
        wait_s = patience.back_off_s(attempt)
        left_s = turn.until_s - patience.clock() - wait_s
        final = turn.any_heard or attempt + 1 >= patience.tries
        if final or not _is_worth_another(failure) or left_s < patience.worth_s:
            if self._upstream.failed(failure):
                self._trouble.set()
            raise failure
        await patience.pause(wait_s)

    async def _open_line(self, until_s: float) -> Line:
        """The line that is open, or another; raise where there is none in time."""
        left_s = max(0.0, until_s - self._patience.clock())
        try:
            async with asyncio.timeout(left_s), self._opening:
                if self._settling is not None:
                    await asyncio.wait([self._settling])
                if (unready := self._upstream.unready()) is not None:
                    raise unready
                return await self._any_line()
        except TimeoutError as error:
            raise LLMTimeout from error

    async def _any_line(self) -> Line:
        if self._line is None or not self._line.is_open:
            self._line = await Line.open(self._upstream.address)
        return self._line

    async def _keep(self) -> None:
        """For ever: have a line, and after a failure another one after a rest."""
        await self._upstream.sources.warm()
        while True:
            if await self._reach():
                await self._trouble.wait()
            self._trouble.clear()
            await self._patience.pause(self._upstream.next_try_s)

    async def _reach(self) -> bool:
        """Whether there is a line now, after a few tries, for which a turn waits."""
        upstream, patience = self._upstream, self._patience
        async with self._opening:
            if not upstream.admit():
                return False
            for attempt in range(patience.tries):
                try:
                    async with asyncio.timeout(patience.open_s):
                        await self._any_line()
                except TimeoutError:
                    failure: LLMServiceError = LLMTimeout()
                except LLMServiceError as error:
                    failure = error
                else:
                    upstream.succeeded()
                    return True
                if not _is_worth_another(failure) or attempt + 1 >= patience.tries:
                    break
                await patience.pause(patience.back_off_s(attempt))
            upstream.failed(failure)
            return False

    def _settled(self, task: asyncio.Task[None]) -> None:
        self._settlements.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("upstream_task_failed", exc_info=error)


def _is_worth_another(failure: LLMServiceError) -> bool:
    """Whether the same may well succeed a moment later."""
    at_once = failure.retry_after_s is None
    return at_once and isinstance(failure, Transient | LLMTimeout)

"""The end of a reply: stopped if it goes on, its cost learnt and booked."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from services.errors import LLMServiceError, LLMTimeout
from services.fallback import Clock
from services.llm.ledger import Hold, Ledger
from services.models.upstream import SpokenBill
from services.upstream.line import Line
from services.upstream.prices import Prices
from services.upstream.spoken_reply import SpokenReply


@dataclass(frozen=True, slots=True)
class Books:
    """Where replies are booked, and as what."""

    ledger: Ledger
    prices: Prices
    engine: str
    model: str

    def book(
        self, bill: SpokenBill, reply: SpokenReply, hold: Hold, *, by_server: bool
    ) -> None:
        """Book a reply for good; one that came to no server costs nothing."""
        tokens = reply.tokens(taken=by_server)
        cost = self.prices.of(tokens)
        self.ledger.settle(
            hold,
            model=self.model if tokens.output else None,
            prompt_tokens=tokens.input,
            completion_tokens=tokens.output,
            cost_usd=cost,
        )
        bill.cost_usd += cost
        bill.tokens = tokens
        bill.engine, bill.model = self.engine, self.model


@dataclass(frozen=True, slots=True)
class Ended:
    """A reply that nobody listens to any more, whether or not it is over."""

    line: Line
    reply: SpokenReply
    hold: Hold
    bill: SpokenBill
    failure: LLMServiceError | None

    @property
    def taken(self) -> bool:
        """Whether the server has it, or may have."""
        return self.reply.begun or isinstance(self.failure, LLMTimeout)

    async def settle(
        self, books: Books, clock: Clock, within_s: float, *, keep: bool
    ) -> None:
        """Stop it and book it; the line is kept only where it is known to be free."""
        line, reply = self.line, self.reply
        was_over = reply.done is not None
        reply.left = True
        try:
            with suppress(LLMServiceError):
                await self._stop(clock, clock() + within_s)
        finally:
            if not was_over:
                books.book(self.bill, reply, self.hold, by_server=self.taken)
        if reply.done is None or not keep:
            await line.close()

    async def _stop(self, clock: Clock, until_s: float) -> None:
        reply, cancelled = self.reply, False
        if self.failure is not None and not self.taken:
            return
        while reply.done is None:
            if reply.begun and not cancelled:
                cancelled = True
                stop = {"response_id": reply.response_id}
                await self.line.send({"type": "response.cancel", **stop})
            reply.note(await self.line.receive(within_s=until_s - clock()))

"""A provider's model that is paid for: money is set aside before and booked after."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing

from services.errors import LLMServiceError, LLMTimeout
from services.llm.failures import OverBudget, Unusable
from services.llm.ledger import Hold, Ledger
from services.llm.prices import PriceTable
from services.llm.wire import estimate_tokens, most_tokens, prompt_text
from services.models.health import PartHealth
from services.models.language import Completion, CompletionRequest
from services.protocols import LanguageModel

Reply = str | Completion
OVERLONG = 4
"""Times the agreed length at which a reply is no longer listened to."""


async def whole(
    model: LanguageModel, request: CompletionRequest
) -> AsyncIterator[Reply]:
    """A reply that comes at once, as a stream of one piece."""
    yield await model.complete(request)


async def last(replies: AsyncIterator[Reply]) -> Completion:
    """The completion that a stream ends with."""
    completion = None
    async with aclosing(replies) as pieces:  # type: ignore[type-var]
        async for piece in pieces:
            if isinstance(piece, Completion):
                completion = piece
    if completion is None:
        raise Unusable("a reply without an end")
    return completion


def written(request: CompletionRequest, text: str, taken: bool) -> Completion:
    """What a call comes to that was not heard to its end; nothing unless `taken`.

    How much was written nobody says, so it counts as heard, and as all that was agreed
    when nothing was.
    """
    if not taken:
        return Completion("", "", 0, 0)
    most = OVERLONG * request.max_tokens
    tokens = min(estimate_tokens(text), most) if text else request.max_tokens
    prompt = estimate_tokens(prompt_text(request))
    return Completion(text, request.model if text else "", prompt, tokens)


class PaidModel:
    """Books every call at the provider's own price, whatever becomes of it."""

    def __init__(
        self, model: LanguageModel, *, prices: PriceTable, ledger: Ledger
    ) -> None:
        self._model = model
        self._prices = prices
        self._ledger = ledger

    @property
    def name(self) -> str:
        return self._model.name

    async def prepare(self) -> None:
        await self._model.prepare()

    async def complete(self, request: CompletionRequest) -> Completion:
        return await last(self._booked(request, whole(self._model, request)))

    def stream(self, request: CompletionRequest) -> AsyncIterator[Reply]:
        return self._booked(request, self._model.stream(request))

    def most_usd(self, request: CompletionRequest) -> float:
        """The most that a call can cost."""
        price = self._prices.price(request.model)
        return price.of(most_tokens(prompt_text(request)), request.max_tokens)

    async def _booked(
        self, request: CompletionRequest, replies: AsyncIterator[Reply]
    ) -> AsyncGenerator[Reply]:
        """Raise OverBudget, before anything is asked, where the money does not last."""
        hold = self._ledger.hold(self.most_usd(request))
        if hold is None:
            raise OverBudget
        heard, completion, taken = "", None, True
        try:
            async with aclosing(replies) as pieces:  # type: ignore[type-var]
                async for piece in pieces:
                    if isinstance(piece, Completion):
                        completion = piece
                    else:
                        heard += piece
                    yield piece
        except LLMServiceError as error:
            taken = bool(heard) or isinstance(error, LLMTimeout)
            raise
        finally:
            # Whoever leaves early, or is out of time, pays for what was written.
            self._book(request, hold, completion or written(request, heard, taken))

    def _book(
        self, request: CompletionRequest, hold: Hold, completion: Completion
    ) -> None:
        """A name that a server gives its model changes no price."""
        tokens = (completion.prompt_tokens, completion.completion_tokens)
        cost = self._prices.price(request.model).of(*tokens)
        self._ledger.settle(
            hold,
            model=completion.model or None,
            prompt_tokens=tokens[0],
            completion_tokens=tokens[1],
            cost_usd=cost,
        )
        bill = request.bill
        bill.cost_usd += cost
        bill.prompt_tokens, bill.completion_tokens = tokens
        if completion.model:
            bill.engine, bill.model = self.name, completion.model

    async def health(self) -> PartHealth:
        return await self._model.health()

    async def close(self) -> None:
        await self._model.close()

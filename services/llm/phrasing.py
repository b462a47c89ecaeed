"""Phrasing an answer: whether to ask a model, what to ask it, and what of it to say."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Any

from services.errors import LLMServiceError, LLMTimeout
from services.fallback import CircuitBreaker
from services.llm.calls import Books, Call, Heard, log_call
from services.llm.composing import (
    MAX_TOPICS,
    RECENT_TURNS,
    Composed,
    compose,
    shortened,
)
from services.llm.failures import reason_of
from services.llm.grounding import GroundingCheck
from services.llm.ledger import Ledger
from services.llm.owner import Owner
from services.llm.prices import PriceTable
from services.llm.prompts import Prompts
from services.llm.routing import Routes
from services.llm.sentences import SentenceReader, split_sentences
from services.llm.speech import CheckedSpeech
from services.models.answer import Answer, Query
from services.models.conversation import Turn
from services.models.health import PartHealth
from services.models.language import Completion, CompletionRequest, Phrased
from services.protocols import LanguageModel
from services.reuse.answer_cache import AnswerCache

REPLY_TOKENS = 160
"""Fifty words with room for a sentence that is dropped."""


@dataclass(frozen=True, slots=True)
class Guards:
    suspicious: Callable[[str], bool]
    clean: Callable[[str], str]


def checked_by(composed: Composed, answer: Answer, owner: Owner) -> GroundingCheck:
    """What went into the prompt, and the owner's own words, bear a reply out."""
    return GroundingCheck(
        composed.cards,
        owner=owner.persona.name,
        profile=owner.profile,
        answer=answer.text,
        known=owner.known,
        details=owner.details,
    )


def trusted(history: Sequence[Turn], guards: Guards) -> tuple[Turn, ...]:
    """The turns that may go into a prompt, cut to size; none that steers."""
    short = [shortened(turn) for turn in history[-(RECENT_TURNS + MAX_TOPICS) :]]
    return tuple(
        turn
        for turn in short
        if not guards.suspicious(turn.user_input)
        and not guards.suspicious(turn.ai_response)
    )


class GroundedPhraser:
    """Every outcome, failures included, is a Phrased; the answer is never lost."""

    def __init__(
        self,
        model: LanguageModel,
        *,
        owner: Callable[[], Owner],
        prompts: Prompts,
        routes: Routes,
        prices: PriceTable,
        ledger: Ledger,
        guards: Guards,
        max_tokens: int,
        cache: AnswerCache | None = None,
        breaker: CircuitBreaker | None = None,
    ) -> None:
        """A phraser that asks `model`; `breaker` is the model's own, to be shown."""
        self._model = model
        self._owner = owner
        self._prompts = prompts
        self._routes = routes
        self._prices = prices
        self._ledger = ledger
        self._books = Books(ledger, prices)
        self._guards = guards
        self._max_tokens = max_tokens
        self._cache = AnswerCache() if cache is None else cache
        self._breaker = breaker

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def breakers(self) -> Mapping[str, CircuitBreaker]:
        return {self.name: self._breaker} if self._breaker else {}

    async def prepare(self) -> None:
        await self._model.prepare()

    def declines(self, query: Query, answer: Answer, *, visitor: str = "") -> str:
        if not answer.may_rephrase:
            return "not_rephrasable"
        if self._guards.suspicious(query.text):
            return "suspicious"
        if not self._ledger.allows(visitor):
            return "allowance"
        return ""

    def usage(self) -> Mapping[str, Any]:
        return {"engine": self.name, **self._ledger.usage()}

    async def phrase(
        self, query: Query, answer: Answer, *, visitor: str = "", deadline_s: float
    ) -> Phrased:
        call = await self._prepare(query, answer, visitor, deadline_s)
        if isinstance(call, Phrased):
            return call
        try:
            completion = await self._model.complete(call.request)
        except LLMServiceError as error:
            return self._failed(call, answer, error)
        except BaseException:
            # A visitor who leaves must not leave the money set aside.
            self._books.lost(call)
            raise
        heard = Heard(completion=completion)
        heard.hear(completion.text, call)
        call.speech.take(split_sentences(heard.text, cut_off=heard.cut_off))
        return self._finished(call, answer, heard, whole=call.speech.enough)

    async def stream(
        self, query: Query, answer: Answer, *, visitor: str = "", deadline_s: float
    ) -> AsyncIterator[str | Phrased]:
        """What is once released stays said: it is the reply, however short."""
        call = await self._prepare(query, answer, visitor, deadline_s)
        if isinstance(call, Phrased):
            if call.by_model:
                yield call.text
            yield call
            return
        heard = Heard()
        booked = False
        try:
            async with aclosing(self._sentences(call, heard)) as sentences:  # type: ignore[type-var]
                async for sentence in sentences:
                    yield sentence
            booked = True
            outcome = self._finished(
                call, answer, heard, whole=bool(call.speech.released)
            )
        except LLMServiceError as error:
            booked = True
            outcome = self._broken_off(call, answer, heard, error)
        finally:
            if not booked:
                self._books.lost(call, heard.text)
        yield outcome

    async def _sentences(self, call: Call, heard: Heard) -> AsyncIterator[str]:
        reader = SentenceReader()
        async with aclosing(self._model.stream(call.request)) as deltas:  # type: ignore[type-var]
            async for delta in deltas:
                if isinstance(delta, Completion):
                    heard.completion = delta
                    break
                words = heard.hear(delta, call)
                sentences = reader.feed(words)
                if reader.restarted():
                    call.speech.restart()
                for sentence in call.speech.take(sentences):
                    yield sentence
                if call.speech.done or heard.too_long:
                    return
        for sentence in call.speech.take(reader.flush(cut_off=heard.cut_off)):
            yield sentence

    async def _prepare(
        self, query: Query, answer: Answer, visitor: str, deadline_s: float
    ) -> Call | Phrased:
        started = time.perf_counter()
        if reason := self.declines(query, answer, visitor=visitor):
            return Phrased(answer.text, reason, evidence=answer.evidence)
        owner = self._owner()
        asked = await self._cache.ask(
            query, answer, persona=owner.persona.tone, version=owner.version
        )
        if known := self._cache.find(asked):
            return self._cached(known, visitor, started)
        composed = self._compose(query, answer, owner)
        model = self._routes.model(answer)
        most = self._prices.price(model).of(composed.tokens, REPLY_TOKENS)
        hold = self._ledger.hold(most, visitor)
        if hold is None:
            return Phrased(answer.text, "budget", evidence=answer.evidence)
        request = CompletionRequest(
            composed.messages, model, REPLY_TOKENS, deadline_s=deadline_s
        )
        speech = CheckedSpeech(checked_by(composed, answer, owner), composed.canary)
        return Call(asked, composed, request, speech, hold, started)

    def _compose(self, query: Query, answer: Answer, owner: Owner) -> Composed:
        return compose(
            self._prompts,
            owner.persona,
            replace(query, history=trusted(query.history, self._guards)),
            answer,
            max_tokens=self._max_tokens - REPLY_TOKENS,
            clean=self._guards.clean,
        )

    def _cached(self, known: Phrased, visitor: str, started: float) -> Phrased:
        self._ledger.cached(visitor, known.cost_usd)
        phrased = replace(
            known,
            reason="cached",
            cached=True,
            prompt_tokens=0,
            completion_tokens=0,
            cost_usd=0.0,
        )
        log_call(self.name, phrased, started)
        return phrased

    def _finished(
        self, call: Call, answer: Answer, heard: Heard, *, whole: bool
    ) -> Phrased:
        """The outcome of a call that was heard to its end, booked and logged.

        `whole` tells whether the released words can stand as the reply.
        """
        completion = heard.whole(call)
        cost = self._books.answered(call, completion)
        phrased = Phrased(
            text=call.speech.text if whole else answer.text,
            reason="phrased" if whole else "ungrounded",
            engine=self.name,
            model=completion.model,
            evidence=tuple(call.speech.evidence) if whole else answer.evidence,
            dropped=call.speech.dropped,
            prompt_tokens=completion.prompt_tokens,
            completion_tokens=completion.completion_tokens,
            cost_usd=cost,
        )
        if whole and call.speech.enough and not heard.cut_off:
            self._cache.keep(call.asked, phrased)
        log_call(self.name, phrased, call.started)
        return phrased

    def _failed(
        self, call: Call, answer: Answer, error: LLMServiceError, heard: str = ""
    ) -> Phrased:
        reason = reason_of(error)
        if heard or isinstance(error, LLMTimeout):
            self._books.lost(call, heard)
        else:
            self._books.refused(call)
        phrased = Phrased(
            answer.text,
            reason,
            evidence=answer.evidence,
            degraded=(f"llm:{self.name}:{reason}",),
        )
        log_call(self.name, phrased, call.started)
        return phrased

    def _broken_off(
        self, call: Call, answer: Answer, heard: Heard, error: LLMServiceError
    ) -> Phrased:
        if not call.speech.released:
            return self._failed(call, answer, error, heard.text)
        phrased = self._finished(call, answer, heard, whole=True)
        return replace(phrased, degraded=(f"llm:{self.name}:{reason_of(error)}",))

    async def health(self) -> PartHealth:
        return await self._model.health()

    async def close(self) -> None:
        await self._model.close()

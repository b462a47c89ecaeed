"""Phrasing an answer: whether to ask a model, what to ask it, and what of it to say."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import aclosing
from dataclasses import replace
from typing import Any

from services.errors import LLMServiceError, LLMTimeout
from services.fallback import CircuitBreaker
from services.llm.calls import Call, Heard, Trial, log_call
from services.llm.citations import Claim
from services.llm.failures import reason_of
from services.llm.ledger import Ledger
from services.llm.owner import Owner
from services.llm.preparing import Preparation
from services.llm.routing import Routes
from services.models.answer import Answer, Query
from services.models.fact_sheet import FactSheet
from services.models.health import PartHealth
from services.models.language import Completion, CompletionRequest, Phrased
from services.protocols import LanguageModel
from services.reuse.answer_cache import AnswerCache
from services.reuse.asked import Asked

Facts = Callable[[Query, Answer], Awaitable[FactSheet]]
"""The facts that a question may be answered from."""


class GroundedPhraser:
    """Every outcome, failures included, is a Phrased; the answer is never lost."""

    def __init__(
        self,
        model: LanguageModel,
        *,
        owner: Callable[[], Owner],
        facts: Facts,
        preparation: Preparation,
        routes: Routes,
        ledger: Ledger,
        cache: AnswerCache | None = None,
        breakers: Mapping[str, CircuitBreaker] | None = None,
    ) -> None:
        """A phraser that asks `model`, which books its calls; `breakers` are its own.

        What a call came to is read from its request's bill.
        """
        self._model = model
        self._owner = owner
        self._facts = facts
        self._preparation = preparation
        self._mode = preparation.mode
        self._routes = routes
        self._ledger = ledger
        self._cache = AnswerCache() if cache is None else cache
        self._breakers = breakers or {}
        self._thinkers: set[str] = set()
        """Models whose server opens their thoughts: what comes first is no answer."""

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def breakers(self) -> Mapping[str, CircuitBreaker]:
        return self._breakers

    async def prepare(self) -> None:
        await self._model.prepare()

    def declines(self, query: Query, answer: Answer, *, visitor: str = "") -> str:
        if reason := self._mode.unasked(answer):
            return reason
        if self._preparation.guards.suspicious(query.text):
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
        heard = Heard(completion=completion)
        heard.hear(completion.text, call)
        call.speech.take(self._mode.claims(heard.text, cut_off=heard.cut_off))
        return self._finished(call, answer, heard, whole=call.speech.enough)

    async def trial(self, query: Query, answer: Answer, *, deadline_s: float) -> Trial:
        """One call, cached or needed or not, with all that came of it.

        Raise LLMServiceError as the model does, and where the day's money is spent.
        """
        started, owner = time.perf_counter(), self._owner()
        asked = await self._cache.ask(
            query, answer, persona=owner.persona.tone, version=owner.version
        )
        call = await self._call(query, answer, "", deadline_s, asked, started)
        completion = await self._model.complete(call.request)
        call.speech.take(self._mode.claims(completion.text))
        return Trial(call.request, completion, call.speech, call.request.bill.cost_usd)

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
        try:
            async with aclosing(self._sentences(call, heard)) as sentences:  # type: ignore[type-var]
                async for sentence in sentences:
                    yield sentence
            outcome = self._finished(call, answer, heard, whole=bool(call.speech.said))
        except LLMServiceError as error:
            outcome = self._broken_off(call, answer, heard, error)
        yield outcome

    async def _sentences(self, call: Call, hearing: Heard) -> AsyncIterator[str]:
        reader, name = self._mode.reader(), call.request.model
        waiting: list[Claim] = []
        thinking = name in self._thinkers
        async with aclosing(self._model.stream(call.request)) as deltas:  # type: ignore[type-var]
            async for delta in deltas:
                if isinstance(delta, Completion):
                    hearing.completion = delta
                    break
                words = hearing.hear(delta, call)
                claims = reader.feed(words)
                if reader.restarted():
                    call.speech.restart()
                    self._thinkers.add(name)
                    waiting, thinking = [], False
                waiting += claims
                for sentence in () if thinking else call.speech.take(waiting):
                    yield sentence
                waiting = waiting if thinking else []
                if call.speech.done or hearing.too_long:
                    return
        rest = reader.flush(cut_off=hearing.cut_off)
        for sentence in call.speech.take([*waiting, *rest]):
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
        # Again, and before anything is waited for: many at once must not pass it.
        if not self._ledger.allows(visitor):
            return Phrased(answer.text, "allowance", evidence=answer.evidence)
        self._ledger.count(visitor)
        try:
            return await self._call(query, answer, visitor, deadline_s, asked, started)
        except TimeoutError:
            self._ledger.give_back(visitor)
            return Phrased(answer.text, "timeout", evidence=answer.evidence)

    async def _call(
        self,
        query: Query,
        answer: Answer,
        visitor: str,
        deadline_s: float,
        question: Asked,
        start: float,
    ) -> Call:
        """What is to be asked; raise TimeoutError where the facts come too late."""
        async with asyncio.timeout(deadline_s):
            sheet = await self._facts(query, answer)
        prepared = self._preparation.of(query, answer, sheet, self._owner())
        composed = prepared.composed
        request = CompletionRequest(
            composed.messages,
            self._routes.model(answer),
            self._mode.reply_tokens,
            deadline_s=max(0.0, deadline_s - (time.perf_counter() - start)),
            schema=self._mode.schema,
        )
        speech = prepared.speech
        return Call(question, composed, request, speech, visitor, start, sheet.cards)

    def _cached(self, earlier: Phrased, visitor: str, start: float) -> Phrased:
        self._ledger.cached(visitor, earlier.cost_usd)
        phrased = replace(
            earlier,
            reason="cached",
            cached=True,
            prompt_tokens=0,
            completion_tokens=0,
            cost_usd=0.0,
            degraded=(),
        )
        log_call(self.name, phrased, start)
        return phrased

    def _finished(
        self, call: Call, answer: Answer, hearing: Heard, *, whole: bool
    ) -> Phrased:
        """The outcome of a call that was heard to its end, booked and logged.

        `whole` tells whether the released words can stand as the reply.
        """
        bill, speech = call.request.bill, call.speech
        phrased = Phrased(
            text=speech.text if whole else answer.text,
            reason=self._mode.reason if whole else "ungrounded",
            engine=bill.engine,
            model=bill.model,
            evidence=speech.evidence if whole else answer.evidence,
            cards=speech.cards(call.cards) if whole and self._mode.cited else (),
            corrected=whole and speech.corrects,
            dropped=speech.dropped,
            prompt_tokens=bill.prompt_tokens,
            completion_tokens=bill.completion_tokens,
            cost_usd=bill.cost_usd,
            degraded=bill.degraded,
        )
        if whole and call.speech.enough and not hearing.cut_off:
            self._cache.keep(call.asked, phrased)
        log_call(bill.engine, phrased, call.started)
        return phrased

    def _failed(
        self, call: Call, answer: Answer, error: LLMServiceError, hearing: str = ""
    ) -> Phrased:
        reason = reason_of(error)
        if not hearing and not isinstance(error, LLMTimeout):
            self._ledger.give_back(call.visitor)
        phrased = Phrased(
            answer.text,
            reason,
            evidence=answer.evidence,
            cost_usd=call.request.bill.cost_usd,
            degraded=call.request.bill.degraded,
        )
        log_call(self.name, phrased, call.started)
        return phrased

    def _broken_off(
        self, call: Call, answer: Answer, hearing: Heard, error: LLMServiceError
    ) -> Phrased:
        if not call.speech.said:
            return self._failed(call, answer, error, hearing.text)
        return self._finished(call, answer, hearing, whole=True)

    async def health(self) -> PartHealth:
        return await self._model.health()

    async def close(self) -> None:
        await self._model.close()

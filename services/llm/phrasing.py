"""Phrasing an answer: whether to ask a model, what to ask it, and what of it to say."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Any

from services.errors import LLMServiceError, LLMTimeout
from services.fallback import CircuitBreaker
from services.llm.answer_cache import AnswerCache, cache_key
from services.llm.calls import Call, Heard, log_call
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
from services.llm.prompts import Prompts
from services.llm.routing import Routes
from services.llm.sentences import SentenceReader, split_sentences
from services.llm.speech import CheckedSpeech
from services.models.answer import Answer, Query
from services.models.conversation import Turn
from services.models.health import PartHealth
from services.models.language import Completion, CompletionRequest, Phrased
from services.protocols import LanguageModel

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
        ledger: Ledger,
        guards: Guards,
        max_tokens: int,
        cache: AnswerCache | None = None,
        breakers: Mapping[str, CircuitBreaker] | None = None,
    ) -> None:
        """A phraser that asks `model`, which books its calls; `breakers` are its own.

        What a call came to is read from its request's bill.
        """
        self._model = model
        self._owner = owner
        self._prompts = prompts
        self._routes = routes
        self._ledger = ledger
        self._guards = guards
        self._max_tokens = max_tokens
        self._cache = cache or AnswerCache()
        self._breakers = breakers or {}

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def breakers(self) -> Mapping[str, CircuitBreaker]:
        return self._breakers

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
        call = self._prepare(query, answer, visitor, deadline_s)
        if isinstance(call, Phrased):
            return call
        try:
            completion = await self._model.complete(call.request)
        except LLMServiceError as error:
            return self._failed(call, answer, error)
        heard = Heard(completion=completion)
        heard.hear(completion.text, call)
        call.speech.take(split_sentences(heard.text, cut_off=heard.cut_off))
        return self._finished(call, answer, heard, whole=call.speech.enough)

    async def stream(
        self, query: Query, answer: Answer, *, visitor: str = "", deadline_s: float
    ) -> AsyncIterator[str | Phrased]:
        """What is once released stays said: it is the reply, however short."""
        call = self._prepare(query, answer, visitor, deadline_s)
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
            outcome = self._finished(
                call, answer, heard, whole=bool(call.speech.released)
            )
        except LLMServiceError as error:
            outcome = self._broken_off(call, answer, heard, error)
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

    def _prepare(
        self, query: Query, answer: Answer, visitor: str, deadline_s: float
    ) -> Call | Phrased:
        started = time.perf_counter()
        if reason := self.declines(query, answer, visitor=visitor):
            return Phrased(answer.text, reason, evidence=answer.evidence)
        owner = self._owner()
        key = cache_key(
            query, answer, persona=owner.persona.tone, version=owner.version
        )
        if known := self._cache.get(key):
            return self._cached(known, visitor, started)
        composed = self._compose(query, answer, owner)
        self._ledger.count(visitor)
        model = self._routes.model(answer)
        request = CompletionRequest(
            composed.messages, model, REPLY_TOKENS, deadline_s=deadline_s
        )
        speech = CheckedSpeech(checked_by(composed, answer, owner), composed.canary)
        return Call(key, composed, request, speech, visitor, started)

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
        self._ledger.cached(visitor)
        phrased = replace(
            known,
            reason="cached",
            cached=True,
            prompt_tokens=0,
            completion_tokens=0,
            cost_usd=0.0,
            degraded=(),
        )
        log_call(self.name, phrased, started)
        return phrased

    def _finished(
        self, call: Call, answer: Answer, heard: Heard, *, whole: bool
    ) -> Phrased:
        """The outcome of a call that was heard to its end, booked and logged.

        `whole` tells whether the released words can stand as the reply.
        """
        bill = call.request.bill
        phrased = Phrased(
            text=call.speech.text if whole else answer.text,
            reason="phrased" if whole else "ungrounded",
            engine=bill.engine,
            model=bill.model,
            evidence=tuple(call.speech.evidence) if whole else answer.evidence,
            dropped=call.speech.dropped,
            prompt_tokens=bill.prompt_tokens,
            completion_tokens=bill.completion_tokens,
            cost_usd=bill.cost_usd,
            degraded=bill.degraded,
        )
        if whole and call.speech.enough and not heard.cut_off:
            self._cache.put(call.key, phrased)
        log_call(bill.engine, phrased, call.started)
        return phrased

    def _failed(
        self, call: Call, answer: Answer, error: LLMServiceError, heard: str = ""
    ) -> Phrased:
        reason = reason_of(error)
        if not heard and not isinstance(error, LLMTimeout):
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
        self, call: Call, answer: Answer, heard: Heard, error: LLMServiceError
    ) -> Phrased:
        if not call.speech.released:
            return self._failed(call, answer, error, heard.text)
        return self._finished(call, answer, heard, whole=True)

    async def health(self) -> PartHealth:
        return await self._model.health()

    async def close(self) -> None:
        await self._model.close()

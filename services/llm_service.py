"""Front door of the language model: chooses one, builds it, and phrases answers."""

from __future__ import annotations

import asyncio
import sys
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import Any

import structlog

from services.day_book import Tell, log_alone
from services.errors import LLMServiceError
from services.guard.injection import judge
from services.guard.personal_data import redact
from services.llm.composing import MAX_WORDS
from services.llm.ledger import Ledger
from services.llm.modes import MODES
from services.llm.owner import following, owner_of
from services.llm.phrasing import Facts, GroundedPhraser
from services.llm.plain_phraser import OFF, PlainPhraser
from services.llm.preparing import Guards, Preparation
from services.llm.prices import load_prices
from services.llm.prompts import load_prompts
from services.llm.reply_text import spoken_part
from services.llm.routing import CONFIDENCE, Routes, parse_routes
from services.llm.wire import payload
from services.llm_providers import build_chain, known_providers, order, providers
from services.models.answer import Answer, Intent, Query
from services.models.conversation import Turn
from services.models.language import ChatMessage, CompletionRequest
from services.models.resume import Resume
from services.protocols import Phraser, QueryProcessor
from services.reuse.answer_cache import AnswerCache
from services.settings import Settings, read_settings

log = structlog.get_logger()

LEDGER_FILE = "llm_ledger.json"
MAX_SESSIONS = 1_000
MAX_TURNS = 20
MOST_REPLY_TOKENS = 240


def __getattr__(name: str) -> Any:
    """The class `Groq`, loaded when first asked for: its package is slow to import."""
    if name == "Groq":
        from groq import Groq

        return Groq
    raise AttributeError(name)


def build_phraser(
    settings: Settings,
    resume: Callable[[], Resume],
    facts: Facts,
    tell: Tell = log_alone,
    *,
    cache: AnswerCache | None = None,
    ledger: Ledger | None = None,
) -> Phraser:
    """The phraser that the settings ask for; `resume` gives the newest résumé.

    `facts` gives what a question may be answered from, `tell` hears of the day's money,
    and `ledger` is one that others book in as well. Raise ConfigurationError for what
    cannot work.
    """
    prompts = load_prompts()
    load_prices(settings.llm_prices)
    routes = parse_routes("", settings.llm_routes)
    shared, ledger = ledger, ledger or build_ledger(settings, tell)
    chain = build_chain(settings, ledger)
    if chain is None:
        return PlainPhraser(ledger=shared)
    if settings.llm_mode == "off":
        return PlainPhraser(OFF, shared)
    tell_unused(routes, resume())
    return GroundedPhraser(
        chain,
        owner=following(resume, tone=settings.persona_tone),
        facts=facts,
        preparation=Preparation(
            MODES[settings.llm_mode],
            prompts,
            guards_of(resume),
            settings.max_tokens_per_request,
        ),
        routes=routes,
        ledger=ledger,
        cache=cache,
        breakers=chain.breakers,
    )


def build_ledger(settings: Settings, tell: Tell = log_alone) -> Ledger:
    """The books of the day, for everything that is paid by the token."""
    return Ledger(
        settings.data_dir / LEDGER_FILE,
        # Every worker keeps its own books, so each may spend its share.
        daily_limit_usd=settings.daily_cost_limit_usd,
        free_queries=settings.llm_free_queries,
        tell=tell,
    )


def tell_unused(routes: Routes, resume: Resume) -> None:
    """A rule for an intent that no answer has would else be left out in silence."""
    intents = {*Intent, *resume.sections, *CONFIDENCE}
    for intent in routes.by_intent.keys() - intents:
        nearest = next(iter(get_close_matches(intent, intents, 1)), "none is like it")
        log.warning("llm_route_unused", intent=intent, nearest=str(nearest))


def guards_of(resume: Callable[[], Resume]) -> Guards:
    """The owner's public contact may be written and said; nobody else's."""

    def clean(text: str) -> str:
        own = resume().profile
        public = (own.email, own.phone, own.website, *own.links.values())
        return redact(text, public)

    return Guards(suspicious=lambda text: judge(text).suspicious, clean=clean)


class ConversationManager:
    """The language model for scripts: synchronous, with a history per session.

    Given a processor and its résumé, replies are phrased from the résumé's cards and
    checked against them, as the service does; without, the model's reply stands.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        processor: QueryProcessor | None = None,
        resume: Resume | None = None,
    ) -> None:
        self._settings = settings or read_settings()
        self._processor = processor
        self._resume = resume
        self._prompts = load_prompts()
        self._client: Any = None
        self._sessions: OrderedDict[str, tuple[Turn, ...]] = OrderedDict()

    def generate_response(self, text: str, session_id: str = "default") -> str:
        """Raise LLMServiceError when the client fails."""
        return str(self.generate_structured_response(text, session_id)["response"])

    def generate_structured_response(
        self, text: str, session_id: str = "default"
    ) -> dict[str, Any]:
        """The reply and what goes with it, as the HTTP API has them.

        They are `response`, `items`, `item_type` and `metadata`, beside `session_id`.
        """
        query = Query(text, history=self.history(session_id))
        answer = self._processor.answer(query) if self._processor else None
        reply, model = self._reply(query, answer)
        self._remember(session_id, text, reply)
        return {
            "session_id": session_id,
            "response": reply,
            "items": [card.to_dict() for card in answer.cards] if answer else [],
            "item_type": answer.item_type if answer else "none",
            "metadata": {
                "intent": answer.intent if answer else "",
                "grounded": answer is not None,
                "model": model,
            },
        }

    def history(self, session_id: str) -> tuple[Turn, ...]:
        return self._sessions.get(session_id, ())

    def _reply(self, query: Query, answer: Answer | None) -> tuple[str, str | None]:
        """What to say, and the model that says it."""
        resume = self._resume
        if answer is None or resume is None or self._processor is None:
            return spoken_part(self._call(self._open_messages(query))), self._named
        settings, mode = self._settings, MODES.get(self._settings.llm_mode)
        guards = guards_of(lambda: resume)
        if not mode or mode.unasked(answer) or guards.suspicious(query.text):
            return answer.text, None
        owner = owner_of(resume, tone=settings.persona_tone)
        sheet = asyncio.run(self._processor.facts(query, answer))
        prepared = Preparation(
            mode, self._prompts, guards, settings.max_tokens_per_request
        ).of(query, answer, sheet, owner)
        prepared.speech.take(mode.claims(self._call(prepared.composed.messages)))
        if not prepared.speech.enough:
            return answer.text, None
        return prepared.speech.text, self._named

    @property
    def _chained(self) -> bool:
        """Whether others than Groq are set up; alone, its own package speaks."""
        return any(name != "groq" for name in order(self._settings))

    @property
    def _named(self) -> str:
        """The model that is asked first."""
        found = providers(self._settings) if order(self._settings) else ()
        usual = known_providers(self._settings)["groq"].model
        return found[0].model if found else self._settings.llm_model or usual

    def _open_messages(self, query: Query) -> tuple[ChatMessage, ...]:
        """Without a résumé there is nothing to say about anybody."""
        system = self._prompts.fill("conversation", words=str(MAX_WORDS))
        messages = [ChatMessage("system", system)]
        for turn in query.history:
            messages.append(ChatMessage("user", turn.user_input))
            messages.append(ChatMessage("assistant", turn.ai_response))
        return (*messages, ChatMessage("user", redact(query.text)))

    def _call(self, messages: tuple[ChatMessage, ...]) -> str:
        request = CompletionRequest(messages, "", MOST_REPLY_TOKENS)
        if self._chained:
            return asyncio.run(_ask_once(self._settings, request))
        try:
            client = self._connected()
            body = payload(replace(request, model=self._named), stream=False)
            reply = client.chat.completions.create(**body)
            text = reply.choices[0].message.content
        except Exception as error:
            # Whatever the package does, a script has one error to catch.
            log.warning("llm_call_failed", exc_info=True)
            raise LLMServiceError from error
        if not isinstance(text, str) or not text.strip():
            raise LLMServiceError
        return text

    def _connected(self) -> Any:
        """The client, made at the first question, when a key must be there."""
        if self._client is None:
            settings = self._settings
            key = settings.groq_api_key
            groq = sys.modules[__name__].Groq
            self._client = groq(
                api_key=key.get_secret_value() if key else None,
                base_url=settings.groq_base_url,
                timeout=settings.llm_background_deadline_ms / 1000,
                max_retries=1,
            )
        return self._client

    def _remember(self, session_id: str, text: str, reply: str) -> None:
        turns = (*self._sessions.pop(session_id, ()), Turn(text, reply, _now()))
        self._sessions[session_id] = turns[-MAX_TURNS:]
        while len(self._sessions) > MAX_SESSIONS:
            self._sessions.popitem(last=False)


async def _ask_once(settings: Settings, request: CompletionRequest) -> str:
    ledger = Ledger(
        settings.data_dir / LEDGER_FILE,
        daily_limit_usd=settings.daily_cost_limit_usd,
        free_queries=0,
    )
    chain = build_chain(settings, ledger)
    assert chain is not None  # noqa: S101
    try:
        return (await chain.complete(request)).text
    finally:
        await chain.close()


def _now() -> datetime:
    return datetime.now(UTC)

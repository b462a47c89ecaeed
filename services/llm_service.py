"""Front door of the language model: chooses one, builds it, and phrases answers."""

from __future__ import annotations

import asyncio
import ipaddress
import sys
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import Any, Literal
from urllib.parse import urlsplit

import structlog

from services.errors import LLMServiceError
from services.fallback import CircuitBreaker
from services.guard.injection import judge
from services.guard.personal_data import redact
from services.llm.compatible_model import CompatibleModel
from services.llm.composing import MAX_WORDS, compose
from services.llm.groq_model import GroqModel
from services.llm.ledger import Ledger
from services.llm.owner import following, owner_of
from services.llm.phrasing import (
    REPLY_TOKENS,
    GroundedPhraser,
    Guards,
    checked_by,
    trusted,
)
from services.llm.plain_phraser import PlainPhraser
from services.llm.prices import load_prices
from services.llm.prompts import load_prompts
from services.llm.reliable_model import ReliableModel
from services.llm.reply_text import spoken_part
from services.llm.routing import Routes, parse_routes
from services.llm.sentences import split_sentences
from services.llm.speech import CheckedSpeech
from services.llm.wire import payload
from services.models.answer import Answer, Intent, Query
from services.models.conversation import Turn
from services.models.language import ChatMessage, CompletionRequest
from services.models.resume import Resume
from services.protocols import LanguageModel, Phraser, QueryProcessor
from services.reuse.answer_cache import AnswerCache
from services.settings import Settings, read_settings

log = structlog.get_logger()

Choice = Literal["none", "groq", "openai-compatible"]
LEDGER_FILE = "llm_ledger.json"
MAX_SESSIONS = 1_000
MAX_TURNS = 20


def __getattr__(name: str) -> Any:
    """The class `Groq`, loaded when first asked for: its package is slow to import."""
    if name == "Groq":
        from groq import Groq

        return Groq
    raise AttributeError(name)


def choose_language_model(*, has_base_url: bool, has_groq_key: bool) -> Choice:
    """A server that the owner names comes before the one that a key implies."""
    if has_base_url:
        return "openai-compatible"
    return "groq" if has_groq_key else "none"


def chosen(settings: Settings) -> Choice:
    return choose_language_model(
        has_base_url=bool(settings.llm_base_url),
        has_groq_key=bool(settings.groq_api_key),
    )


def build_model(settings: Settings) -> LanguageModel | None:
    match chosen(settings):
        case "none":
            return None
        case "groq":
            assert settings.groq_api_key is not None  # noqa: S101
            return GroqModel(
                api_key=settings.groq_api_key.get_secret_value(),
                base_url=settings.groq_base_url,
            )
        case "openai-compatible":
            key = settings.llm_api_key
            return CompatibleModel(
                base_url=settings.llm_base_url or "",
                api_key=key.get_secret_value() if key else None,
            )


def is_own_server(url: str | None) -> bool:
    """Whether a server is on this machine or network, where calls cost nothing."""
    host = urlsplit(url or "").hostname or ""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return host == "localhost" or (bool(host) and "." not in host)


def build_phraser(
    settings: Settings, resume: Callable[[], Resume], cache: AnswerCache | None = None
) -> Phraser:
    """The phraser that the settings ask for; `resume` gives the newest résumé.

    Raise ConfigurationError for what cannot work.
    """
    prompts = load_prompts()
    own_server = is_own_server(settings.llm_base_url)
    prices = load_prices(settings.llm_prices, free=own_server)
    routes = parse_routes(settings.llm_model, settings.llm_routes)
    model = build_model(settings)
    if model is None:
        return PlainPhraser()
    tell_unused(routes, resume())
    ledger = Ledger(
        settings.data_dir / LEDGER_FILE,
        # Every worker keeps its own books, so each may spend its share.
        daily_limit_usd=settings.daily_cost_limit_usd,
        free_queries=settings.llm_free_queries,
    )
    breaker = CircuitBreaker()
    return GroundedPhraser(
        ReliableModel(model, breaker=breaker),
        owner=following(resume, tone=settings.persona_tone),
        prompts=prompts,
        routes=routes,
        prices=prices,
        ledger=ledger,
        guards=guards_of(resume),
        max_tokens=settings.max_tokens_per_request,
        cache=cache,
        breaker=breaker,
    )


def tell_unused(routes: Routes, resume: Resume) -> None:
    """A rule for an intent that no answer has would else be left out in silence."""
    intents = {*Intent, *resume.sections}
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
        if answer is None or resume is None:
            return spoken_part(self._call(self._open_messages(query))), self.model
        guards = guards_of(lambda: resume)
        if not answer.may_rephrase or guards.suspicious(query.text):
            return answer.text, None
        owner = owner_of(resume, tone=self._settings.persona_tone)
        composed = compose(
            self._prompts,
            owner.persona,
            replace(query, history=trusted(query.history, guards)),
            answer,
            max_tokens=self._settings.max_tokens_per_request - REPLY_TOKENS,
            clean=guards.clean,
        )
        speech = CheckedSpeech(checked_by(composed, answer, owner), composed.canary)
        speech.take(split_sentences(self._call(composed.messages)))
        if not speech.enough:
            return answer.text, None
        return speech.text, self.model

    @property
    def model(self) -> str:
        return self._settings.llm_model

    def _open_messages(self, query: Query) -> tuple[ChatMessage, ...]:
        """Without a résumé there is nothing to say about anybody."""
        system = self._prompts.fill("conversation", words=str(MAX_WORDS))
        messages = [ChatMessage("system", system)]
        for turn in query.history:
            messages.append(ChatMessage("user", turn.user_input))
            messages.append(ChatMessage("assistant", turn.ai_response))
        return (*messages, ChatMessage("user", redact(query.text)))

    def _call(self, messages: tuple[ChatMessage, ...]) -> str:
        request = CompletionRequest(messages, self.model, REPLY_TOKENS)
        if chosen(self._settings) == "openai-compatible":
            return asyncio.run(_ask_once(self._settings, request))
        try:
            client = self._connected()
            reply = client.chat.completions.create(**payload(request, stream=False))
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
    model = build_model(settings)
    assert model is not None  # noqa: S101
    try:
        return (await ReliableModel(model).complete(request)).text
    finally:
        await model.close()


def _now() -> datetime:
    return datetime.now(UTC)

"""Whether each language model answers: one real call, as short as a reply can be."""

from __future__ import annotations

import asyncio

from services.doctor.finding import Finding
from services.errors import ConfigurationError, LLMServiceError
from services.llm_providers import Provider, build_model, providers
from services.models.language import ChatMessage, CompletionRequest
from services.settings import Settings

WHAT = "language model"
LIMIT_S = 10.0
REPLY_TOKENS = 100
OTHERWISE = "replies stay as the engine writes them"


async def language_model(settings: Settings) -> list[Finding]:
    """One line a provider; nothing where none is set up."""
    try:
        found = providers(settings)
    except ConfigurationError as error:
        return [Finding(WHAT, "broken", error.message)]
    return list(await asyncio.gather(*map(_asked, found)))


async def _asked(provider: Provider) -> Finding:
    model = build_model(provider)
    request = CompletionRequest(
        (ChatMessage("user", "Say hello."),),
        provider.model,
        REPLY_TOKENS,
        deadline_s=LIMIT_S,
    )
    try:
        async with asyncio.timeout(LIMIT_S):
            reply = await model.complete(request)
    except TimeoutError:
        told = f"{provider.name}: no answer within {LIMIT_S:.0f} s"
        return Finding(WHAT, "better", told, OTHERWISE)
    except LLMServiceError as error:
        told = f"{provider.name}: {error.message} ({error.reason})"
        mend = "check its address, its model and its key"
        return Finding(WHAT, "broken", told, mend)
    finally:
        await model.close()
    return Finding(WHAT, "fine", f"{provider.name}: {reply.model} answers")

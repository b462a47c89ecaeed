"""Whether the language model answers: one real call, as short as a reply can be."""

from __future__ import annotations

import asyncio

from services.doctor.finding import Finding
from services.errors import LLMServiceError
from services.llm_service import build_model
from services.models.language import ChatMessage, CompletionRequest
from services.protocols import LanguageModel
from services.settings import Settings

WHAT = "language model"
LIMIT_S = 10.0
REPLY_TOKENS = 100
OTHERWISE = "replies stay as the engine writes them"


async def language_model(settings: Settings) -> list[Finding]:
    """Nothing where no model is set up."""
    model = build_model(settings)
    return [] if model is None else [await _asked(model, settings.llm_model)]


async def _asked(model: LanguageModel, name: str) -> Finding:
    request = CompletionRequest(
        (ChatMessage("user", "Say hello."),), name, REPLY_TOKENS, deadline_s=LIMIT_S
    )
    try:
        async with asyncio.timeout(LIMIT_S):
            reply = await model.complete(request)
    except TimeoutError:
        return Finding(WHAT, "better", f"no answer within {LIMIT_S:.0f} s", OTHERWISE)
    except LLMServiceError as error:
        mend = "check LLM_BASE_URL, LLM_MODEL and the key"
        return Finding(WHAT, "broken", error.message, mend)
    finally:
        await model.close()
    return Finding(WHAT, "fine", f"{reply.model} answers")

"""Whole turns: a question by voice or text, its answer seen and heard."""

from __future__ import annotations

from fastapi import APIRouter, Request

from services.api.asking import asked_of
from services.api.body import Json
from services.api.deps import (
    AudioDep,
    LanguageForm,
    ServicesDep,
    SessionForm,
    WatchDep,
)
from services.api.errors import HEARING_ERRORS, documented
from services.api.schemas.turns import (
    Question,
    SpokenQuestion,
    TypedReply,
    VoiceReply,
)
from services.api.shaping import turn_of

router = APIRouter(tags=["turns"])


@router.post(
    "/process",
    summary="Ask by voice",
    description="Hears a recording, answers it, and speaks the reply.",
    response_model=VoiceReply,
    responses=documented(*HEARING_ERRORS),
)
async def process(
    request: Request,
    services: ServicesDep,
    watch: WatchDep,
    utterance: AudioDep,
    session_id: SessionForm = None,
    language: LanguageForm = None,
) -> Json:
    asked = asked_of(request, session_id=session_id, speak=True)
    reply = await services.turns.spoken(utterance, asked, watch, language=language)
    return Json(turn_of(reply))


@router.post(
    "/process/text",
    summary="Ask by text, hear the reply",
    description="Answers a question in words and speaks the reply unless told not to.",
    response_model=TypedReply,
    responses=documented(),
)
async def process_text(
    request: Request, services: ServicesDep, watch: WatchDep, question: SpokenQuestion
) -> Json:
    asked = asked_of(request, question, speak=question.speak)
    return Json(turn_of(await services.turns.typed(asked, watch)))


@router.post(
    "/ask",
    summary="Ask by text",
    description="Answers a question in words, without speech.",
    response_model=TypedReply,
    responses=documented(),
)
async def ask(
    request: Request, services: ServicesDep, watch: WatchDep, question: Question
) -> Json:
    reply = await services.turns.typed(asked_of(request, question), watch)
    return Json(turn_of(reply))

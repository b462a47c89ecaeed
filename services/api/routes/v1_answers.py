"""OpenAI's text interface: the portfolio as a model that is asked."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter, Request, Response

from services.api.addresses import absolute
from services.api.asking import asked_of
from services.api.body import Json
from services.api.deps import ServicesDep, SettingsDep, WatchDep
from services.api.errors import documented
from services.api.openai.chat import Chat
from services.api.openai.citations import Cite, citing
from services.api.openai.conversations import (
    check_chat,
    check_response,
    question_of,
)
from services.api.openai.events import streamed
from services.api.openai.models import ANSWERS, require_model
from services.api.openai.responses import Responding, session_of
from services.api.schemas.v1 import (
    ChatCompletion,
    ChatMessage,
    ChatRequest,
    ResponseObject,
    ResponseRequest,
    V1Error,
)
from services.errors import ModelNotFound, SessionExpired, SessionNotFound, Unauthorized

router = APIRouter(prefix="/v1", tags=["v1"])


@router.post(
    "/chat/completions",
    summary="Ask in a chat (OpenAI)",
    description=(
        "The last message is answered from the résumé; what each sentence rests on "
        "comes as annotations. What a system or developer writes is read over, and so "
        "are settings of a model's. Tools are refused."
    ),
    responses={
        200: {"model": ChatCompletion, "content": {"text/event-stream": {}}},
        **documented(ModelNotFound, Unauthorized, body=V1Error),
    },
)
async def chat_completions(
    request: Request,
    services: ServicesDep,
    settings: SettingsDep,
    watch: WatchDep,
    asked: ChatRequest,
) -> Response:
    require_model(asked.model, ANSWERS)
    check_chat(asked)
    question, history = question_of(asked.messages, asked.session_id)
    turn = asked_of(request, question, history=history)
    cite = citing_for(request, services, settings)
    chat = Chat(f"chatcmpl-{turn.request_id}", asked.model, cite)
    if not asked.stream:
        return Json(chat.whole(await services.turns.typed(turn, watch)))
    with_usage = bool((asked.stream_options or {}).get("include_usage"))
    events = services.streamed.run(turn, watch)
    return await streamed(chat.chunks(events, with_usage=with_usage), turn.request_id)


@router.post(
    "/responses",
    summary="Ask for a response (OpenAI)",
    description=(
        "As in a chat; `previous_response_id` goes on with the conversation of an "
        "earlier response. `instructions` are read over. Tools are refused."
    ),
    responses={
        200: {"model": ResponseObject, "content": {"text/event-stream": {}}},
        **documented(
            ModelNotFound, SessionNotFound, SessionExpired, Unauthorized, body=V1Error
        ),
    },
)
async def responses(
    request: Request,
    services: ServicesDep,
    settings: SettingsDep,
    watch: WatchDep,
    asked: ResponseRequest,
) -> Response:
    require_model(asked.model, ANSWERS)
    check_response(asked)
    previous = asked.previous_response_id
    session_id = session_of(previous)
    if session_id is not None:
        await services.turns.sessions.store.get(session_id)
    question, history = question_of(messages_of(asked), session_id)
    turn = asked_of(request, question, history=history)
    cite = citing_for(request, services, settings)
    responding = Responding(asked.model, previous, cite)
    if not asked.stream:
        return Json(responding.whole(await services.turns.typed(turn, watch)))
    events = services.streamed.run(turn, watch)
    return await streamed(responding.events(events), turn.request_id)


def messages_of(asked: ResponseRequest) -> list[ChatMessage]:
    """The input as messages; a text is the user's."""
    if isinstance(asked.input, str):
        return [ChatMessage(role="user", content=asked.input)]
    return asked.input


def citing_for(request: Request, services: ServicesDep, settings: SettingsDep) -> Cite:
    """Citations lead to this service by the address that the client knows it by."""
    address = partial(absolute, request, trusted_proxies=settings.trusted_proxies)
    return citing(services.processor.resume, address)

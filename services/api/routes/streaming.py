"""Replies as server-sent events."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Any

import structlog
from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from services.api.asking import asked_of
from services.api.body import error_body
from services.api.deps import ServicesDep, WatchDep
from services.api.errors import documented
from services.api.schemas.turns import SmartQuestion, StreamedQuestion
from services.api.shaping import answer_of
from services.errors import ServiceError
from services.metrics import Stopwatch
from services.pipeline.streaming import (
    Cards,
    Delta,
    Done,
    Event,
    Phase,
    Proof,
    Sound,
)

router = APIRouter(tags=["smart"])

HEADERS = {"cache-control": "no-store", "x-accel-buffering": "no"}
MEDIA_TYPE = "text/event-stream"
EVENT = {
    "description": "Each event; its data is JSON.",
    "type": "object",
    "properties": {"event": {"type": "string"}, "data": {"type": "string"}},
    "required": ["event", "data"],
}
STREAM: dict[int | str, dict[str, Any]] = {
    200: {"content": {MEDIA_TYPE: {"schema": EVENT}}}
}

_log = structlog.get_logger(__name__)


@router.post(
    "/smart/stream",
    summary="Ask and follow the answer",
    description=(
        "Server-sent events: phase, cards, delta, evidence and audio as they come, "
        "then exactly one of done or error."
    ),
    response_class=StreamingResponse,
    responses=STREAM | documented(),
)
async def smart_stream(
    request: Request, services: ServicesDep, watch: WatchDep, question: StreamedQuestion
) -> StreamingResponse:
    asked = asked_of(
        request,
        question,
        history=question.conversation_history,
        speak=question.speak,
    )
    events = services.streamed.run(asked, watch)
    told = told_of(events, watch, request.state.request_id)
    return StreamingResponse(told, media_type=MEDIA_TYPE, headers=HEADERS)


@router.post(
    "/test/llm-stream",
    summary="Ask and follow the words",
    description="Server-sent events: delta, then exactly one of done or error.",
    response_class=StreamingResponse,
    responses=STREAM | documented(),
)
async def test_llm_stream(
    request: Request, services: ServicesDep, watch: WatchDep, question: SmartQuestion
) -> StreamingResponse:
    asked = asked_of(request, question, history=question.conversation_history)
    events = services.streamed.run(asked, watch)
    told = told_of(events, watch, request.state.request_id, only=(Delta, Done))
    return StreamingResponse(told, media_type=MEDIA_TYPE, headers=HEADERS)


async def told_of(
    events: AsyncGenerator[Event],
    watch: Stopwatch,
    request_id: str,
    *,
    only: tuple[type[Event], ...] | None = None,
) -> AsyncIterator[str]:
    """A failure ends the stream with the error body; its status is sent by now."""
    async with aclosing(events):
        try:
            async for event in events:
                if only is None or isinstance(event, only):
                    yield message(*shaped(event, watch))
        except ServiceError as error:
            yield message("error", error_body(error, request_id))
        except Exception:  # noqa: BLE001
            # The response has begun: nobody above can answer with a 500 any more.
            _log.exception("stream_failed", request_id=request_id)
            yield message("error", error_body(ServiceError(), request_id))


def shaped(event: Event, watch: Stopwatch) -> tuple[str, dict[str, Any]]:
    match event:
        case Phase(name):
            return "phase", {"phase": name, "elapsed_ms": watch.timing()["total_ms"]}
        case Cards(reply):
            answer = answer_of(reply)
            names = ("items", "item_type", "metadata")
            return "cards", {name: answer[name] for name in names}
        case Delta(text):
            return "delta", {"text": text}
        case Proof(evidence):
            return "evidence", {"evidence": [one.to_dict() for one in evidence]}
        case Sound(audio_file, sequence, delta):
            place = {"sequence": sequence, "delta": delta}
            return "audio", {"audio_file": audio_file, **place}
        case Done(reply):
            return "done", answer_of(reply)


def message(name: str, data: dict[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"event: {name}\ndata: {text}\n\n"

"""Server-sent events as OpenAI's client libraries read them."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Any

import structlog
from fastapi.responses import StreamingResponse

from services.api.body import v1_error
from services.errors import ServiceError

HEADERS = {"cache-control": "no-store", "x-accel-buffering": "no"}
EVENT_STREAM = "text/event-stream"
DONE = "data: [DONE]\n\n"

_log = structlog.get_logger(__name__)


def data(message: dict[str, Any], *, named: bool = False) -> str:
    """One event; `named` puts its type before it, as `/v1/responses` does."""
    text = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
    # A lone surrogate cannot be sent.
    text = text.encode("utf-8", "replace").decode()
    name = f"event: {message['type']}\n" if named else ""
    return f"{name}data: {text}\n\n"


def failed(error: ServiceError) -> dict[str, Any]:
    return {"type": "error", "error": v1_error(error)}


async def streamed(
    told: AsyncGenerator[str], request_id: str, media_type: str = EVENT_STREAM
) -> StreamingResponse:
    """A response that begins with its first event.

    What fails before that is raised, and answered with a status of its own; what fails
    later ends the stream with an event that says so.
    """
    first = await anext(told)
    return StreamingResponse(
        _rest(first, told, request_id), media_type=media_type, headers=HEADERS
    )


async def _rest(
    first: str, told: AsyncGenerator[str], request_id: str
) -> AsyncIterator[str]:
    async with aclosing(told):
        yield first
        try:
            async for event in told:
                yield event
        except ServiceError as error:
            yield data(failed(error))
        except Exception:  # noqa: BLE001
            # The response has begun: nobody above can answer with a 500 any more.
            _log.exception("stream_failed", request_id=request_id)
            yield data(failed(ServiceError()))

"""Talking over a socket, in the protocol that voice clients speak."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlsplit

import orjson
import structlog
from fastapi import APIRouter, WebSocket

from services.api.body import Json
from services.api.deps import ServicesDep
from services.api.errors import documented
from services.api.schemas.realtime import ClientSecret
from services.api.shaping import answer_of
from services.api.talk_connection import TalkConnection, goodbye
from services.container import Services
from services.errors import RateLimitExceeded, ServiceError
from services.guard.rate_limit import RateLimit
from services.realtime.items import new_id
from services.realtime.talk import Talk
from services.realtime.talk_settings import TalkSettings
from services.realtime.tickets import LASTS_S

PROTOCOL = "realtime"
KEY_PROTOCOL = "openai-insecure-api-key."
"""How browsers send a secret: they cannot set a header."""
AGAIN_LATER, REFUSED = 1013, 1008

router = APIRouter(prefix="/v1/realtime", tags=["realtime"])

_log = structlog.get_logger(__name__)


@router.post(
    "/client_secrets",
    summary="A ticket for a page of another origin",
    description="Opens one talk within a minute, whatever page it is shown by.",
    response_model=ClientSecret,
    responses=documented(),
)
async def client_secrets(services: ServicesDep) -> Json:
    session = TalkSettings().wire(recognizer=services.recognizer.name, voice="default")
    return Json(
        {
            "value": services.talks.tickets.issue(),
            "expires_at": int(time.time() + LASTS_S),
            "session": {"id": new_id("sess"), **session},
        }
    )


@router.websocket("")
async def realtime(socket: WebSocket) -> None:
    """An Authorization header is not looked at: whoever may ask may talk."""
    services: Services = socket.app.state.services
    if not may_open(socket, services):
        await socket.close(REFUSED)
        return
    protocol = PROTOCOL if PROTOCOL in socket.scope["subprotocols"] else None
    await socket.accept(subprotocol=protocol)
    try:
        talk = await opened(socket, services)
    except ServiceError as error:
        await refuse(socket, error)
        return
    may_come_back = True
    connection = object()
    talk.connection = connection
    try:
        may_come_back = await TalkConnection(socket, talk).run()
    finally:
        if talk.connection is connection:
            (services.talks.leave if may_come_back else services.talks.end)(talk)


async def opened(socket: WebSocket, services: Services) -> Talk:
    """The talk that a client comes back to, or a new one; raise ServiceError."""
    query, state = socket.query_params, socket.scope["state"]
    limit: RateLimit | None = state.get("limit")
    if limit is not None:
        verdict = limit.take("session", state["visitor"])
        if not verdict.allowed:
            raise RateLimitExceeded(retry_after_s=verdict.retry_after_s)
    if token := query.get("resume"):
        return await services.talks.resume(token, after=query.get("after"))
    return await services.talks.open(
        state["visitor"],
        query.get("session_id"),
        limit=limit,
        shape=answer_of,
        request_id=state["request_id"],
    )


def may_open(socket: WebSocket, services: Services) -> bool:
    """Whether the page that asks may: of here, of an origin that may call the service,
    or with a ticket. Programs name no origin.
    """
    origin = socket.headers.get("origin")
    if origin is None:
        return True
    allowed = services.settings.cors_origins
    if "*" in allowed or origin in allowed or is_of_here(socket, origin):
        return True
    return services.talks.tickets.take(ticket_of(socket))


def is_of_here(socket: WebSocket, origin: str) -> bool:
    return urlsplit(origin).netloc.lower() == socket.headers.get("host", "").lower()


def ticket_of(socket: WebSocket) -> str:
    for name in socket.scope["subprotocols"]:
        if name.startswith(KEY_PROTOCOL):
            return str(name.removeprefix(KEY_PROTOCOL))
    return str(socket.query_params.get("ticket", ""))


async def refuse(socket: WebSocket, error: ServiceError) -> None:
    """Say why, as browsers do not tell a page how a handshake was answered."""
    code = AGAIN_LATER if error.retry_after_s is not None else REFUSED
    told: dict[str, Any] = {
        "type": "error",
        "event_id": "event_1",
        "error": {
            "type": "invalid_request_error",
            "code": error.error_code.lower(),
            "message": error.message,
        },
    }
    await socket.send_text(orjson.dumps(told).decode())
    await goodbye(socket, code, error.error_code.lower())

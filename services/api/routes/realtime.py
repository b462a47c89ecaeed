"""Talking over a socket, in the protocol that voice clients speak."""

from __future__ import annotations

import time
from typing import Any

import orjson
import structlog
from fastapi import APIRouter, WebSocket

from services.api.body import Json, error_response
from services.api.deps import ServicesDep
from services.api.errors import documented
from services.api.middleware.keys import given_key, of_here
from services.api.schemas.realtime import ClientSecret
from services.api.shaping import answer_of
from services.api.talk_connection import TalkConnection, goodbye
from services.container import Services
from services.errors import Forbidden, RateLimitExceeded, ServiceError
from services.guard.rate_limit import RateLimit
from services.realtime.items import new_id
from services.realtime.talk import Talk
from services.realtime.talk_settings import TalkSettings
from services.realtime.tickets import LASTS_S, is_ticket

PROTOCOL = "realtime"
STRANGE_PAGE = "Pages of this origin need a ticket: see /v1/realtime/client_secrets."
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
    """Where no API keys are set, an Authorization header is passed over."""
    services: Services = socket.app.state.services
    refused = refusal_of(socket, services)
    if refused is not None:
        request_id, path = socket.scope["state"]["request_id"], socket.scope["path"]
        await socket.send_denial_response(error_response(refused, request_id, path))
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


def refusal_of(socket: WebSocket, services: Services) -> ServiceError | None:
    """Why a talk is not opened: for want of a key where keys are set, or because a page
    of an origin that may not call the service asks. A ticket opens it in either case.
    """
    error: ServiceError | None = socket.scope["state"]["refused"]
    if error is None and not may_call(socket, services):
        error = Forbidden(STRANGE_PAGE)
    if error is not None and services.talks.tickets.take(ticket_of(socket)):
        return None
    return error


def may_call(socket: WebSocket, services: Services) -> bool:
    """Whether a page may: of here, or of an origin that may call the service. Programs
    name no origin, and a key names its own.
    """
    origin = socket.headers.get("origin")
    if origin is None or socket.scope["state"]["api_key"] is not None:
        return True
    allowed = services.owner.origins.frames()
    here = of_here(origin, socket.headers.get("host", ""))
    return "*" in allowed or origin in allowed or here


def ticket_of(socket: WebSocket) -> str:
    given = given_key(socket.scope)
    return given if is_ticket(given) else str(socket.query_params.get("ticket", ""))


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

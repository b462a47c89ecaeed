"""Every error leaves as one body; what a route can answer is part of its document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match, Mount

from services.api.body import error_body, error_response, v1_error
from services.api.schemas.service import ErrorBody
from services.errors import (
    AudioFormatUnsupported,
    AudioTooLong,
    AudioTooShort,
    InvalidAudio,
    InvalidInput,
    MethodNotAllowed,
    NoSpeech,
    NotFound,
    Overloaded,
    PayloadTooLarge,
    RateLimitExceeded,
    ServiceError,
    TranscriptionFailed,
    Unauthorized,
)

ALWAYS: tuple[type[ServiceError], ...] = (
    InvalidInput,
    PayloadTooLarge,
    RateLimitExceeded,
    Overloaded,
    ServiceError,
)
DECODING_ERRORS = (AudioTooShort, AudioTooLong, AudioFormatUnsupported, InvalidAudio)
HEARING_ERRORS = (*DECODING_ERRORS, NoSpeech, TranscriptionFailed)
BY_STATUS: dict[int, type[ServiceError]] = {
    401: Unauthorized,
    404: NotFound,
    405: MethodNotAllowed,
    413: PayloadTooLarge,
}
MOST_FIELDS_NAMED = 3
REQUEST_ID = "1f0c6a52e9d34b77"
"""Of examples."""
METHODS = ("GET", "POST", "PATCH", "PUT", "DELETE")


def documented(
    *errors: type[ServiceError], body: type[ErrorBody] = ErrorBody
) -> dict[int | str, dict[str, Any]]:
    """OpenAPI responses of a route that can fail in these ways, and in the usual."""
    by_status: dict[int, list[type[ServiceError]]] = defaultdict(list)
    for error in dict.fromkeys((*errors, *ALWAYS)):
        by_status[error.status].append(error)
    return {
        status: {
            "model": body,
            "description": "; ".join(map(meaning, kinds)),
            "content": {"application/json": {"examples": examples(kinds, body)}},
        }
        for status, kinds in sorted(by_status.items())
    }


def meaning(error: type[ServiceError]) -> str:
    return f"`{error.error_code}` {error.default_message}"


def examples(
    kinds: Sequence[type[ServiceError]], body: type[ErrorBody]
) -> dict[str, Any]:
    """The bodies as they are sent, by their codes; one code may be said in two ways."""
    found: dict[str, Any] = {}
    for kind in kinds:
        error = kind()
        sent = error_body(error, REQUEST_ID)
        if "error" in body.model_fields:
            sent = {"error": v1_error(error), **sent}
        name = kind.error_code if kind.error_code not in found else kind.__name__
        found[name] = {"summary": error.message, "value": sent}
    return found


def answer_with(request: Request, error: ServiceError) -> Response:
    return error_response(error, request.state.request_id, request.scope["path"])


def described(error: RequestValidationError) -> str:
    """Which fields are wrong and why, without a word of what was sent."""
    told = dict.fromkeys(
        f"{named(fault['loc'])}: {fault['msg']}"
        for fault in error.errors()
        if fault["type"] != "json_invalid"
    )
    return "; ".join([*told][:MOST_FIELDS_NAMED]) or "The body is not valid JSON."


def named(place: Sequence[str | int]) -> str:
    """A field by its own name; below it, names may be the visitor's."""
    where, *names = place
    return str(names[0]) if names else str(where)


def install_error_handlers(app: FastAPI) -> None:
    @app.exception_handler(ServiceError)
    async def service_error(request: Request, error: ServiceError) -> Response:
        return answer_with(request, error)

    @app.exception_handler(RequestValidationError)
    async def validation(request: Request, error: RequestValidationError) -> Response:
        return answer_with(request, InvalidInput(described(error)))

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        kind = BY_STATUS.get(error.status_code, InvalidInput)
        response = answer_with(request, kind())
        response.headers.update(error.headers or {})
        if error.status_code == 405 and (methods := methods_of(request)):
            response.headers["allow"] = ", ".join(methods)
        return response


def methods_of(request: Request) -> list[str]:
    """All that an address takes; the framework names those of one route alone."""
    routes = [r for r in request.app.routes if not isinstance(r, Mount)]
    found = [
        method
        for method in METHODS
        if any(
            route.matches({**request.scope, "method": method})[0] is Match.FULL
            for route in routes
        )
    ]
    return ["HEAD", *found] if "GET" in found else found

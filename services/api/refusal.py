"""What a connection says by itself, before there is a request to answer."""

from __future__ import annotations

from http import HTTPStatus
from secrets import token_hex

from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from services.api.body import Json, error_body
from services.errors import InvalidInput, Overloaded, ServiceError


def refusal(status: HTTPStatus) -> bytes:
    """A whole response with the one error body; the connection ends with it."""
    error: ServiceError = InvalidInput(f"{status.phrase}.")
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        error = Overloaded()
    body = Json(error_body(error, token_hex(8))).body
    return (
        STATUS_LINE[status]
        + b"content-type: application/json\r\nconnection: close\r\n"
        + b"content-length: %d\r\n\r\n" % len(body)
        + bytes(body)
    )

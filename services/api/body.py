"""Response bodies that no model shapes: plain JSON, and the one error body."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import Any

import orjson
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from services.errors import ServiceError

LINGER_S = 30.0
LINGER_BYTES = 64_000_000


class Json(Response):
    """JSON without a second validation; what UTF-8 cannot hold becomes `?`."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        try:
            return orjson.dumps(content)
        except TypeError:
            text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
            return text.encode("utf-8", "replace")


def error_body(error: ServiceError, request_id: str) -> dict[str, Any]:
    return {
        "status": "error",
        "message": error.message,
        "error_code": error.error_code,
        "request_id": request_id,
        "debug_info": {"component": error.component, "error_code": error.error_code},
    }


V1 = "/v1"
"""What speaks OpenAI's interface."""
KINDS = {
    401: "authentication_error",
    403: "permission_error",
    429: "rate_limit_error",
}
"""OpenAI's types of errors; other faults of the client are `invalid_request_error`."""


def v1_error(error: ServiceError) -> dict[str, Any]:
    """An error as OpenAI's client libraries read it."""
    fault = "server_error" if error.status >= 500 else "invalid_request_error"
    return {
        "message": error.message,
        "type": KINDS.get(error.status, fault),
        "param": None,
        "code": error.error_code.lower(),
    }


def error_response(error: ServiceError, request_id: str, path: str = "") -> Json:
    """The error body; under /v1 with the `error` of OpenAI's interface beside it."""
    headers = {}
    if error.retry_after_s is not None:
        headers["retry-after"] = str(max(1, round(error.retry_after_s)))
    if error.status == 401:
        headers["www-authenticate"] = "Bearer"
    body = error_body(error, request_id)
    if path.startswith(f"{V1}/"):
        body = {"error": v1_error(error), **body}
    return Json(body, error.status, headers)


async def refuse(
    error: ServiceError,
    scope: Scope,
    receive: Receive,
    send: Send,
    *,
    more_body: bool = True,
) -> None:
    """Answer at once, then read over what the client may still be sending.

    Many clients read their answer only after the whole body has left: hanging up on
    them, they would see a reset instead.
    """
    response = error_response(error, scope["state"]["request_id"], scope["path"])
    start = {"status": response.status_code, "headers": response.raw_headers}
    await send({"type": "http.response.start", **start})
    body: dict[str, Any] = {"type": "http.response.body", "body": response.body}
    await send({**body, "more_body": True})
    if more_body and "expect" not in Headers(scope=scope):
        with suppress(TimeoutError):
            async with asyncio.timeout(LINGER_S):
                await _read_over(receive)
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _read_over(receive: Receive) -> None:
    seen = 0
    while seen < LINGER_BYTES:
        message = await receive()
        seen += len(message.get("body", b""))
        if message["type"] == "http.disconnect" or not message.get("more_body"):
            return

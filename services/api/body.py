"""The two bodies that are not a model's: JSON as it is, and the one error body."""

from __future__ import annotations

import json
from typing import Any

from starlette.responses import Response

from services.errors import ServiceError


class Json(Response):
    """JSON without a second validation; what UTF-8 cannot hold becomes `?`."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
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


def error_response(error: ServiceError, request_id: str) -> Json:
    headers = {}
    if error.retry_after_s is not None:
        headers["retry-after"] = str(max(1, round(error.retry_after_s)))
    if error.status == 401:
        headers["www-authenticate"] = "Bearer"
    return Json(error_body(error, request_id), error.status, headers)

"""What a model server can do wrong, told apart by whether trying again may help.

A failure's message names the status and the host for the log and /health, which
anybody may read: no port and no path, where gateways carry accounts and secrets. It
holds nothing that the server wrote.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpx

from services.errors import LLMServiceError, LLMTimeout

RETRYABLE_STATUSES = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
SECONDS = re.compile(r"\d{1,9}(?:\.\d{1,9})?", re.ASCII)
MAX_REST_S = 300.0
"""However far away a server's Retry-After is, it is asked again after this long."""


REASONS = {
    400: "request_refused",
    401: "key_refused",
    402: "unpaid",
    403: "key_refused",
    404: "not_found",
    408: "timeout",
    422: "request_refused",
    429: "rate_limited",
    529: "overloaded",
}
"""What a status means, in a word of our own; other ones say `refused`, and those from
500 on `server_error`."""


class Failure(LLMServiceError):
    """What a server did, for logs and /health."""

    def __init__(
        self,
        message: str | None = None,
        *,
        reason: str = "",
        status: int | None = None,
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(message, retry_after_s=retry_after_s)
        self.reason = reason or self.reason
        self.http_status = status


class Transient(Failure):
    """The same request may well succeed a moment later."""


class Refused(Failure):
    """The server will not take this request, now or later: a key, model or body."""

    reason = "refused"


class Unusable(Failure):
    """The server answered with something that is no completion."""

    reason = "no_completion"


class OverBudget(Failure):
    """The call could cost more than is left of the day's money."""

    reason = "budget"


class BreakerOpen(Failure):
    """The server failed too often a moment ago, or asked to be left alone."""

    reason = "resting"


def failure_of(status: int, retry_after: str | None, address: str = "") -> Failure:
    """The failure that a status means, with the wait that the server asks for."""
    told = f"HTTP {status} from {host_of(address)}"
    reason = REASONS.get(status, "server_error" if status >= 500 else "refused")
    if status in RETRYABLE_STATUSES:
        wait_s = parse_retry_after(retry_after)
        return Transient(told, reason=reason, status=status, retry_after_s=wait_s)
    return Refused(told, reason=reason, status=status)


def unreached(error: httpx.HTTPError, address: str) -> Failure:
    """The failure of a connection that was refused, silent or broken off."""
    reason = "broken_off"
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        reason = "unreachable"
    elif isinstance(error, httpx.TimeoutException):
        reason = "timeout"
    told = f"{type(error).__name__} at {host_of(address)}"
    return Transient(told, reason=reason)


def host_of(address: str) -> str:
    """The host of an address, and nothing else of it."""
    return urlsplit(address).hostname or ""


def parse_retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """Seconds, from either form of RFC 9110, section 10.2.3; None for any other.

    A date without a zone is UTC, as that section says of the older forms of dates.
    """
    words = (value or "").strip()
    if SECONDS.fullmatch(words):
        return min(float(words), MAX_REST_S)
    try:
        moment = parsedate_to_datetime(words)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        wait_s = (moment - (now or datetime.now(UTC))).total_seconds()
    # The parser of the standard library raises all of these on odd text.
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return min(max(0.0, wait_s), MAX_REST_S)


def reason_of(error: LLMServiceError) -> str:
    """The word that `metadata.llm` uses: timeout, budget or failed."""
    if isinstance(error, OverBudget):
        return "budget"
    return "timeout" if isinstance(error, LLMTimeout) else "failed"


def degraded_by(error: LLMServiceError) -> str:
    """The word that `degraded` uses, which also knows a limit of the server's."""
    limited = error.reason in ("rate_limited", "resting")
    return error.reason if limited else reason_of(error)


def cause_of(error: LLMServiceError) -> dict[str, object]:
    """Why a provider does not serve: a fixed reason, and the status, if any."""
    status = {"http_status": error.http_status} if error.http_status else {}
    return {"reason": error.reason, **status}

"""What a model server can do wrong, told apart by whether trying again may help."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from services.errors import LLMServiceError, LLMTimeout

RETRYABLE_STATUSES = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})


class Transient(LLMServiceError):
    """The same request may well succeed a moment later."""


class Refused(LLMServiceError):
    """The server will not take this request, now or later: a key, model or body."""


class Unusable(LLMServiceError):
    """The server answered with something that is no completion."""


def failure_of(status: int, retry_after: str | None) -> LLMServiceError:
    if status in RETRYABLE_STATUSES:
        return Transient(retry_after_s=parse_retry_after(retry_after))
    return Refused()


def parse_retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """Seconds, from either form of RFC 9110, section 10.2.3."""
    if not value:
        return None
    if value.strip().replace(".", "", 1).isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())


def reason_of(error: LLMServiceError) -> str:
    """The word that logs and `degraded` use."""
    return "timeout" if isinstance(error, LLMTimeout) else "failed"

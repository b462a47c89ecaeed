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

from services.errors import LLMServiceError, LLMTimeout

RETRYABLE_STATUSES = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
SECONDS = re.compile(r"\d{1,9}(?:\.\d{1,9})?", re.ASCII)
MAX_REST_S = 300.0
"""However far away a server's Retry-After is, it is asked again after this long."""


class Transient(LLMServiceError):
    """The same request may well succeed a moment later."""


class Refused(LLMServiceError):
    """The server will not take this request, now or later: a key, model or body."""


class Unusable(LLMServiceError):
    """The server answered with something that is no completion."""


def failure_of(
    status: int, retry_after: str | None, address: str = ""
) -> LLMServiceError:
    """The failure that a status means, with the wait that the server asks for."""
    told = f"HTTP {status} from {host_of(address)}"
    if status in RETRYABLE_STATUSES:
        return Transient(told, retry_after_s=parse_retry_after(retry_after))
    return Refused(told)


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
    """The word that logs and `degraded` use."""
    return "timeout" if isinstance(error, LLMTimeout) else "failed"

"""Headers that pages of other origins may send, and may read."""

from __future__ import annotations

STAINLESS = (
    *("lang", "package-version", "os", "arch", "runtime", "runtime-version"),
    *("retry-count", "timeout", "helper-method"),
)
"""What OpenAI's client library tells of itself, from a browser, too."""
EXPOSED_HEADERS = (
    "x-request-id",
    "retry-after",
    "ratelimit-limit",
    "ratelimit-remaining",
    "ratelimit-reset",
    "server-timing",
    "processing_time_ms",
    "location",
    "deprecation",
    "sunset",
    "link",
    "preference-applied",
)
ALLOWED_HEADERS = (
    "cache-control",
    "content-type",
    "authorization",
    "idempotency-key",
    "prefer",
    "x-api-key",
    "mcp-protocol-version",
    *(f"x-stainless-{name}" for name in STAINLESS),
)

"""Who may come in now: a limit on requests at work, and each visitor's allowance."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.api.body import error_response
from services.errors import Overloaded, RateLimitExceeded
from services.guard.rate_limit import Kind, RateLimit, Verdict

AUDIO = frozenset(("/process", "/transcribe", "/test/transcribe", "/vad"))
SPEECH = frozenset(("/tts", "/test/tts"))
CHAT = frozenset(
    (
        "/ask",
        "/process/text",
        "/smart/query",
        "/smart/stream",
        "/test/llm",
        "/test/llm-stream",
    )
)
FREE = frozenset(
    (
        "/",
        "/app",
        "/docs",
        "/redoc",
        "/openapi.json",
        "/health",
        "/health/live",
        "/health/ready",
        "/metrics",
    )
)
SIGNING = "/api/guestbook"
SAYS_SO_ITSELF = "/smart/query"
"""Over its allowance it answers 200 with `item_type: rate_limit`: its page shows only
successful answers."""


def kind_of(path: str, method: str) -> Kind | None:
    if method == "OPTIONS" or path in FREE or path.startswith("/web/"):
        return None
    if path in AUDIO:
        return "audio"
    if path in SPEECH:
        return "speech"
    if path == SIGNING and method == "POST":
        return "sign"
    return "chat" if path in CHAT else "read"


class Admission:
    """`limit` None lets every visitor in; the bound on requests at work stays."""

    def __init__(
        self, app: ASGIApp, *, limit: RateLimit | None, max_concurrent: int
    ) -> None:
        self.app = app
        self.limit = limit
        self.max_concurrent = max_concurrent
        self.at_work = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        kind = kind_of(scope["path"], scope["method"])
        verdict = None
        if kind and self.limit:
            verdict = self.limit.take(kind, scope["state"]["visitor"])
            if not verdict.allowed and scope["path"] != SAYS_SO_ITSELF:
                await self._refuse(scope, receive, with_headers(send, verdict), verdict)
                return
            scope["state"]["rate_limited"] = not verdict.allowed
        sender = with_headers(send, verdict) if verdict else send
        if kind and self.at_work >= self.max_concurrent:
            busy = error_response(Overloaded(), scope["state"]["request_id"])
            await busy(scope, receive, sender)
            return
        self.at_work += 1
        try:
            await self.app(scope, receive, sender)
        finally:
            self.at_work -= 1

    async def _refuse(
        self, scope: Scope, receive: Receive, send: Send, verdict: Verdict
    ) -> None:
        error = RateLimitExceeded(retry_after_s=verdict.retry_after_s)
        await error_response(error, scope["state"]["request_id"])(scope, receive, send)


def with_headers(send: Send, verdict: Verdict) -> Send:
    async def send_on(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(verdict.headers())
        await send(message)

    return send_on

"""Who may come in now: a limit on requests at work, and each visitor's allowance."""

from __future__ import annotations

import re
from collections import Counter

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.api.body import refuse
from services.errors import Overloaded, RateLimitExceeded
from services.guard.rate_limit import Allowance, Kind, RateLimit

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
        "/dashboard",
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
PICTURE = re.compile(r"/api/guestbook/[^/]+/picture")
"""A page of the guestbook may lead to a hundred of them."""
LOGIN = "/api/dashboard/login"
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
    if path == LOGIN:
        return "login"
    if PICTURE.fullmatch(path):
        return "picture"
    return "chat" if path in CHAT else "read"


class Admission:
    """`limit` None lets every visitor in; the bounds on requests at work stay."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        limit: RateLimit | None,
        max_concurrent: int,
        uploads: UploadRoom,
    ) -> None:
        self.app = app
        self.limit = limit
        self.max_concurrent = max_concurrent
        self.uploads = uploads
        self.at_work = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        kind = kind_of(scope["path"], scope["method"])
        if kind is None:
            await self.app(scope, receive, send)
            return
        visitor = scope["state"]["visitor"]
        if self.limit:
            allowance = Allowance(self.limit, kind, visitor)
            send = with_headers(send, allowance)
            verdict = allowance.verdict
            if not verdict.allowed and scope["path"] != SAYS_SO_ITSELF:
                over = RateLimitExceeded(retry_after_s=verdict.retry_after_s)
                await refuse(over, scope, receive, send)
                return
            scope["state"]["allowance"] = allowance
        held = visitor if kind == "audio" else None
        if self.at_work >= self.max_concurrent or not self.uploads.enter(held):
            await refuse(Overloaded(), scope, receive, send)
            return
        self.at_work += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.at_work -= 1
            self.uploads.leave(held)


class UploadRoom:
    """How many recordings may be on their way at once, in all and of one visitor.

    Each may take as much memory as a recording may be large. More than the work
    queue holds would only wait to be refused by it.
    """

    def __init__(self, *, most: int, per_visitor: int) -> None:
        self.most = most
        self.per_visitor = per_visitor
        self._held: Counter[str] = Counter()

    def enter(self, visitor: str | None) -> bool:
        """Whether there was room; None takes none."""
        if visitor is None:
            return True
        full = self._held.total() >= self.most
        if full or self._held[visitor] >= self.per_visitor:
            return False
        self._held[visitor] += 1
        return True

    def leave(self, visitor: str | None) -> None:
        if visitor is not None:
            self._held[visitor] -= 1
            self._held += Counter()


def with_headers(send: Send, allowance: Allowance) -> Send:
    async def send_on(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(allowance.verdict.headers())
        await send(message)

    return send_on

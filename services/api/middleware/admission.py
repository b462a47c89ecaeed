"""Who may come in now: each visitor's allowance, by kind of request."""

from __future__ import annotations

import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.api.body import refuse
from services.errors import RateLimitExceeded
from services.guard.rate_limit import Allowance, Kind, RateLimit

AUDIO = frozenset(
    (
        "/process",
        "/transcribe",
        "/test/transcribe",
        "/vad",
        "/v1/audio/transcriptions",
        "/v1/audio/translations",
    )
)
SPOKEN_ANSWER = re.compile(r"/interviews/[^/]+/answers/spoken")
ANSWER = re.compile(r"/interviews/[^/]+/answers")
CHUNK = "/stream-process"
SPEECH = frozenset(("/tts", "/test/tts", "/v1/audio/speech"))
CHAT = frozenset(
    (
        "/ask",
        "/process/text",
        "/smart/fit",
        "/smart/query",
        "/smart/stream",
        "/test/llm",
        "/test/llm-stream",
        "/v1/chat/completions",
        "/v1/responses",
    )
)
PAGES = frozenset(
    (
        "/",
        "/app",
        "/embed",
        "/embed.js",
        "/embed/allowed",
        "/resume",
        "/dashboard",
        "/practice",
        "/offline",
        "/sw.js",
        "/manifest.webmanifest",
        "/robots.txt",
        "/sitemap.xml",
        "/docs",
        "/redoc",
        "/openapi.json",
        "/health",
        "/metrics",
    )
)
PAGE_FILES = ("/web/", "/page/", "/docs/files/")
"""A page fetches some thirty of them."""
FREE = frozenset(("/health/live", "/health/ready"))
"""An orchestrator must hear that the service lives, however much is going on."""
SESSIONS = frozenset(
    ("/session/create", "/v1/realtime/client_secrets", "/interviews/start")
)
SIGNING = "/api/guestbook"
WRITTEN: dict[str, Kind] = {
    SIGNING: "sign",
    "/api/feedback": "thumb",
    "/api/messages": "message",
    "/api/opened": "click",
}
"""What visitors leave, by where it is posted."""
PICTURE = re.compile(r"/api/guestbook/[^/]+/picture")
"""A page of the guestbook may lead to a hundred of them."""
SAYS_SO_ITSELF = "/smart/query"
"""Over its allowance it answers 200 with `item_type: rate_limit`: its page shows only
successful answers."""


def kind_of(path: str, method: str) -> Kind | None:
    if method == "OPTIONS" or path in FREE:
        return None
    if path in PAGES or path.startswith(PAGE_FILES):
        return "page"
    if is_audio(path):
        return "audio"
    if path in SPEECH:
        return "speech"
    if path == CHUNK:
        return "chunk"
    if path in WRITTEN and method == "POST":
        return WRITTEN[path]
    if path in SESSIONS and method == "POST":
        return "session"
    if PICTURE.fullmatch(path):
        return "picture"
    return "chat" if path in CHAT or ANSWER.fullmatch(path) else "read"


def is_audio(path: str) -> bool:
    """Whether a recording is sent there."""
    return path in AUDIO or SPOKEN_ANSWER.fullmatch(path) is not None


class Admission:
    """`limit` None lets every visitor in."""

    def __init__(self, app: ASGIApp, *, limit: RateLimit | None) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        kind = None
        if scope["type"] == "websocket":
            # A talk is charged turn by turn.
            scope["state"]["limit"] = self.limit
        if scope["type"] == "http" and self.limit:
            kind = kind_of(scope["path"], scope["method"])
        if self.limit is None or kind is None:
            await self.app(scope, receive, send)
            return
        allowance = Allowance(self.limit, kind, scope["state"]["visitor"])
        send = with_headers(send, allowance)
        verdict = allowance.verdict
        if not verdict.allowed and scope["path"] != SAYS_SO_ITSELF:
            over = RateLimitExceeded(retry_after_s=verdict.retry_after_s)
            await refuse(over, scope, receive, send)
            return
        scope["state"]["allowance"] = allowance
        await self.app(scope, receive, send)


def with_headers(send: Send, allowance: Allowance) -> Send:
    async def send_on(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(allowance.verdict.headers())
        await send(message)

    return send_on

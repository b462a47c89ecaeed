"""Bodies that are too large are refused before, or while, they are read."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.api.body import refuse
from services.errors import PayloadTooLarge

MULTIPART_OVERHEAD_BYTES = 64_000
GUESTBOOK_BYTES = 1_000_000
HISTORY_BYTES = 512_000
JSON_BYTES = 64_000

AUDIO_PATHS = ("/process", "/transcribe", "/test/transcribe", "/vad")
HISTORY_PATHS = ("/smart/query", "/smart/stream", "/test/llm", "/test/llm-stream")


class BodyCap:
    """Audio, guestbook, JSON with a history, and other JSON have a cap each."""

    def __init__(self, app: ASGIApp, *, max_audio_bytes: int) -> None:
        self.app = app
        self.max_audio_bytes = max_audio_bytes

    def cap(self, path: str) -> int:
        if path in AUDIO_PATHS:
            return self.max_audio_bytes + MULTIPART_OVERHEAD_BYTES
        if path in HISTORY_PATHS:
            return HISTORY_BYTES
        return GUESTBOOK_BYTES if path == "/api/guestbook" else JSON_BYTES

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        cap = self.cap(scope["path"])
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdecimal() and int(declared) > cap:
            await refuse(PayloadTooLarge(), scope, receive, send)
            return
        seen = 0
        more = True

        async def receive_counted() -> Message:
            nonlocal seen, more
            message = await receive()
            more = message.get("more_body", False)
            seen += len(message.get("body", b""))
            if seen > cap:
                # To the application the visitor has left; what it says then is not
                # sent, the refusal is.
                return {"type": "http.disconnect"}
            return message

        async def send_unless_over(message: Message) -> None:
            if seen <= cap:
                await send(message)

        try:
            await self.app(scope, receive_counted, send_unless_over)
        except ClientDisconnect:
            if seen <= cap:
                raise
        if seen > cap:
            await refuse(PayloadTooLarge(), scope, receive, send, more_body=more)

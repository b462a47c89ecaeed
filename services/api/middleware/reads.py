"""HEAD wherever GET is, and a Range only where it is one of bytes."""

from __future__ import annotations

import re

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SPAN = r"(?:\d{1,18}-\d{0,18}|-\d{1,18})"
SPANS = re.compile(rf"bytes=\s*{SPAN}(?:\s*,\s*{SPAN})*\s*", re.ASCII)
BOTH_ENDS = re.compile(r"(\d+)-(\d+)", re.ASCII)


class Reads:
    """RFC 9110, 14.2: a Range counts with GET only, and only where it makes sense."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_head = scope["method"] == "HEAD"
        wanted = Headers(scope=scope).get("range")
        if wanted is not None and (is_head or not is_span_of_bytes(wanted)):
            kept = [pair for pair in scope["headers"] if pair[0] != b"range"]
            scope = {**scope, "headers": kept}

        async def send_head(message: Message) -> None:
            if message["type"] != "http.response.start":
                return
            await send(message)
            # Ended at once: a stream of events would keep the visitor waiting.
            await send({"type": "http.response.body", "body": b""})

        if is_head:
            await self.app({**scope, "method": "GET"}, receive, send_head)
        else:
            await self.app(scope, receive, send)


def is_span_of_bytes(wanted: str) -> bool:
    ends = BOTH_ENDS.findall(wanted)
    return bool(SPANS.fullmatch(wanted)) and all(int(a) <= int(b) for a, b in ends)

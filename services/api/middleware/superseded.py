"""Answers of a call that is superseded say so in their headers."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.api.deprecations import Deprecations


class Superseded:
    """Innermost: which call it is, is known once a route was found."""

    def __init__(self, app: ASGIApp, *, deprecations: Deprecations) -> None:
        self.app = app
        self.deprecations = deprecations

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                path = getattr(scope.get("route"), "path", "")
                found = self.deprecations.get((scope["method"], path))
                if found is not None:
                    headers = found.headers(scope["state"]["asked"])
                    MutableHeaders(scope=message).update(headers)
            await send(message)

        await self.app(scope, receive, send_on)

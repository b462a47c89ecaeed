"""Only the host names that settings allow are answered."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from services.api.body import refuse
from services.errors import InvalidInput

LOOPBACK = frozenset(("localhost", "127.0.0.1", "[::1]"))
"""What a health check or a collector on the same machine calls it. No page of a
stranger can be served under these names, so they are safe to answer."""
PROBES = ("/health/live", "/health/ready")
"""Orchestrators ask these by whatever address the machine has today."""


class Hosts:
    """`allowed` are names, `*.example.org` for all below one, or `*` for any."""

    def __init__(self, app: ASGIApp, *, allowed: tuple[str, ...]) -> None:
        self.app = app
        self.names = frozenset(name.lower() for name in allowed)
        self.endings = tuple(n[1:] for n in self.names if n.startswith("*."))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or self.allows(scope):
            await self.app(scope, receive, send)
            return
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        error = InvalidInput("This host name is not served here.")
        await refuse(error, scope, receive, send)

    def allows(self, scope: Scope) -> bool:
        if "*" in self.names or scope["path"] in PROBES:
            return True
        host = name_of(Headers(scope=scope).get("host", ""))
        return host in self.names | LOOPBACK or host.endswith(self.endings)


def name_of(host: str) -> str:
    """Without the port; an IPv6 address stands in brackets."""
    if host.startswith("["):
        return host.partition("]")[0].lower() + "]"
    return host.partition(":")[0].lower()

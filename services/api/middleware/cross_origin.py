"""Pages of other origins: those that may call are answered so, others are noted."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from services.api.cross_origin import ALLOWED_HEADERS, EXPOSED_HEADERS
from services.api.middleware.keys import of_here
from services.guard.page_origins import PageOrigins
from services.guard.rate_limit import visitor_of


class CrossOrigin(CORSMiddleware):
    """As Starlette's, but asks `origins` each time: the owner may change them."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        origins: PageOrigins,
        trusted_proxies: tuple[str, ...],
    ) -> None:
        super().__init__(
            app,
            allow_origins=origins.fixed,
            allow_methods=["GET", "POST", "PATCH", "DELETE"],
            allow_headers=ALLOWED_HEADERS,
            expose_headers=EXPOSED_HEADERS,
            max_age=600,
        )
        self.origins = origins
        self.trusted_proxies = trusted_proxies

    def is_allowed_origin(self, origin: str) -> bool:
        return self.origins.allows(origin)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            self._note(scope)
        await super().__call__(scope, receive, send)

    def _note(self, scope: Scope) -> None:
        """Tell of a page that is refused, unless it is the service's own."""
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if origin is None or self.origins.allows(origin):
            return
        if not of_here(origin, headers.get("host", "")):
            peer = scope["client"][0] if scope.get("client") else "local"
            forwarded = headers.getlist("x-forwarded-for")
            visitor = visitor_of(peer, forwarded, self.trusted_proxies)
            self.origins.refused(origin, visitor)

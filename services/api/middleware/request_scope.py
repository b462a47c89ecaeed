"""One request from first byte to last: its id, visitor, log line and last resort."""

from __future__ import annotations

import asyncio
import time
from secrets import token_hex
from typing import Any

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.api.body import error_response
from services.errors import Overloaded, ServiceError
from services.guard.rate_limit import visitor_of
from services.metrics import Metrics
from services.work_queue import visitor

_log = structlog.get_logger("request")

METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))

SECURITY_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cache-control": "no-store",
}
"""Pages set a policy of their own; nothing else may load or frame anything. Most
answers hold somebody's words or the owner's figures: one to be kept says so itself."""
SOCKET_STATUS = {"websocket.accept": 101, "websocket.close": 403}
PAGES = frozenset(("/app", "/embed", "/resume", "/dashboard", "/docs", "/redoc"))
NOT_FRAMED = "frame-ancestors 'none'"


def unslashed(scope: Scope) -> ASGIApp:
    """A redirect to a page, seen from one level below it: what a page names is found
    beside it. Where the service stands, and by which scheme, only a proxy may know.
    """
    query = scope["query_string"].decode("latin-1")
    place = f"..{scope['path']}" + (f"?{query}" if query else "")
    return RedirectResponse(place, status_code=308)


def protect(headers: MutableHeaders) -> None:
    for name, value in SECURITY_HEADERS.items():
        headers.setdefault(name, value)
    if NOT_FRAMED in headers["content-security-policy"]:
        headers.setdefault("x-frame-options", "DENY")


class RequestScope:
    """Outermost but for CORS. What nothing else caught is a 500 that says nothing."""

    def __init__(
        self, app: ASGIApp, *, trusted_proxies: tuple[str, ...], metrics: Metrics
    ) -> None:
        self.app = app
        self.trusted_proxies = trusted_proxies
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        request_id = token_hex(8)
        peer = scope["client"][0] if scope.get("client") else "local"
        forwarded = Headers(scope=scope).getlist("x-forwarded-for")
        name = visitor_of(peer, forwarded, self.trusted_proxies)
        asked = scope["path"]
        scope["path"] = asked.rstrip("/") or "/"
        state: dict[str, Any] = scope.setdefault("state", {})
        state.update(request_id=request_id, visitor=name, peer=peer)
        state["began_s"] = time.perf_counter()
        state["moved"] = scope["path"] in PAGES and asked != scope["path"]
        token = visitor.set(name)
        structlog.contextvars.bind_contextvars(request_id=request_id)
        serve = self._serve if scope["type"] == "http" else self._serve_socket
        try:
            await serve(scope, receive, send, request_id)
        finally:
            structlog.contextvars.unbind_contextvars("request_id")
            visitor.reset(token)

    async def _serve(
        self, scope: Scope, receive: Receive, send: Send, request_id: str
    ) -> None:
        started = time.perf_counter()
        status = 0

        async def send_on(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["x-request-id"] = request_id
                if watch := scope["state"].get("watch"):
                    headers["server-timing"] = watch.server_timing()
                protect(headers)
            await send(message)

        app = unslashed(scope) if scope["state"]["moved"] else self.app
        try:
            await app(scope, receive, send_on)
        except asyncio.CancelledError:
            if status or not scope["state"].get("stopping"):
                raise
            over = error_response(Overloaded(), request_id, scope["path"])
            await over(scope, receive, send_on)
        # The last resort: any fault becomes one clear body, its traceback a log line.
        except Exception:
            _log.exception("request_failed")
            if status:
                raise
            failed = error_response(ServiceError(), request_id, scope["path"])
            await failed(scope, receive, send_on)
        finally:
            self._tell(scope, status, time.perf_counter() - started)

    async def _serve_socket(
        self, scope: Scope, receive: Receive, send: Send, request_id: str
    ) -> None:
        """One line at the end: 101 for a WebSocket that was opened, 403 for none."""
        started = time.perf_counter()
        status = 0

        async def send_on(message: Message) -> None:
            nonlocal status
            status = status or SOCKET_STATUS.get(message["type"], 0)
            if message["type"] == "websocket.http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_on)
        finally:
            scope["method"] = "GET"
            self._tell(scope, status, time.perf_counter() - started)

    def _tell(self, scope: Scope, status: int, spent_s: float) -> None:
        """One log line and one count; a path that is no route may hold anything."""
        route = getattr(scope.get("route"), "path", "unknown")
        method = scope["method"] if scope["method"] in METHODS else "other"
        self.metrics.request(method, route, status, spent_s)
        _log.info(
            "request",
            method=method,
            route=route,
            status=status,
            duration_ms=round(spent_s * 1000, 1),
        )

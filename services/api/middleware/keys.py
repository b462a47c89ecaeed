"""Programs show their key at /v1 and /mcp, where keys are set."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from services.api.body import refuse
from services.errors import (
    Forbidden,
    RateLimitExceeded,
    ServiceError,
    Unauthorized,
)
from services.guard.api_keys import ApiKey, ApiKeys
from services.guard.rate_limit import RateLimit
from services.realtime.tickets import is_ticket
from services.work_queue import visitor

TICKETS = "/v1/realtime/client_secrets"
DOORS = ("/v1", "/mcp")
KEY_HEADER = "x-api-key"
KEY_PROTOCOL = "openai-insecure-api-key."
NO_KEY = "This needs an API key: Authorization: Bearer <key>, or X-API-Key."
WRONG_PAGE = "This key is not for pages of this origin."
SPENT = "This key has had its requests of the day."


def is_door(path: str) -> bool:
    """Whether programs come in here."""
    return any(path == door or path.startswith(f"{door}/") for door in DOORS)


def asks_for_ticket(scope: Scope) -> bool:
    """Whether the service's own page asks to be let into a talk, as its visitor may.

    Browsers name the page's origin. A program that names it gets what the page gets:
    one talk, within a visitor's limits.
    """
    headers = Headers(scope=scope)
    own = of_here(headers.get("origin", ""), headers.get("host", ""))
    return scope["type"] == "http" and scope["path"] == TICKETS and own


def of_here(origin: str, host: str) -> bool:
    """Whether a page of that origin is the service's own."""
    return bool(host) and urlsplit(origin).netloc.lower() == host.lower()


def given_key(scope: Scope) -> str:
    """The key of a request: its own header, a bearer, or a subprotocol.

    The last is a browser's way for a WebSocket, for which it can set no header.
    """
    headers = Headers(scope=scope)
    if own := headers.get(KEY_HEADER):
        return own.strip()
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return token.strip()
    offered = (str(name) for name in scope.get("subprotocols", ()))
    secrets = (n.removeprefix(KEY_PROTOCOL) for n in offered if is_secret(n))
    return next(secrets, "")


def is_secret(subprotocol: str) -> bool:
    return subprotocol.startswith(KEY_PROTOCOL)


class Keys:
    """A key is a visitor of its own, whichever addresses it is used from.

    Where none are set a bearer is passed over: every client library sends one. It is
    no failed log-in of the owner's, but after a few that are wrong an address is not
    taken for the owner for a while, whatever it sends.

    A WebSocket is not refused here: a ticket opens it, too. `state.refused` is why only
    a ticket does.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        keys: ApiKeys,
        is_owner: Callable[[str], bool],
        guesses: RateLimit,
    ) -> None:
        self.app = app
        self.keys = keys
        self.is_owner = is_owner
        self.guesses = guesses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or not is_door(scope["path"]):
            await self.app(scope, receive, send)
            return
        key = self.keys.find(given_key(scope))
        error = self._look(scope, key)
        if error is not None and asks_for_ticket(scope):
            error = None
        scope["state"]["refused"] = error
        if error is not None and scope["type"] == "http":
            await refuse(error, scope, receive, send)
        elif error is not None or key is None:
            await self.app(scope, receive, send)
        else:
            await self._as(f"key {key.name}", scope, receive, send)

    async def _as(self, name: str, scope: Scope, receive: Receive, send: Send) -> None:
        scope["state"]["visitor"] = name
        token = visitor.set(name)
        try:
            await self.app(scope, receive, send)
        finally:
            visitor.reset(token)

    def _look(self, scope: Scope, key: ApiKey | None) -> ServiceError | None:
        """Note who comes; why nobody is let in so, where keys are set."""
        given, state = given_key(scope), scope["state"]
        state["api_key"] = key
        state["by_owner"] = False
        if scope["type"] == "websocket" and (not self.keys or is_ticket(given)):
            return Unauthorized(NO_KEY) if self.keys else None
        error = None
        if key is None and given:
            error = self._check_owner(given, state)
        guarded = bool(self.keys) and scope.get("method") != "OPTIONS"
        if not guarded or state["by_owner"]:
            return None
        return error or self._refusal(key, Headers(scope=scope).get("origin"))

    def _check_owner(self, given: str, state: dict[str, Any]) -> ServiceError | None:
        """Note whether it is the owner's token; why nothing more is tried, if so."""
        name = f"door {state['visitor']}"
        verdict = self.guesses.look("guess", name)
        if not verdict.allowed:
            return RateLimitExceeded(retry_after_s=verdict.retry_after_s)
        state["by_owner"] = self.is_owner(given)
        if not state["by_owner"]:
            self.guesses.take("guess", name)
        return None

    def _refusal(self, key: ApiKey | None, origin: str | None) -> ServiceError | None:
        if key is None:
            return Unauthorized(NO_KEY)
        if not key.allows(origin):
            return Forbidden(WRONG_PAGE)
        wait_s = self.keys.take(key)
        return RateLimitExceeded(SPENT, retry_after_s=wait_s) if wait_s else None

"""Every address also stands below the interface's version, `/api/v1`."""

from __future__ import annotations

from starlette.routing import Match
from starlette.types import ASGIApp, Receive, Scope, Send

VERSION_PREFIX = "/api/v1"
UNVERSIONED = "/api"


def versioned(path: str) -> str:
    """A path as it is written below the version: `/api/guestbook` has one `api` there.

    >>> versioned("/ask"), versioned("/api/guestbook")
    ('/api/v1/ask', '/api/v1/guestbook')
    """
    return VERSION_PREFIX + path.removeprefix(UNVERSIONED)


class Versions:
    """Takes the version off a path before anybody else reads it.

    So limits, caps, keys, the log and the routes know one address of each call.
    `state.asked` is the path as it was sent.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            asked: str = scope["path"]
            scope.setdefault("state", {})["asked"] = asked
            if is_versioned(asked):
                scope["path"] = bare(scope, asked.removeprefix(VERSION_PREFIX) or "/")
        await self.app(scope, receive, send)


def is_versioned(path: str) -> bool:
    return path == VERSION_PREFIX or path.startswith(f"{VERSION_PREFIX}/")


def bare(scope: Scope, below: str) -> str:
    """The path of a call without a version: below `/api`, where there is such a one."""
    path = UNVERSIONED + below
    tried = {**scope, "path": path.rstrip("/")}
    routes = scope["app"].routes
    found = any(route.matches(tried)[0] is not Match.NONE for route in routes)
    return path if found else below

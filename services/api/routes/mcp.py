"""The Model Context Protocol over HTTP, at one address."""

from __future__ import annotations

import asyncio
from importlib import import_module

from fastapi import FastAPI, Request
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from services.api.asking import asked_of, charge_also
from services.api.body import refuse
from services.api.middleware.hosts import LOOPBACK, name_of
from services.api.schemas.turns import Question
from services.container import Services
from services.errors import Forbidden
from services.guard.page_origins import PageOrigins
from services.mcp.library import Asked, Library
from services.metrics import Stopwatch
from services.models.fit import Fit

PATH = "/mcp"
WRONG_PAGE = "Pages of this origin may not ask here: see CORS_ORIGINS."


class Mcp:
    """Each request by itself; the package is loaded by the first one."""

    path = PATH
    """What the log and the metrics call it."""

    def __init__(self, version: str, origins: PageOrigins) -> None:
        self.version = version
        self.origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["route"] = self
        request = Request(scope, receive)
        if not self.allows(request):
            await refuse(Forbidden(WRONG_PAGE), scope, receive, send)
            return
        server = await asyncio.to_thread(import_module, "services.mcp.server")
        library = library_for(request)
        await server.answer_http(library, self.version, scope, receive, send)

    def allows(self, request: Request) -> bool:
        """Whether a page of that origin may ask; programs have none.

        The protocol wants it looked at: a stranger's name can be made to lead here
        (DNS rebinding), so that a page of the very host that is asked is no proof.
        """
        origin = request.headers.get("origin")
        if origin is None or self.origins.allows(origin):
            return True
        return name_of(origin.partition("://")[2]) in LOOPBACK


def library_for(request: Request) -> Library:
    """What may be read, and asked at the cost of whoever sent the request."""
    services: Services = request.app.state.services

    async def ask(question: str, session_id: str | None) -> Asked:
        charge_also(request, "chat")
        turn = asked_of(request, Question(text=question, session_id=session_id))
        reply = await services.turns.typed(turn, Stopwatch())
        return Asked(reply.text, reply.answer, reply.evidence, reply.session_id)

    async def compare(advertisement: str) -> Fit:
        charge_also(request, "chat")
        return await services.processor.fit(advertisement)

    processor = services.processor
    return Library(processor.resume, processor.content, ask, compare)


def mount_mcp(app: FastAPI, origins: PageOrigins) -> None:
    door = Mcp(app.version, origins)
    app.router.routes.append(
        Route(PATH, door, methods=["POST"], include_in_schema=False)
    )

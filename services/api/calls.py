"""The calls of the interface, put together once in a process."""

from __future__ import annotations

from functools import cache

from fastapi import APIRouter
from starlette.routing import BaseRoute

from services.api.described.names import operation_id
from services.api.routers import ROUTERS


@cache
def all_calls() -> tuple[BaseRoute, ...]:
    """Return the calls of every family, each under its name.

    The framework works out what a call takes and gives at the first request to it,
    which takes longer than all else that an application does to begin. Calls do not
    change, so the applications of a process share them.
    """
    together = APIRouter(generate_unique_id_function=operation_id)
    for router in ROUTERS:
        together.include_router(router)
    return tuple(together.routes)

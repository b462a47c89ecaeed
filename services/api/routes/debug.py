"""The owner's debugging routes, which exist where DEBUG_MODE is on."""

from __future__ import annotations

import os
from dataclasses import asdict
from typing import Annotated

import psutil
from fastapi import APIRouter, Path

from services.api.body import Json
from services.api.deps import OwnerDep, ServicesDep
from services.api.errors import documented
from services.api.routes.sessions import known, session_of
from services.errors import Forbidden, SessionExpired, SessionNotFound, Unauthorized

router = APIRouter(prefix="/debug", tags=["debug"], dependencies=[OwnerDep])

OWNER_ERRORS = (Unauthorized, Forbidden)


@router.get(
    "/session/{session_id}",
    summary="Look into a session",
    description="As `/session/{session_id}`, with what was last heard in it.",
    responses=documented(*OWNER_ERRORS, SessionNotFound, SessionExpired),
)
async def session(
    services: ServicesDep, session_id: Annotated[str, Path(max_length=200)]
) -> Json:
    found = await services.turns.sessions.store.get(known(session_id))
    heard = asdict(found.heard) if found.heard else None
    return Json({**session_of(found), "heard": heard})


@router.get(
    "/models",
    summary="Look into the engines",
    description="Which run, how their breakers are, and what memory is in use.",
    responses=documented(*OWNER_ERRORS),
)
async def models(services: ServicesDep) -> Json:
    memory = psutil.Process(os.getpid()).memory_info()
    return Json(
        {
            "models_loaded": services.models_loaded(),
            "breakers": {
                part: {engine: breaker.state for engine, breaker in engines.items()}
                for part, engines in services.breakers().items()
            },
            "memory_usage_mb": round(memory.rss / 1e6, 1),
        }
    )

"""Records: a session's own figures, and the log of turns for the owner."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from services.api.body import Json
from services.api.deps import ANYBODY, MAYBE_OWNER, OwnerDep, ServicesDep, require_owner
from services.api.errors import documented
from services.api.listing import KnownQueryDep, Moment, Reading, reading_of
from services.api.routes.sessions import known
from services.api.schemas.records import (
    EndSession,
    InteractionPage,
    LogTrial,
    StatisticsSchema,
)
from services.errors import (
    Forbidden,
    SessionExpired,
    SessionNotFound,
    StorageFull,
    StorageUnavailable,
    Unauthorized,
)
from services.models.conversation import Session
from services.models.records import TURNS_SORTED_BY, Interaction, InteractionFilter
from services.pipeline.statistics import statistics_of

router = APIRouter(prefix="/api", tags=["records"])

OWNER_ERRORS = (Unauthorized, Forbidden, StorageUnavailable)
SESSION_ERRORS = (SessionNotFound, SessionExpired, StorageUnavailable)
LATEST = 10
TurnsReading = Annotated[
    Reading,
    reading_of(
        fields=Interaction.__slots__, sortable=TURNS_SORTED_BY, first="-created_at"
    ),
]


@router.get(
    "/session/stats",
    summary="Figures of a session",
    description="Of the session `session_id`; without it, of all, for the owner.",
    response_model=StatisticsSchema,
    responses=documented(*SESSION_ERRORS, *OWNER_ERRORS),
    dependencies=MAYBE_OWNER,
    openapi_extra=ANYBODY,
)
async def statistics(
    request: Request,
    services: ServicesDep,
    session_id: Annotated[str | None, Query(max_length=200)] = None,
) -> Json:
    if session_id is not None:
        session = await services.turns.sessions.store.get(known(session_id))
        return Json({"status": "success", "statistics": figures_of(session)})
    require_owner(request, services)
    log = await services.session_log.written()
    latest = await log.latest(limit=LATEST)
    return Json(
        {
            "status": "success",
            "statistics": {
                "sessions": await services.turns.sessions.store.count(),
                "interactions": await log.count(),
                "waiting": services.session_log.waiting,
                "latest": [interaction.to_dict() for interaction in latest],
            },
        }
    )


@router.post(
    "/session/end",
    summary="End a session",
    description="Its conversation is erased and its figures are returned; what was "
    "logged stays. DELETE /session/{session_id} erases everything.",
    response_model=StatisticsSchema,
    responses=documented(*SESSION_ERRORS, StorageFull),
)
async def end(services: ServicesDep, wanted: EndSession) -> Json:
    session = await services.turns.sessions.store.end(known(wanted.session_id))
    return Json(
        {
            "status": "success",
            "session_id": session.id,
            "ended_at": datetime.now(UTC).isoformat(),
            "statistics": figures_of(session),
        }
    )


@router.get(
    "/ai-interactions",
    summary="Read the log of turns",
    description="For the owner; newest first, unless `sort` says otherwise.",
    response_model=InteractionPage,
    responses=documented(*OWNER_ERRORS),
    dependencies=[OwnerDep, KnownQueryDep],
)
async def interactions(
    services: ServicesDep,
    reading: TurnsReading,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    session_id: Annotated[str | None, Query(max_length=200)] = None,
    intent: Annotated[str | None, Query(max_length=100)] = None,
    unanswered: bool | None = None,
    since: Moment = None,
    until: Moment = None,
) -> Json:
    log = await services.session_log.written()
    page = await log.latest(
        limit=limit,
        offset=offset,
        matching=InteractionFilter(
            session_id=session_id,
            intent=intent,
            unanswered=unanswered,
            since=since,
            until=until,
            order=reading.order,
        ),
    )
    return Json(
        {
            "interactions": reading.shown(one.to_dict() for one in page),
            "total": await log.count(),
            "limit": limit,
            "offset": offset,
        }
    )


@router.post(
    "/test-ai-logging",
    summary="Try the log",
    description="For the owner: writes a turn, reads it back and erases it.",
    response_model=LogTrial,
    responses=documented(*OWNER_ERRORS, StorageFull),
    dependencies=[OwnerDep],
)
async def try_log(services: ServicesDep) -> Json:
    spent_ms = await services.session_log.try_out()
    return Json(
        {
            "status": "success",
            "engine": services.session_log.store.name,
            "written_and_read_ms": round(spent_ms, 3),
        }
    )


def figures_of(session: Session) -> dict[str, Any]:
    figures = asdict(statistics_of(session))
    figures["created_at"] = session.created_at.isoformat()
    figures["last_activity"] = session.last_activity.isoformat()
    return figures

"""Origins that the owner allows, and the alerts that the owner was sent."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from services.api.acts import note_act
from services.api.body import Json
from services.api.deps import OwnerDep, ServicesDep
from services.api.errors import documented
from services.api.listing import KnownQueryDep
from services.api.schemas.owner_acts import Alerts, NewOrigin, Origins
from services.container import Services
from services.errors import (
    Forbidden,
    NotFound,
    StorageFull,
    StorageUnavailable,
    Unauthorized,
)
from services.guard.page_origins import MOST_ADDED

router = APIRouter(prefix="/api/dashboard", tags=["dashboard"])

OWNER_ERRORS = (Unauthorized, Forbidden)
STORED = (*OWNER_ERRORS, StorageUnavailable)


@router.get(
    "/origins",
    summary="Whose pages may call and frame",
    description="Those of CORS_ORIGINS, those added here, and those that were refused.",
    response_model=Origins,
    responses=documented(*STORED),
    dependencies=[OwnerDep, KnownQueryDep],
)
async def list_origins(services: ServicesDep) -> Json:
    await services.owner.origins.load()
    return Json(told(services))


@router.post(
    "/origins",
    summary="Allow an origin",
    description="At once, beside those of CORS_ORIGINS; http or https, 20 at most.",
    response_model=Origins,
    responses=documented(*STORED, StorageFull),
    dependencies=[OwnerDep],
)
async def allow_origin(services: ServicesDep, given: NewOrigin) -> Json:
    origin = await services.owner.origins.add(given.origin)
    note_act("allow_origin", origin=origin)
    return Json(told(services))


@router.delete(
    "/origins",
    summary="Take an added origin away",
    description="At once; those of CORS_ORIGINS stay.",
    response_model=Origins,
    responses=documented(*STORED, NotFound),
    dependencies=[OwnerDep, KnownQueryDep],
)
async def remove_origin(
    services: ServicesDep,
    origin: Annotated[str, Query(min_length=1, max_length=300)],
) -> Json:
    await services.owner.origins.drop(origin)
    note_act("take_origin_away", origin=origin)
    return Json(told(services))


@router.get(
    "/alerts",
    summary="The latest alerts",
    description="What the webhook was told, or would have been without an address.",
    response_model=Alerts,
    responses=documented(*OWNER_ERRORS),
    dependencies=[OwnerDep, KnownQueryDep],
)
async def list_alerts(services: ServicesDep) -> Json:
    rows = [
        {"event": one.event, "at": one.at, "body": dict(one.body), "fate": one.fate}
        for one in services.alerts.book.latest()
    ]
    return Json({"alerts": rows})


def told(services: Services) -> dict[str, Any]:
    allowed = services.owner.origins
    return {
        "fixed": list(allowed.fixed),
        "added": list(allowed.added),
        "refused": [
            {
                "origin": one.origin,
                "count": one.times,
                "last": one.last_at.isoformat(),
            }
            for one in allowed.waiting()
        ],
        "most": MOST_ADDED,
    }

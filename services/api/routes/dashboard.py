"""The owner's dashboard: its page, and what it shows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response, StreamingResponse

from services.analytics.insight import Insight
from services.analytics.replay import replayed
from services.api.body import Json
from services.api.deps import OwnerDep, ServicesDep
from services.api.errors import documented
from services.api.listing import KnownQueryDep, Moment, Reading, reading_of
from services.api.page_parts import PAGE
from services.api.routes.guestbook import Limit, Offset, WallDep
from services.api.routes.pages import FILES
from services.api.routes.streaming import HEADERS, MEDIA_TYPE, STREAM, message
from services.api.schemas.dashboard import (
    Explain,
    Explained,
    Exported,
    Gaps,
    Overview,
    OwnSignaturePage,
)
from services.api.schemas.guestbook import OwnSignature
from services.container import Services
from services.errors import Forbidden, StorageUnavailable, Unauthorized
from services.models.records import SIGNATURES_SORTED_BY, SignatureFilter

router = APIRouter(tags=["dashboard"])

PAGE_HEADERS = {
    "content-security-policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "permissions-policy": "microphone=(), camera=(), geolocation=()",
}
ATTACHED = {"content-disposition": 'attachment; filename="viva-voce-figures.json"'}
OWNER_ERRORS = (Unauthorized, Forbidden)
HEARTBEAT_S = 15.0
"""Silence that no proxy on the way takes for a dead connection."""
AT_MOST_EVERY_S = 1.0
OwnSignaturesReading = Annotated[
    Reading,
    reading_of(
        fields=tuple(OwnSignature.model_fields),
        sortable=SIGNATURES_SORTED_BY,
        first="-timestamp",
    ),
]
Days = Annotated[int, Query(ge=1, le=366, description="How far back to look.")]


@router.get(
    "/dashboard",
    summary="The owner's page",
    description="Asks for ADMIN_TOKEN, then shows what visitors asked.",
    response_class=Response,
    responses=PAGE | documented(),
)
async def page(request: Request) -> Response:
    found = await FILES.get_response("dashboard.html", request.scope)
    found.headers.update(PAGE_HEADERS)
    return found


@router.get(
    "/api/dashboard/overview",
    summary="Figures of the last days",
    description="Per hour up to three days, else per day; in bounded time over the "
    "latest 100,000 turns.",
    response_model=Overview,
    responses=documented(*OWNER_ERRORS),
    dependencies=[OwnerDep, KnownQueryDep],
)
async def overview(services: ServicesDep, days: Days = 7) -> Json:
    return Json(await with_alerts(services, days))


async def with_alerts(services: Services, days: float) -> dict[str, Any]:
    """The overview, with the shares of today's money that the owner was told of."""
    found = await services.insight.overview(days)
    alerts = services.phraser.usage()["alerts"]
    return found | {"budget": found["budget"] | {"alerts": alerts}}


@router.get(
    "/api/dashboard/gaps",
    summary="What the résumé could not answer",
    description="By theme, with a draft patch of the résumé; nothing is applied.",
    response_model=Gaps,
    responses=documented(*OWNER_ERRORS),
    dependencies=[OwnerDep, KnownQueryDep],
)
async def gaps(services: ServicesDep, days: Days = 30) -> Json:
    return Json(await services.insight.gaps(days))


@router.get(
    "/api/dashboard/export",
    summary="Everything shown, as a file",
    description="Figures and gaps of the last days.",
    response_model=Exported,
    responses=documented(*OWNER_ERRORS),
    dependencies=[OwnerDep, KnownQueryDep],
)
async def export(services: ServicesDep, days: Days = 30) -> Json:
    found = {
        "overview": await with_alerts(services, days),
        "gaps": await services.insight.gaps(days),
    }
    return Json(found, headers=ATTACHED)


@router.get(
    "/api/dashboard/events",
    summary="News as it comes",
    description="Server-sent events: `turns` with a revision that grows with every "
    "turn kept or erased, at most once a second.",
    response_class=StreamingResponse,
    responses=STREAM | documented(*OWNER_ERRORS),
    dependencies=[OwnerDep],
)
async def events(services: ServicesDep) -> StreamingResponse:
    return StreamingResponse(
        news(services.insight), media_type=MEDIA_TYPE, headers=HEADERS
    )


@router.post(
    "/api/dashboard/explain",
    summary="Ask again and explain",
    description="What the engine read, found and decided, and by which rule. "
    "Nothing is logged.",
    response_model=Explained,
    responses=documented(*OWNER_ERRORS, StorageUnavailable),
    dependencies=[OwnerDep],
)
async def explain(services: ServicesDep, wanted: Explain) -> Json:
    log = services.session_log.store
    query = await replayed(log, wanted.text, wanted.session_id, wanted.before)
    answer = await services.processor.find(query)
    found: dict[str, Any] = {
        "response": answer.text,
        "item_type": answer.item_type,
        "intent": str(answer.intent),
        "absent": answer.absent,
        "closest": answer.closest,
        "confidence": answer.confidence,
        "explain": dict(answer.explain or {}),
    }
    return Json(found)


@router.get(
    "/api/dashboard/guestbook",
    summary="The guestbook with what is hidden",
    description="Newest first, unless `sort` says otherwise.",
    response_model=OwnSignaturePage,
    responses=documented(*OWNER_ERRORS, StorageUnavailable),
    dependencies=[OwnerDep, KnownQueryDep],
)
async def guestbook(
    services: ServicesDep,
    wall: WallDep,
    reading: OwnSignaturesReading,
    limit: Limit = 20,
    offset: Offset = 0,
    since: Moment = None,
    until: Moment = None,
) -> Json:
    found = await services.guestbook.store.page(
        limit=limit,
        offset=offset,
        matching=SignatureFilter(True, since, until, reading.order),
        pictures=wall.room.size if reading.wants("image") else 0,
    )
    shown = zip(wall.shown(found), found, strict=True)
    rows = ({**one, "hidden": kept.hidden} for one, kept in shown)
    return Json({"signatures": reading.shown(rows)})


async def news(insight: Insight) -> AsyncIterator[str]:
    revision = insight.revision
    yield message("turns", {"revision": revision})
    while not insight.closed:
        try:
            async with asyncio.timeout(HEARTBEAT_S):
                revision = await insight.after(revision)
        except TimeoutError:
            yield ": still here\n\n"
            continue
        yield message("turns", {"revision": revision})
        await asyncio.sleep(AT_MOST_EVERY_S)

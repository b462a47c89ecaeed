"""The owner's dashboard: its page, and what it shows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from services.analytics.insight import Insight
from services.analytics.replay import replayed
from services.analytics.wanted import Range
from services.api.body import Json
from services.api.deps import OwnerDep, ServicesDep
from services.api.errors import documented
from services.api.filters import Filter, filter_of
from services.api.listing import KnownQueryDep, Moment, Reading, reading_of
from services.api.page_replies import PAGE
from services.api.routes.guestbook import Limit, Offset, WallDep
from services.api.routes.pages import FILES
from services.api.routes.streaming import HEADERS, MEDIA_TYPE, STREAM, message
from services.api.schemas.dashboard import (
    Explain,
    Explained,
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
    "latest 100,000 turns. `before` and the rows' own are the range of the same length "
    "before.",
    response_model=Overview,
    responses=documented(*OWNER_ERRORS),
    dependencies=[OwnerDep, KnownQueryDep],
)
async def overview(
    services: ServicesDep, wanted: Annotated[Filter, filter_of(7)]
) -> Json:
    return Json(await overview_of(services, wanted))


async def overview_of(services: Services, wanted: Filter) -> dict[str, Any]:
    """The overview, what became of who opened the page, and the money told of."""
    found = await services.insight.overview(
        wanted.within, wanted.wanted, compared=not wanted.open_start
    )
    alerts = services.phraser.usage()["alerts"]
    return found | {
        "funnel": funnel(services, wanted),
        "budget": found["budget"] | {"alerts": alerts},
    }


def funnel(services: Services, wanted: Filter) -> list[dict[str, Any]]:
    """From opening the page to signing the guestbook, by whole days, unfiltered."""
    now = steps(services, wanted.within)
    if wanted.open_start:
        return [{"step": step, "count": count} for step, count in now.items()]
    earlier = steps(services, wanted.within.days_before)
    return [
        {"step": step, "count": count, "before": earlier[step]}
        for step, count in now.items()
    ]


def steps(services: Services, within: Range) -> dict[str, int]:
    first, last = within.days
    asked = services.insight.conversations(first, last)
    seen = services.visits.between(first, last)
    return {
        "opened": seen["opened"],
        "asked": asked["asked"],
        "answered": asked["answered"],
        "link": seen["link"],
        "signed": seen["signed"],
    }


@router.get(
    "/api/dashboard/gaps",
    summary="What the résumé could not answer",
    description="By theme, with a draft patch of the résumé; themes that the owner "
    "left open stand apart, and `undo` is the last change, while it can be undone.",
    response_model=Gaps,
    responses=documented(*OWNER_ERRORS, StorageUnavailable),
    dependencies=[OwnerDep, KnownQueryDep],
)
async def gaps(services: ServicesDep, wanted: Annotated[Filter, filter_of(30)]) -> Json:
    return Json(await gaps_of(services, wanted))


async def gaps_of(services: Services, wanted: Filter) -> dict[str, Any]:
    return await services.owner.drafts.gaps(wanted.within, wanted.wanted)


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

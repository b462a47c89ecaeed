"""The résumé's content, to browse and to search."""

from __future__ import annotations

import time
from typing import Annotated

from fastapi import APIRouter, Path, Query

from services.api.body import Json
from services.api.deps import ServicesDep
from services.api.errors import documented
from services.api.listing import Reading, reading_of
from services.api.schemas.content import (
    ContentItems,
    ContentTypes,
    ContentTypeSchema,
    Match,
    Matches,
)
from services.errors import NotFound
from services.models.answer import Card

router = APIRouter(prefix="/content", tags=["content"])

MOST_FOUND = 100
Limit = Annotated[int, Query(ge=1, le=MOST_FOUND)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]
TypesReading = Annotated[
    Reading,
    reading_of(
        fields=tuple(ContentTypeSchema.model_fields), sortable=("type", "count")
    ),
]
MatchesReading = Annotated[
    Reading,
    reading_of(
        fields=tuple(Match.model_fields), sortable=("relevance_score", "title", "type")
    ),
]
CardsReading = Annotated[
    Reading, reading_of(fields=Card.__slots__, sortable=("title", "id"))
]


@router.get(
    "/types",
    summary="List the kinds of content",
    description="Each section of the résumé with its count and fields.",
    response_model=ContentTypes,
    responses=documented(),
)
async def content_types(services: ServicesDep, reading: TypesReading) -> Json:
    found = services.processor.content.types()
    rows = reading.in_order(
        {"type": t.type, "count": t.count, "fields": list(t.fields)} for t in found
    )
    return Json(
        {
            "content_types": reading.shown(rows),
            "total_items": sum(t.count for t in found),
            "last_updated": services.last_updated(),
        }
    )


@router.get(
    "/search",
    summary="Search the content",
    description="Best first, unless `sort` says otherwise; each result with the "
    "reasons it was found. Of the best hundred.",
    response_model=Matches,
    responses=documented(NotFound),
)
async def search(
    services: ServicesDep,
    reading: MatchesReading,
    q: Annotated[str, Query(max_length=4000)] = "",
    type: Annotated[str | None, Query(max_length=64)] = None,
    tech: Annotated[str | None, Query(max_length=64)] = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> Json:
    started = time.perf_counter()
    found = services.processor.content.search(
        q, type=type, technology=tech, limit=MOST_FOUND
    )
    rows = reading.in_order(
        {
            "id": r.id,
            "title": r.title,
            "type": r.type,
            "relevance_score": round(r.relevance_score, 4),
            "match_reasons": list(r.match_reasons),
        }
        for r in found.results
    )
    return Json(
        {
            "query": q,
            "filters": {"type": type, "tech": tech},
            "results": reading.shown(rows[offset : offset + limit]),
            "total_results": found.total,
            "search_time_ms": round((time.perf_counter() - started) * 1000, 3),
        }
    )


@router.get(
    "/{content_type}",
    summary="Browse one kind of content",
    description="Every card of a section, in the owner's order unless `sort` says "
    "otherwise.",
    response_model=ContentItems,
    responses=documented(NotFound),
)
async def content(
    services: ServicesDep,
    reading: CardsReading,
    content_type: Annotated[str, Path(max_length=64, examples=["projects"])],
    limit: Annotated[int | None, Query(ge=1, le=1000)] = None,
    offset: Offset = 0,
) -> Json:
    section = services.processor.content.section(content_type)
    cards = services.processor.content.cards(section)
    rows = reading.in_order(card.to_dict() for card in cards)[offset:][:limit]
    return Json(
        {
            "type": section,
            "items": reading.shown(rows),
            "total_items": len(cards),
            "last_updated": services.last_updated(),
        }
    )

"""The résumé's content, to browse and to search."""

from __future__ import annotations

import time
from typing import Annotated

from fastapi import APIRouter, Path, Query

from services.api.body import Json
from services.api.deps import ServicesDep
from services.api.errors import documented
from services.api.schemas.content import ContentItems, ContentTypes, Matches
from services.errors import NotFound

router = APIRouter(prefix="/content", tags=["content"])


@router.get(
    "/types",
    summary="List the kinds of content",
    description="Each section of the résumé with its count and fields.",
    response_model=ContentTypes,
    responses=documented(),
)
async def content_types(services: ServicesDep) -> Json:
    found = services.processor.content.types()
    return Json(
        {
            "content_types": [
                {"type": t.type, "count": t.count, "fields": list(t.fields)}
                for t in found
            ],
            "total_items": sum(t.count for t in found),
            "last_updated": services.last_updated(),
        }
    )


@router.get(
    "/search",
    summary="Search the content",
    description="Best first, each result with the reasons it was found.",
    response_model=Matches,
    responses=documented(NotFound),
)
async def search(
    services: ServicesDep,
    q: Annotated[str, Query(max_length=4000)] = "",
    type: Annotated[str | None, Query(max_length=64)] = None,
    tech: Annotated[str | None, Query(max_length=64)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Json:
    started = time.perf_counter()
    found = services.processor.content.search(
        q, type=type, technology=tech, limit=limit
    )
    return Json(
        {
            "query": q,
            "filters": {"type": type, "tech": tech},
            "results": [
                {
                    "id": r.id,
                    "title": r.title,
                    "type": r.type,
                    "relevance_score": round(r.relevance_score, 4),
                    "match_reasons": list(r.match_reasons),
                }
                for r in found.results
            ],
            "total_results": found.total,
            "search_time_ms": round((time.perf_counter() - started) * 1000, 3),
        }
    )


@router.get(
    "/{content_type}",
    summary="Browse one kind of content",
    description="Every card of a section, in the owner's order.",
    response_model=ContentItems,
    responses=documented(NotFound),
)
async def content(
    services: ServicesDep,
    content_type: Annotated[str, Path(max_length=64, examples=["projects"])],
) -> Json:
    section = services.processor.content.section(content_type)
    cards = services.processor.content.cards(section)
    return Json(
        {
            "type": section,
            "items": [card.to_dict() for card in cards],
            "total_items": len(cards),
            "last_updated": services.last_updated(),
        }
    )

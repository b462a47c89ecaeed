"""What the widget asks of the service before it shows itself in another page."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from services.api.deps import ServicesDep
from services.api.errors import documented
from services.api.owner_head import owner_of
from services.api.schemas.widget import WidgetTerms

router = APIRouter(tags=["pages"])

LONGEST_ORIGIN = 300
HEADERS = {
    "access-control-allow-origin": "*",
    "cross-origin-resource-policy": "cross-origin",
    "cache-control": "private, max-age=60",
    "vary": "origin",
}
"""Any page may read the answer: a refused one has to learn that it is, and it holds
nothing that is not on the page anyway."""


@router.get(
    "/embed/allowed",
    summary="Whether a page may show the widget",
    description="Tells the page that asks, by its `Origin`, whether it may frame "
    "`/embed`, and how the widget looks. One that may not is remembered for the owner.",
    response_model=WidgetTerms,
    responses=documented(),
)
async def ask_embedding_allowed(
    request: Request, services: ServicesDep
) -> JSONResponse:
    origin = request.headers.get("origin", "")[:LONGEST_ORIGIN]
    framing, look = services.framing, services.look.of(owner_of(services))
    page = services.processor.profile.page
    terms: dict[str, Any] = {
        # Browsers name no origin to the one that they are on.
        "allowed": not origin or framing.asked(origin, request.state.visitor),
        "origin": origin or None,
        "accent": look.accent or None,
        "photo": f"page/{page.photo.digest}/photo" if page.photo else None,
    }
    return JSONResponse(terms, headers=HEADERS)

"""What a visitor did with the page, counted by the day and by nothing else."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from services.api.deps import ServicesDep, is_from_here
from services.api.errors import documented
from services.api.schemas.opened import Opened
from services.errors import Forbidden

router = APIRouter(prefix="/api", tags=["pages"])


@router.post(
    "/opened",
    summary="Tell that a link was followed",
    description="The page tells it, so that its owner sees how many did today; who "
    "it was and where it led is not told.",
    status_code=204,
    response_class=Response,
    responses=documented(Forbidden),
)
async def count_opened(
    request: Request, services: ServicesDep, told: Opened
) -> Response:
    if not is_from_here(request):
        raise Forbidden("Only the page itself tells this.")
    services.visits.count(told.kind)
    return Response(status_code=204)

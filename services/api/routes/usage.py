"""What language models cost the owner."""

from __future__ import annotations

from fastapi import APIRouter

from services.api.body import Json
from services.api.deps import OwnerDep, ServicesDep
from services.api.errors import documented
from services.api.schemas.enhancement import Usage
from services.errors import Forbidden, Unauthorized

router = APIRouter(tags=["owner"])


@router.get(
    "/api/usage",
    summary="What models and voices cost today",
    description="Calls, tokens, spoken characters and dollars of the current UTC day; "
    "the owner only.",
    response_model=Usage,
    responses=documented(Unauthorized, Forbidden),
    dependencies=[OwnerDep],
)
async def usage(services: ServicesDep) -> Json:
    voice = services.synthesizer.budget.usage()
    return Json({**services.phraser.usage(), "voice": voice})

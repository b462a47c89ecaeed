"""The owner's list of answers that are kept for the next visitor."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from services.api.body import Json
from services.api.deps import OwnerDep, ServicesDep
from services.api.errors import documented
from services.api.listing import KnownQueryDep, Reading, reading_of
from services.api.schemas.cached_answers import CachedAnswer, CachedAnswers, Evicted
from services.errors import AnswerNotFound, Forbidden, Unauthorized

router = APIRouter(prefix="/api/dashboard/answers", tags=["dashboard"])

AnswersReading = Annotated[
    Reading,
    reading_of(
        fields=tuple(CachedAnswer.model_fields),
        sortable=("created_at", "about", "hits", "by_meaning", "saved_usd", "bytes"),
        first="-created_at",
    ),
]
OWNER_ERRORS = (Unauthorized, Forbidden)


@router.get(
    "",
    summary="Answers kept for the next visitor",
    description="A model's answers that are given again to the same question, and "
    "what that saved since the start; without a word of who asked. Newest first, "
    "unless `sort` says otherwise.",
    response_model=CachedAnswers,
    responses=documented(*OWNER_ERRORS),
    dependencies=[OwnerDep, KnownQueryDep],
)
async def listing(
    services: ServicesDep,
    reading: AnswersReading,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Json:
    cache = services.answer_cache
    kept = reading.in_order(one.to_dict() for one in cache.listing())
    page = reading.shown(kept[offset : offset + limit])
    return Json({**cache.usage(), "answers": page, "total": len(kept)})


@router.delete(
    "/{answer_id}",
    summary="Drop a kept answer",
    description="The next visitor's question is asked anew.",
    response_model=Evicted,
    responses=documented(*OWNER_ERRORS, AnswerNotFound),
    dependencies=[OwnerDep],
)
async def evict(
    services: ServicesDep, answer_id: Annotated[str, Path(max_length=64)]
) -> Json:
    if not services.answer_cache.evict(answer_id):
        raise AnswerNotFound
    return Json({"evicted": 1})


@router.delete(
    "",
    summary="Drop every kept answer",
    description="For instance after another model was chosen.",
    response_model=Evicted,
    responses=documented(*OWNER_ERRORS),
    dependencies=[OwnerDep],
)
async def clear(services: ServicesDep) -> Json:
    return Json({"evicted": services.answer_cache.clear()})

"""OpenAI's list of models: the portfolio, and who hears and speaks."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from services.api.body import Json
from services.api.deps import ServicesDep
from services.api.errors import documented
from services.api.openai.models import EVERY, model_of, require_model
from services.api.schemas.v1 import V1Error, V1Model, V1Models
from services.errors import ModelNotFound, Unauthorized

router = APIRouter(prefix="/v1/models", tags=["v1"])


@router.get(
    "",
    summary="List the models (OpenAI)",
    description="The names that `model` takes on the other calls of `/v1`.",
    response_model=V1Models,
    responses=documented(Unauthorized, body=V1Error),
)
async def models(services: ServicesDep) -> Json:
    created = int(services.processor.changed_at_s)
    return Json({"object": "list", "data": [model_of(one, created) for one in EVERY]})


@router.get(
    "/{model}",
    summary="Look at one model (OpenAI)",
    description="404 for a name that is not in the list.",
    response_model=V1Model,
    responses=documented(ModelNotFound, Unauthorized, body=V1Error),
)
async def model(
    services: ServicesDep,
    model: Annotated[str, Path(max_length=100, examples=["viva-voce"])],
) -> Json:
    created = int(services.processor.changed_at_s)
    return Json(model_of(require_model(model, EVERY), created))

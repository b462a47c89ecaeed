"""The owner's figures and questions as files."""

from __future__ import annotations

from collections.abc import AsyncIterator
from itertools import chain
from typing import Annotated, Literal

import orjson
from fastapi import APIRouter, Query
from fastapi.responses import Response, StreamingResponse

from services.analytics.sheets import (
    FIGURE_COLUMNS,
    QUESTION_COLUMNS,
    figure_cells,
    gap_cells,
    question_cells,
    sheet,
)
from services.api.body import Json
from services.api.deps import OwnerDep, ServicesDep
from services.api.errors import documented
from services.api.filters import Filter, filter_of
from services.api.listing import KnownQueryDep
from services.api.routes.dashboard import gaps_of, overview_of
from services.api.routes.questions import shaped, turns_of
from services.api.schemas.dashboard import Exported
from services.container import Services
from services.errors import Forbidden, StorageUnavailable, Unauthorized
from services.models.records import Interaction

router = APIRouter(prefix="/api/dashboard", tags=["dashboard"])

PAGE = 250
CSV = "text/csv"
FILE: dict[int | str, dict[str, object]] = {
    200: {"content": {CSV: {"schema": {"type": "string"}}}}
}
What = Annotated[
    Literal["figures", "questions"],
    Query(description="The figures and gaps, or every question behind them."),
]
Format = Annotated[Literal["json", "csv"], Query(description="The kind of file.")]


@router.get(
    "/export",
    summary="Everything shown, as a file",
    description="Figures and gaps, or the questions themselves, by the same filters "
    "as every figure. As CSV, no cell can be taken for a formula.",
    response_model=Exported,
    responses=FILE | documented(Unauthorized, Forbidden, StorageUnavailable),
    dependencies=[OwnerDep, KnownQueryDep],
)
async def export(
    services: ServicesDep,
    wanted: Annotated[Filter, filter_of(30)],
    what: What = "figures",
    format: Format = "json",
) -> Response:
    name = f"viva-voce-{what}.{format}"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    if what == "questions":
        await services.session_log.written()
        ids = await services.insight.turns(wanted.within, wanted.wanted)
        write = as_csv if format == "csv" else as_json
        media_type = f"{CSV}; charset=utf-8" if format == "csv" else "application/json"
        pages = write(pages_of(services, ids))
        return StreamingResponse(pages, media_type=media_type, headers=headers)
    figures, gaps = await overview_of(services, wanted), await gaps_of(services, wanted)
    if format == "json":
        return Json({"overview": figures, "gaps": gaps}, headers=headers)
    rows = chain((FIGURE_COLUMNS,), figure_cells(figures), gap_cells(gaps))
    return Response(sheet(rows), media_type=CSV, headers=headers)


async def pages_of(
    services: Services, ids: list[bytes]
) -> AsyncIterator[list[Interaction]]:
    """All turns wanted, read page after page, so that memory does not grow."""
    for first in range(0, len(ids), PAGE):
        yield await turns_of(services, ids[first : first + PAGE])


async def as_csv(pages: AsyncIterator[list[Interaction]]) -> AsyncIterator[str]:
    yield sheet((QUESTION_COLUMNS,))
    async for page in pages:
        yield sheet(question_cells(turn) for turn in page)


async def as_json(pages: AsyncIterator[list[Interaction]]) -> AsyncIterator[bytes]:
    yield b'{"questions":['
    comma = b""
    async for page in pages:
        for row in shaped(page):
            yield comma + orjson.dumps(row)
            comma = b",\n"
    yield b"]}"

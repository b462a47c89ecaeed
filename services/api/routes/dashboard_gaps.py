"""A gap's draft accepted or left open by the owner."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from services.analytics.drafts import Filling
from services.api.acts import note_act
from services.api.body import Json
from services.api.deps import OwnerDep, ServicesDep
from services.api.errors import documented
from services.api.filters import range_of
from services.api.schemas.owner_acts import (
    Applied,
    Confirmed,
    Draft,
    LeftOpen,
    Preview,
    Undo,
    Undone,
)
from services.container import Services
from services.errors import (
    Forbidden,
    NotFound,
    Outdated,
    StorageFull,
    StorageUnavailable,
    Unauthorized,
)

router = APIRouter(prefix="/api/dashboard/gaps", tags=["dashboard"])

OWNER_ERRORS = (Unauthorized, Forbidden, StorageUnavailable)
Theme = Annotated[str, Path(min_length=1, max_length=200)]


@router.post(
    "/preview",
    summary="A draft as a change of the file",
    description="What the résumé's file would become, as a diff; nothing is written.",
    response_model=Preview,
    responses=documented(*OWNER_ERRORS, NotFound, Outdated),
    dependencies=[OwnerDep],
)
async def preview_draft(services: ServicesDep, given: Draft) -> Json:
    return Json(await services.owner.drafts.preview(filling_of(services, given)))


@router.post(
    "/apply",
    summary="Write what was shown",
    description="Checked as a résumé before, kept beside the file as it was, and taken "
    "up at once. Refused if the file or the draft has changed since the preview.",
    response_model=Applied,
    responses=documented(*OWNER_ERRORS, NotFound, Outdated, StorageFull),
    dependencies=[OwnerDep],
)
async def apply_draft(services: ServicesDep, given: Confirmed) -> Json:
    filling = filling_of(services, given)
    done = await services.owner.drafts.apply(filling, given.version, given.result)
    # A field below the section may be named by visitors' words.
    note_act("apply_draft", section=done["field"].partition(".")[0])
    return Json(done)


@router.post(
    "/undo",
    summary="Undo the last change",
    description="The file is put back byte for byte, unless it was changed since.",
    response_model=Undone,
    responses=documented(*OWNER_ERRORS, Outdated, StorageFull),
    dependencies=[OwnerDep],
)
async def undo_draft(services: ServicesDep, given: Undo) -> Json:
    done = await services.owner.drafts.undo(given.version)
    note_act("undo_draft", section=done["field"].partition(".")[0])
    return Json(done)


@router.put(
    "/{theme}/left-open",
    summary="Leave a theme open",
    description="It is listed apart, until it is taken back.",
    response_model=LeftOpen,
    responses=documented(*OWNER_ERRORS, StorageFull),
    dependencies=[OwnerDep],
)
async def leave_gap_open(services: ServicesDep, theme: Theme) -> Json:
    await services.owner.drafts.leave_open(theme)
    note_act("leave_open")
    return Json({"theme": theme, "left_open": True})


@router.delete(
    "/{theme}/left-open",
    summary="Take a theme back",
    description="It is among the open ones again.",
    response_model=LeftOpen,
    responses=documented(*OWNER_ERRORS, NotFound),
    dependencies=[OwnerDep],
)
async def take_gap_back(services: ServicesDep, theme: Theme) -> Json:
    await services.owner.drafts.take_back(theme)
    note_act("take_back")
    return Json({"theme": theme, "left_open": False})


def filling_of(services: Services, given: Draft) -> Filling:
    """Raise InvalidInput for a range that is none."""
    within = range_of(given.since, given.to, services.insight)
    return Filling(given.theme, within, given.values)

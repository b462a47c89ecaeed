"""What visitors leave beside their questions: a thumb, or a message for the owner."""

from __future__ import annotations

from fastapi import APIRouter, Request

from services.api.body import Json
from services.api.deps import ServicesDep
from services.api.errors import documented
from services.api.schemas.feedback import (
    MessageKept,
    NewMessage,
    NewThumb,
    ThumbKept,
)
from services.errors import NotFound, StorageFull, StorageUnavailable

router = APIRouter(prefix="/api", tags=["feedback"])


@router.post(
    "/feedback",
    summary="Rate an answer",
    description="A thumb up or down, with a line if you like. A turn has one: the "
    "newest wins, null takes it back. Nobody but the session that asked knows "
    "`turn_id`; with another session's id beside it, it is answered 404.",
    response_model=ThumbKept,
    responses=documented(NotFound, StorageFull, StorageUnavailable),
)
async def rate_answer(request: Request, services: ServicesDep, given: NewThumb) -> Json:
    thumbs, visitor = services.feedback.thumbs, request.state.visitor
    session_id = given.session_id or ""
    if given.thumb is None:
        await thumbs.take_back(given.turn_id, session_id=session_id, visitor=visitor)
        note = ""
    else:
        kept = await thumbs.rate(
            given.turn_id,
            given.thumb,
            note=given.note or "",
            session_id=session_id,
            visitor=visitor,
        )
        note = kept.note
    told = {"turn_id": given.turn_id, "thumb": given.thumb, "note": note}
    return Json({"status": "success", **told})


@router.post(
    "/messages",
    summary="Leave a message",
    description="For the owner, where something is missing; no address is needed. It "
    "stays until the owner deletes it, or until it makes room once it was read.",
    status_code=201,
    response_model=MessageKept,
    responses=documented(NotFound, StorageFull, StorageUnavailable),
)
async def leave_message(
    request: Request, services: ServicesDep, given: NewMessage
) -> Json:
    kept = await services.feedback.messages.leave(
        given.text,
        reply_to=given.reply_to or "",
        question=given.question or "",
        session_id=given.session_id or "",
        visitor=request.state.visitor,
    )
    at = kept.created_at.isoformat()
    return Json({"status": "success", "id": kept.id, "created_at": at}, 201)

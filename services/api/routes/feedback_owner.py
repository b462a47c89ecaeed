"""What visitors left, for the owner: thumbs with their questions, and messages."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path

from services.api.body import Json
from services.api.deps import OwnerDep, ServicesDep
from services.api.errors import documented
from services.api.listing import KnownQueryDep, Moment, Reading, reading_of
from services.api.routes.guestbook import Limit, Offset
from services.api.schemas.feedback import (
    FeedbackPage,
    MessageDeleted,
    MessagePage,
    OwnMessage,
)
from services.api.schemas.feedback import RatedTurn as RatedTurnSchema
from services.api.schemas.feedback import Reading as ReadingSchema
from services.errors import (
    Forbidden,
    NotFound,
    StorageFull,
    StorageUnavailable,
    Unauthorized,
)
from services.models.feedback import (
    MESSAGES_SORTED_BY,
    THUMBS_SORTED_BY,
    LeftMessage,
    MessageFilter,
    RatedTurn,
    ThumbFilter,
)

router = APIRouter(prefix="/api/dashboard", tags=["dashboard"])

READ_ERRORS = (Unauthorized, Forbidden, StorageUnavailable)
WRITE_ERRORS = (*READ_ERRORS, NotFound, StorageFull)
MessagePath = Annotated[str, Path(max_length=100)]
MessagesReading = Annotated[
    Reading,
    reading_of(
        fields=tuple(OwnMessage.model_fields),
        sortable=MESSAGES_SORTED_BY,
        first="-created_at",
    ),
]
ThumbsReading = Annotated[
    Reading,
    reading_of(
        fields=tuple(RatedTurnSchema.model_fields),
        sortable=THUMBS_SORTED_BY,
        first="-created_at",
    ),
]


@router.get(
    "/messages",
    summary="Read the messages",
    description="Newest first, unless `sort` says otherwise.",
    response_model=MessagePage,
    responses=documented(*READ_ERRORS),
    dependencies=[OwnerDep, KnownQueryDep],
)
async def list_messages(
    services: ServicesDep,
    reading: MessagesReading,
    limit: Limit = 20,
    offset: Offset = 0,
    read: bool | None = None,
    since: Moment = None,
    until: Moment = None,
) -> Json:
    store = services.feedback.messages.store
    matching = MessageFilter(read, since, until, reading.order)
    page = await store.page(limit=limit, offset=offset, matching=matching)
    count = await store.count()
    return Json(
        {
            "messages": reading.shown(map(message_of, page)),
            "total": count.total,
            "unread": count.unread,
            "limit": limit,
            "offset": offset,
        }
    )


@router.patch(
    "/messages/{message_id}",
    summary="Mark a message as read, or as unread",
    description="One that was read may make room for a new one.",
    response_model=OwnMessage,
    responses=documented(*WRITE_ERRORS),
    dependencies=[OwnerDep],
)
async def mark_message(
    services: ServicesDep, message_id: MessagePath, wanted: ReadingSchema
) -> Json:
    store = services.feedback.messages.store
    return Json(message_of(await store.set_read(message_id, wanted.read)))


@router.delete(
    "/messages/{message_id}",
    summary="Delete a message",
    description="It is gone for good.",
    response_model=MessageDeleted,
    responses=documented(*WRITE_ERRORS),
    dependencies=[OwnerDep],
)
async def delete_message(services: ServicesDep, message_id: MessagePath) -> Json:
    await services.feedback.messages.store.delete(message_id)
    return Json({"message": "The message is deleted."})


@router.get(
    "/feedback",
    summary="Read the thumbs",
    description="With the questions that they are about, newest first, unless `sort` "
    "says otherwise; and the share of those that are up.",
    response_model=FeedbackPage,
    responses=documented(*READ_ERRORS),
    dependencies=[OwnerDep, KnownQueryDep],
)
async def list_feedback(
    services: ServicesDep,
    reading: ThumbsReading,
    limit: Limit = 20,
    offset: Offset = 0,
    thumb: Literal["up", "down"] | None = None,
    since: Moment = None,
    until: Moment = None,
) -> Json:
    store = services.feedback.thumbs.store
    matching = ThumbFilter(thumb, since, until, reading.order)
    page = await store.latest(limit=limit, offset=offset, matching=matching)
    tally = await store.tally(since=since, until=until)
    return Json(
        {
            "feedback": reading.shown(map(rated_of, page)),
            "up": tally.up,
            "down": tally.down,
            "share_up": tally.share_up,
            "limit": limit,
            "offset": offset,
        }
    )


def message_of(message: LeftMessage) -> dict[str, Any]:
    return {**asdict(message), "created_at": message.created_at.isoformat()}


def rated_of(rated: RatedTurn) -> dict[str, Any]:
    return {
        **asdict(rated.thumb),
        "created_at": rated.thumb.created_at.isoformat(),
        "question": rated.question,
        "response": rated.response,
        "asked_at": rated.asked_at.isoformat(),
    }

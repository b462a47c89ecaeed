"""Thumbs and messages as rows and back; what is told where there is none."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from services.errors import NotFound
from services.models.feedback import (
    MESSAGES_SORTED_BY,
    THUMBS_SORTED_BY,
    LeftMessage,
    RatedTurn,
    Thumb,
)
from services.storage.rows import Row, moment_of, moment_text, storable

NO_TURN = "There is no such turn, or it is another session's."
NO_MESSAGE = "There is no such message."
FORGOTTEN = "This session was forgotten; nothing of it is kept."

THUMB_COLUMNS = ("id", "session_id", "thumb", "note", "created_at")
"""`id` is the turn's."""
MESSAGE_COLUMNS = (
    *("id", "session_id", "created_at", "text", "reply_to", "question", "read"),
)
THUMBS_BY = {name: name for name in THUMBS_SORTED_BY}
MESSAGES_BY = {name: name for name in MESSAGES_SORTED_BY}
DIRECTIONS = ("up", "down")


def thumb_row(thumb: Thumb) -> dict[str, Any]:
    return {
        "id": thumb.turn_id,
        "session_id": thumb.session_id,
        "thumb": thumb.thumb,
        "note": storable(thumb.note),
        "created_at": moment_text(thumb.created_at),
    }


def thumb_of(row: Row) -> Thumb:
    if row["thumb"] not in DIRECTIONS:
        raise ValueError("no thumb")
    return Thumb(
        turn_id=str(row["id"]),
        thumb=row["thumb"],
        created_at=moment_of(row["created_at"]),
        note=str(row["note"]),
        session_id=str(row["session_id"]),
    )


def rated_of(row: Row) -> RatedTurn:
    return RatedTurn(
        thumb_of(row),
        str(row["user_input"]),
        str(row["response"]),
        moment_of(row["asked_at"]),
    )


def message_row(message: LeftMessage) -> dict[str, Any]:
    return {
        "id": message.id,
        "session_id": message.session_id,
        "created_at": moment_text(message.created_at),
        "text": storable(message.text),
        "reply_to": storable(message.reply_to),
        "question": storable(message.question),
        "read": message.read,
    }


def message_of(row: Row) -> LeftMessage:
    return LeftMessage(
        id=str(row["id"]),
        created_at=moment_of(row["created_at"]),
        text=str(row["text"]),
        reply_to=str(row["reply_to"]),
        question=str(row["question"]),
        session_id=str(row["session_id"]),
        read=bool(row["read"]),
    )


def check_id(row_id: str, missing: str) -> None:
    """Raise NotFound for what is no UUID: no row can have such an id."""
    try:
        UUID(row_id)
    except ValueError as error:
        raise NotFound(missing) from error

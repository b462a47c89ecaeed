"""Thumbs, messages, and a conversation to take away."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from services.api.schemas.examples import (
    LATER,
    MOMENT,
    QUESTION,
    RESPONSE,
    SESSION_ID,
    SIGNATURE,
    TURN_ID,
    example,
)
from services.models.feedback import (
    LONGEST_ASKED,
    LONGEST_MESSAGE,
    LONGEST_NOTE,
    LONGEST_REPLY_TO,
)

Direction = Literal["up", "down"]
MESSAGE_ID = SIGNATURE["id"]
KEPT_MESSAGE = {
    "id": MESSAGE_ID,
    "created_at": MOMENT,
    "text": "Do you know Rust? We should talk.",
    "reply_to": "@ada",
    "question": "Does she know Rust?",
    "session_id": SESSION_ID,
    "read": False,
}
RATED = {
    "turn_id": TURN_ID,
    "session_id": SESSION_ID,
    "thumb": "down",
    "note": "It left out the second one.",
    "created_at": LATER,
    "question": QUESTION,
    "response": RESPONSE,
    "asked_at": MOMENT,
}


class NewThumb(BaseModel):
    """A turn has one thumb; the newest wins, and null takes it back."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"turn_id": TURN_ID, "session_id": SESSION_ID, "thumb": "up"},
            ]
        }
    )

    turn_id: str = Field(max_length=64, description="`metadata.turn_id` of the answer.")
    session_id: str | None = Field(
        default=None,
        max_length=200,
        description="The session that asked; where it is named, the turn must be its.",
    )
    thumb: Direction | None
    note: str | None = Field(
        default=None, description=f"One line of up to {LONGEST_NOTE} characters."
    )


class ThumbKept(BaseModel):
    model_config = example(status="success", turn_id=TURN_ID, thumb="up", note="")

    status: Literal["success"]
    turn_id: str
    thumb: Direction | None
    note: str = Field(description="As it is kept: LOG_TRANSCRIPTS holds for it, too.")


class NewMessage(BaseModel):
    """Words for the owner; no address is needed."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"text": KEPT_MESSAGE["text"], "session_id": SESSION_ID}]
        }
    )

    text: str = Field(description=f"1 to {LONGEST_MESSAGE:,} characters.")
    reply_to: str | None = Field(
        default=None,
        description=f"Where you may be answered, up to {LONGEST_REPLY_TO} characters.",
    )
    session_id: str | None = Field(
        default=None,
        max_length=200,
        description="With it, the message is forgotten with the session.",
    )
    question: str | None = Field(
        default=None,
        description=f"What was asked in vain; {LONGEST_ASKED:,} characters are kept.",
    )


class MessageKept(BaseModel):
    model_config = example(status="success", id=MESSAGE_ID, created_at=MOMENT)

    status: Literal["success"]
    id: str
    created_at: str


class OwnMessage(BaseModel):
    model_config = example(**KEPT_MESSAGE)

    id: str
    created_at: str
    text: str
    reply_to: str
    question: str
    session_id: str
    read: bool


class MessagePage(BaseModel):
    model_config = example(
        messages=[KEPT_MESSAGE], total=1, unread=1, limit=20, offset=0
    )

    messages: list[OwnMessage]
    total: int = Field(description="How many there are without any filter.")
    unread: int
    limit: int
    offset: int


class Reading(BaseModel):
    model_config = ConfigDict(json_schema_extra={"examples": [{"read": True}]})

    read: bool


class MessageDeleted(BaseModel):
    model_config = example(message="The message is deleted.")

    message: str


class RatedTurn(BaseModel):
    model_config = example(**RATED)

    turn_id: str
    session_id: str
    thumb: Direction
    note: str
    created_at: str
    question: str
    response: str
    asked_at: str


class FeedbackPage(BaseModel):
    model_config = example(
        feedback=[RATED], up=3, down=1, share_up=0.75, limit=20, offset=0
    )

    feedback: list[RatedTurn]
    up: int = Field(description="Thumbs between `since` and `until`, of every page.")
    down: int
    share_up: float | None = Field(description="Null while there are none.")
    limit: int
    offset: int


class ExportedTurn(BaseModel):
    asked_at: str
    question: str
    answer: str
    cards: list[str] = Field(description="Titles of what was shown.")
    thumb: Direction | None
    note: str


class ExportedSession(BaseModel):
    model_config = example(
        session_id=SESSION_ID,
        created_at=MOMENT,
        last_activity=LATER,
        turns=[
            {
                "asked_at": MOMENT,
                "question": QUESTION,
                "answer": RESPONSE,
                "cards": ["River Watch"],
                "thumb": "up",
                "note": "",
            }
        ],
    )

    session_id: str
    created_at: str
    last_activity: str
    turns: list[ExportedTurn]

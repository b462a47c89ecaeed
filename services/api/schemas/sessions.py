"""Sessions."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from services.api.schemas.examples import (
    LATER,
    MOMENT,
    QUESTION,
    RESPONSE,
    SESSION_ID,
    example,
)

MAX_METADATA_BYTES = 1_000


class NewSession(BaseModel):
    """All optional; an empty body is fine."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"metadata": {"page": "/projects"}}]}
    )

    session_id: str | None = Field(default=None, pattern=r"^[A-Za-z0-9_-]{8,64}$")
    metadata: dict[str, str | int | float | bool | None] = {}

    @field_validator("metadata")
    @classmethod
    def _is_small(cls, value: dict[str, Any]) -> dict[str, Any]:
        if len(str(value).encode("utf-8", "replace")) > MAX_METADATA_BYTES:
            raise ValueError("metadata must stay under 1 KB")
        return value


class Capabilities(BaseModel):
    voice_processing: bool
    content_cards: bool
    conversation_history: bool
    llm: bool
    realtime: bool


class SessionCreated(BaseModel):
    model_config = example(
        status="success",
        session_id=SESSION_ID,
        expires_at=LATER,
        capabilities={
            "voice_processing": True,
            "content_cards": True,
            "conversation_history": True,
            "llm": False,
            "realtime": True,
        },
    )

    status: Literal["success"]
    session_id: str
    expires_at: str
    capabilities: Capabilities


class TurnSchema(BaseModel):
    timestamp: str
    user_input: str
    ai_response: str
    items_shown: list[str]
    item_type: str


class SessionSchema(BaseModel):
    model_config = example(
        session_id=SESSION_ID,
        created_at=MOMENT,
        last_activity=MOMENT,
        message_count=1,
        conversation_history=[
            {
                "timestamp": MOMENT,
                "user_input": QUESTION,
                "ai_response": RESPONSE,
                "items_shown": ["river-watch"],
                "item_type": "projects",
            }
        ],
    )

    session_id: str
    created_at: str
    last_activity: str
    message_count: int
    conversation_history: list[TurnSchema]


class CleanupInfo(BaseModel):
    audio_files_removed: int
    interactions_removed: int
    messages_removed: int = 0
    history_archived: bool


class SessionDeleted(BaseModel):
    model_config = example(
        status="success",
        message="The session and everything said in it is forgotten.",
        cleanup_info={
            "audio_files_removed": 1,
            "interactions_removed": 1,
            "messages_removed": 0,
            "history_archived": False,
        },
    )

    status: Literal["success"]
    message: str
    cleanup_info: CleanupInfo

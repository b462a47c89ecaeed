"""Sessions."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

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
    session_id: str
    created_at: str
    last_activity: str
    message_count: int
    conversation_history: list[TurnSchema]


class CleanupInfo(BaseModel):
    audio_files_removed: int
    interactions_removed: int
    history_archived: bool


class SessionDeleted(BaseModel):
    status: Literal["success"]
    message: str
    cleanup_info: CleanupInfo

"""What is kept of conversations: statistics, and the owner's log."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class EndSession(BaseModel):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"session_id": "kq3vJ0X9b8mT2s5W"}]}
    )

    session_id: str = Field(max_length=200)


class StatisticsSchema(BaseModel):
    """Of one session, or, for the owner, of all."""

    model_config = ConfigDict(extra="allow")

    status: Literal["success"]
    statistics: dict[str, Any]


class InteractionPage(BaseModel):
    interactions: list[dict[str, Any]]
    total: int = Field(description="How many there are without any filter.")
    limit: int
    offset: int


class LogTrial(BaseModel):
    status: Literal["success"]
    engine: str
    written_and_read_ms: float

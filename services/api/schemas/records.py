"""What is kept of conversations: statistics, and the owner's log."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from services.api.schemas.examples import (
    LATER,
    MOMENT,
    QUESTION,
    SESSION_ID,
    SIGNATURE,
    example,
)


class EndSession(BaseModel):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"session_id": SESSION_ID}]}
    )

    session_id: str = Field(max_length=200)


class StatisticsSchema(BaseModel):
    """Of one session, or, for the owner, of all."""

    model_config = ConfigDict(extra="allow") | example(
        status="success",
        statistics={"turns": 3, "created_at": MOMENT, "last_activity": LATER},
    )

    status: Literal["success"]
    statistics: dict[str, Any]


class InteractionPage(BaseModel):
    model_config = example(
        interactions=[{"id": SIGNATURE["id"], "user_input": QUESTION}],
        total=1,
        limit=20,
        offset=0,
    )

    interactions: list[dict[str, Any]]
    total: int = Field(description="How many there are without any filter.")
    limit: int
    offset: int


class LogTrial(BaseModel):
    model_config = example(status="success", engine="sqlite", written_and_read_ms=3.1)

    status: Literal["success"]
    engine: str
    written_and_read_ms: float

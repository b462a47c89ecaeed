"""A better phrasing on its way, the reply of a model, and what models cost."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from services.api.schemas.examples import PLAIN_REPLY, example
from services.api.schemas.turns import CardSchema, MetadataSchema


class PlainReply(BaseModel):
    """What every reply has in common."""

    session_id: str
    response: str = Field(examples=["Two projects use Python: River Watch and Atlas."])
    items: list[CardSchema]
    item_type: str = Field(examples=["projects"])
    metadata: MetadataSchema


class PhrasedReply(PlainReply):
    model_config = example(**PLAIN_REPLY, processing_time_ms=640.0)

    processing_time_ms: float


class EnhancementSchema(BaseModel):
    model_config = example(
        task_id="0X9b8mT2s5Wkq3vJpL7uYg",
        status="completed",
        result=PLAIN_REPLY,
        error=None,
        processing_time_seconds=0.64,
    )

    task_id: str
    status: Literal["pending", "completed", "failed", "timeout"]
    result: PlainReply | None = Field(description="There once it is completed.")
    error: str | None
    processing_time_seconds: float


class Usage(BaseModel):
    """Sums of the current UTC day."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={
            "examples": [
                {
                    "engine": "groq",
                    "date": "2026-03-01",
                    "calls": 12,
                    "cached": 4,
                    "saved_usd": 0.000152,
                    "failed": 0,
                    "prompt_tokens": 8120,
                    "completion_tokens": 640,
                    "cost_usd": 0.000457,
                    "daily_limit_usd": 1.0,
                    "share_of_limit": 0.0005,
                    "alerts": [],
                    "models": {"llama-3.1-8b-instant": 12},
                    "voice": {
                        "date": "2026-03-01",
                        "calls": 9,
                        "characters": 2140,
                        "cost_usd": 0.107,
                        "daily_limit_usd": 1.0,
                        "share_of_limit": 0.107,
                        "visitors": 3,
                    },
                }
            ]
        },
    )

    engine: str
    calls: int
    cost_usd: float
    models: dict[str, Any] = {}
    voice: dict[str, Any] = {}

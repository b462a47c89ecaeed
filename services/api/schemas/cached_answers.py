"""Answers that are kept for the next visitor, as the owner sees them."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from services.api.schemas.examples import MOMENT, RESPONSE, example

KEPT: dict[str, Any] = {
    "id": "0f3a9c1e5b7d2468",
    "answer": RESPONSE,
    "about": "projects",
    "language": "en",
    "model": "llama-3.1-8b-instant",
    "created_at": MOMENT,
    "hits": 4,
    "by_meaning": 3,
    "saved_usd": 0.000152,
    "bytes": 4100,
}


class CachedAnswer(BaseModel):
    """No visitor's words: the answer, and how often it was given again."""

    model_config = example(**KEPT)

    id: str
    answer: str
    about: str = Field(description="What the question was about.")
    language: str
    model: str | None
    created_at: str
    hits: int
    by_meaning: int = Field(description="Hits by another wording of the question.")
    saved_usd: float
    bytes: int


class CachedAnswers(BaseModel):
    """Hits and money since the service started."""

    model_config = example(
        answers=[KEPT],
        total=1,
        bytes=4100,
        max_bytes=8_000_000,
        ttl_s=86_400.0,
        hits_by_words=1,
        hits_by_meaning=3,
        saved_usd=0.000152,
    )

    answers: list[CachedAnswer] = Field(description="Newest first.")
    total: int
    bytes: int
    max_bytes: int
    ttl_s: float
    hits_by_words: int
    hits_by_meaning: int
    saved_usd: float


class Evicted(BaseModel):
    model_config = example(evicted=1)

    evicted: int

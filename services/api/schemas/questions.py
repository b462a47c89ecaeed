"""The questions behind the figures, a conversation, and what goes on right now."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from services.api.schemas.examples import (
    MOMENT,
    QUESTION,
    RESPONSE,
    SESSION_ID,
    SIGNATURE,
    example,
)

TURN: dict[str, Any] = {
    "id": SIGNATURE["id"],
    "session_id": SESSION_ID,
    "created_at": MOMENT,
    "channel": "voice",
    "door": "page",
    "came_by": "voice",
    "user_input": QUESTION,
    "response": RESPONSE,
}


class QuestionPage(BaseModel):
    model_config = example(questions=[TURN], total=1, limit=20, offset=0)

    questions: list[dict[str, Any]]
    total: int = Field(description="How many match, on all pages.")
    limit: int
    offset: int


class Conversation(BaseModel):
    model_config = example(
        session_id=SESSION_ID,
        turns=[TURN],
        more=False,
        cards={"projects/one": "A project"},
    )

    session_id: str
    turns: list[dict[str, Any]]
    more: bool = Field(description="Whether turns follow; `offset` leads to them.")
    cards: dict[str, str] = Field(description="The titles of cards that were shown.")


class Live(BaseModel):
    """Times are milliseconds, money is US dollars."""

    model_config = example(
        sockets={"open": 1, "realtime": 1},
        queue={"waiting": 0, "at_work": 1, "turns_to_log": 0},
        engines={"recognizer": "faster-whisper", "llm": "none", "tts": "espeak-ng"},
        budget={"spent_usd": 0.2, "limit_usd": 1.0, "left_usd": 0.8},
        lately={"minutes": 15.0, "turns": 3, "latency_ms": []},
    )

    sockets: dict[str, int]
    queue: dict[str, int]
    engines: dict[str, str]
    budget: dict[str, float]
    lately: dict[str, Any]

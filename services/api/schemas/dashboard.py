"""The owner's dashboard: log-in, figures, gaps and one question explained."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, Field

from services.api.schemas.examples import (
    LATER,
    MOMENT,
    QUESTION,
    RESPONSE,
    SESSION_ID,
    SIGNATURE,
    example,
)
from services.api.schemas.guestbook import OwnSignature

FIGURES: dict[str, Any] = {
    "warming": False,
    "since": MOMENT,
    "until": LATER,
    "totals": {"questions": 42, "unanswered": 3, "sessions": 17, "cost_usd": 0.0012},
    "before": {"totals": {"questions": 40}, "latency_ms": []},
    "funnel": [{"step": "opened", "count": 60, "before": 41}],
    "channels": [{"name": "voice", "count": 12, "before": 9}],
    "languages": [{"name": "en", "count": 42, "before": 40}],
    "bucket": "hour",
    "series": [{"at": MOMENT, "questions": 42, "unanswered": 3, "cost_usd": 0.0012}],
    "cost_by_day": [{"at": MOMENT, "cost_usd": 0.0012}],
    "intents": [{"name": "projects", "count": 20}],
    "models": [{"name": "llama-3.1-8b-instant", "count": 12}],
    "engines": [{"part": "tts", "engine": "espeak-ng", "count": 9}],
    "fallbacks": [{"name": "tts:edge-tts:timeout", "count": 1}],
    "latency_ms": [
        {"stage": "answer", "turns": 42, "p50": 4.1, "p95": 9.7, "p99": 14.2}
    ],
    "most_asked": [{"question": QUESTION, "count": 6}],
    "budget": {"today_usd": 0.0012, "limit_usd": 1.0, "alerts": []},
}
MISSING: dict[str, Any] = {
    "warming": False,
    "since": MOMENT,
    "until": LATER,
    "themes": [
        {
            "id": "rust",
            "title": "Rust",
            "count": 3,
            "last_asked": LATER,
            "questions": [{"question": "Does she know Rust?", "count": 3}],
            "named_by_visitors": False,
            "field": "skills.languages",
            "draft": {
                "field": "skills.languages",
                "patch": [
                    {"op": "add", "path": "/skills/languages/-", "value": "<Rust>"}
                ],
                "about": "Add it only if it is true of you.",
                "blanks": ["Rust"],
            },
        }
    ],
    "not_understood": [{"question": "asdf", "count": 1}],
    "left_open": [],
    "undo": {"version": "3f1c9a", "field": "skills.languages", "at": LATER},
}


class LogIn(BaseModel):
    model_config = example(**{"token": "…"})

    token: str = Field(max_length=1000, description="ADMIN_TOKEN.")


class LoggedIn(BaseModel):
    model_config = example(
        **{"open": True, "logged_in": True, "csrf_token": "9d0f3af7…"}, expires_at=LATER
    )

    open: bool = Field(description="Whether ADMIN_TOKEN is set.")
    logged_in: bool
    csrf_token: str | None = Field(
        description="Sent back as `X-CSRF-Token` with every write."
    )
    expires_at: str | None


class Overview(BaseModel):
    """Moments are UTC, times milliseconds, money US dollars."""

    model_config = example(**FIGURES)

    warming: bool = Field(description="Whether the log is still being read.")
    since: str
    until: str
    totals: dict[str, Any]
    before: dict[str, Any] | None = Field(
        description="`totals` and `latency_ms` of the range of the same length before; "
        "null where the range begins with the first turn."
    )
    funnel: list[dict[str, Any]] = Field(
        description="What became of who opened the page, by whole days, unfiltered."
    )
    channels: list[dict[str, Any]]
    languages: list[dict[str, Any]]
    bucket: Literal["hour", "day"]
    series: list[dict[str, Any]]
    cost_by_day: list[dict[str, Any]]
    intents: list[dict[str, Any]]
    models: list[dict[str, Any]]
    engines: list[dict[str, Any]]
    fallbacks: list[dict[str, Any]]
    latency_ms: list[dict[str, Any]]
    most_asked: list[dict[str, Any]]
    budget: dict[str, Any]


class Gaps(BaseModel):
    model_config = example(**MISSING)

    warming: bool
    since: str
    until: str
    themes: list[dict[str, Any]] = Field(
        description="What was missing, most asked first, with a draft to fill it."
    )
    not_understood: list[dict[str, Any]]
    left_open: list[dict[str, Any]] = Field(
        default_factory=list, description="Themes that the owner left open."
    )
    undo: dict[str, Any] | None = Field(
        default=None, description="The last change of the file, if it can be undone."
    )


class Exported(BaseModel):
    model_config = example(overview=FIGURES, gaps=MISSING)

    overview: Overview
    gaps: Gaps


class Explain(BaseModel):
    """`session_id` and `before` bring back the conversation up to that moment."""

    model_config = example(text=QUESTION, session_id=SESSION_ID, before=MOMENT)

    text: str = Field(min_length=1, max_length=4000)
    session_id: str | None = Field(default=None, max_length=200)
    before: AwareDatetime | None = None


class Explained(BaseModel):
    model_config = example(
        response=RESPONSE,
        item_type="projects",
        intent="projects",
        absent=False,
        closest=False,
        confidence=0.9,
        explain={"rule": "parts", "words": ["which", "projects", "use", "python"]},
    )

    response: str
    item_type: str
    intent: str
    absent: bool
    closest: bool
    confidence: float
    explain: dict[str, Any]


class OwnSignaturePage(BaseModel):
    model_config = example(signatures=[{**SIGNATURE, "hidden": True}])

    signatures: list[OwnSignature]

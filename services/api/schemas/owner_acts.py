"""What the owner does on the dashboard: labels, drafts, origins; and the alerts."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

from services.api.schemas.examples import (
    LATER,
    MOMENT,
    QUESTION,
    RESPONSE,
    SIGNATURE,
    example,
)

UNSURE: dict[str, Any] = {
    "id": SIGNATURE["id"],
    "created_at": MOMENT,
    "channel": "text",
    "question": QUESTION,
    "response": RESPONSE,
    "intent": "projects",
    "shown": ["river-watch"],
    "unanswered": False,
    "confidence": 0.41,
}
DIGEST = "3f1c9a" + "0" * 58
PAGE_ORIGIN = "https://your.site"


class UnsureTurn(BaseModel):
    model_config = example(**UNSURE)

    id: str
    created_at: str
    channel: Literal["text", "voice"]
    question: str
    response: str
    intent: str
    shown: list[str] = Field(description="Entries of the cards, in order.")
    unanswered: bool
    confidence: float = Field(description="How sure the engine was of its answer.")


class EntryName(BaseModel):
    model_config = example(id="river-watch", title="River Watch")

    id: str
    title: str


class Unsure(BaseModel):
    model_config = example(
        turns=[UNSURE], total=1, entries=[{"id": "river-watch", "title": "River Watch"}]
    )

    turns: list[UnsureTurn]
    total: int = Field(description="How many turns have no label yet.")
    entries: list[EntryName] = Field(description="What a label may say was missing.")


class Judged(BaseModel):
    """`not_in_resume`: the answer should have been that the résumé does not say."""

    model_config = example(verdict="wrong", entry="river-watch")

    verdict: Literal["right", "wrong", "not_in_resume"]
    entry: str | None = Field(
        default=None,
        min_length=1,
        max_length=200,
        description="With `wrong`: the entry that should have been shown.",
    )


class Labelled(BaseModel):
    model_config = example(
        id=SIGNATURE["id"],
        verdict="wrong",
        entry="river-watch",
        question=QUESTION,
        labelled_at=LATER,
    )

    id: str
    verdict: str
    entry: str | None
    question: str
    labelled_at: str


class Unlabelled(BaseModel):
    model_config = example(id=SIGNATURE["id"], labelled=False)

    id: str
    labelled: bool


class Week(BaseModel):
    model_config = example(
        week="2026-02-23", labelled=8, right=7, thumbs_up=0, thumbs_down=0
    )

    week: str = Field(description="Its Monday, UTC.")
    labelled: int
    right: int
    thumbs_up: int
    thumbs_down: int


class Accuracy(BaseModel):
    model_config = example(
        weeks=[
            {
                "week": "2026-02-23",
                "labelled": 8,
                "right": 7,
                "thumbs_up": 0,
                "thumbs_down": 0,
            }
        ],
    )

    weeks: list[Week] = Field(description="Those with anything in them, oldest first.")


class Draft(BaseModel):
    """A theme of the gaps of a range, and what its blanks are filled with."""

    model_config = example(
        **{"from": "2026-03-01"}, theme="rust", values={"Rust": "Rust"}
    )

    theme: str = Field(min_length=1, max_length=200)
    since: str | None = Field(
        default=None,
        alias="from",
        max_length=40,
        description="As the list of gaps was asked for; else from the first turn.",
    )
    to: str | None = Field(
        default=None, max_length=40, description="As the list was asked for; else now."
    )
    values: dict[str, str] = Field(
        max_length=20,
        description="By the words of each blank; what stays empty is left out.",
    )


class Preview(BaseModel):
    model_config = example(
        field="skills.languages",
        diff='--- resume_data.json\n+++ resume_data.json\n@@ -1,1 +1,1 @@\n-"a"\n+"b"',
        warnings=[],
        version=DIGEST,
        result=DIGEST,
    )

    field: str
    diff: str = Field(description="Unified, of the file's lines.")
    warnings: list[str]
    version: str = Field(description="SHA-256 of the file as it is.")
    result: str = Field(description="SHA-256 of the file as it would be.")


class Confirmed(Draft):
    """`version` and `result` as the preview told them."""

    model_config = example(
        theme="rust", values={"Rust": "Rust"}, version=DIGEST, result=DIGEST
    )

    version: str = Field(max_length=64)
    result: str = Field(max_length=64)


class Applied(BaseModel):
    model_config = example(
        field="skills.languages",
        version=DIGEST,
        backup="resume_data.before-20260301T093000000000.json",
    )

    field: str
    version: str
    backup: str = Field(description="The copy from before, beside the file.")


class Undo(BaseModel):
    model_config = example(version=DIGEST)

    version: str = Field(max_length=64, description="The file as the change left it.")


class Undone(BaseModel):
    model_config = example(field="skills.languages", version=DIGEST)

    field: str
    version: str


class LeftOpen(BaseModel):
    model_config = example(theme="pay", left_open=True)

    theme: str
    left_open: bool


class NewOrigin(BaseModel):
    model_config = example(origin=PAGE_ORIGIN)

    origin: str = Field(min_length=1, max_length=300)


class RefusedOrigin(BaseModel):
    model_config = example(origin=PAGE_ORIGIN, count=3, last=MOMENT)

    origin: str
    count: int
    last: str


class Origins(BaseModel):
    model_config = example(
        fixed=["http://localhost:3000"],
        added=[PAGE_ORIGIN],
        refused=[{"origin": "https://other.site", "count": 3, "last": MOMENT}],
        most=20,
    )

    fixed: list[str] = Field(description="Those of CORS_ORIGINS.")
    added: list[str]
    refused: list[RefusedOrigin] = Field(
        description="Whose pages asked and were not let in, since the start."
    )
    most: int = Field(description="How many may be added.")


class AlertRow(BaseModel):
    model_config = example(
        event="budget", at=MOMENT, body={"part": "llm", "percent": 80}, fate="delivered"
    )

    event: str
    at: str
    body: dict[str, Any]
    fate: Literal["waiting", "delivered", "lost", "not_sent"]


class Alerts(BaseModel):
    model_config = example(
        alerts=[
            {
                "event": "budget",
                "at": MOMENT,
                "body": {"part": "llm", "percent": 80},
                "fate": "delivered",
            }
        ]
    )

    alerts: list[AlertRow] = Field(description="The latest first, 50 at most.")

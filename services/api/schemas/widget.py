"""What the widget asks before it shows itself in a page."""

from __future__ import annotations

from pydantic import BaseModel, Field

from services.api.schemas.examples import example


class WidgetTerms(BaseModel):
    model_config = example(
        allowed=True,
        origin="https://me.example.com",
        accent="#0b6470",
        photo="page/3f9c5dae2e8c280b/photo",
    )

    allowed: bool = Field(description="Whether the asking page may frame `/embed`.")
    origin: str | None = Field(
        description="The asking page's, as its browser names it; null on our own."
    )
    accent: str | None = Field(
        description="The owner's colour, as it is read beside white; null without one."
    )
    photo: str | None = Field(
        description="The photo's address, as seen from the service; null without one."
    )

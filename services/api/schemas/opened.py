"""What the page tells of its visitor."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from services.api.schemas.examples import example


class Opened(BaseModel):
    model_config = example(kind="link")

    kind: Literal["link"] = Field(description="What was opened.")

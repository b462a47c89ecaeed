"""What the service's HTML pages have in common: files, places to fill, headers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import Query

WEB = Path(__file__).parent.parent / "web"
PLACE = re.compile(r"\{\{([\w.]+)\}\}")
CONTENT_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors "
)
PAGE: dict[int | str, dict[str, Any]] = {200: {"content": {"text/html": {}}}}
Theme = Annotated[Literal["auto", "light", "dark"], Query(description="Colours.")]


def filled(name: str, values: Mapping[str, str]) -> str:
    """The page of that name with its places filled; what goes in is HTML already."""
    page = (WEB / name).read_text("utf-8")
    return PLACE.sub(lambda place: values[place[1]], page)


def page_headers(ancestors: str) -> dict[str, str]:
    return {
        "content-security-policy": CONTENT_POLICY + ancestors,
        "permissions-policy": "microphone=(self), camera=(), geolocation=()",
    }

"""What the replies with pages and scripts have in common."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Query

from services.api.words import headers_of

SCRIPT_TYPE = "text/javascript"
CONTENT_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors "
)
PAGE: dict[int | str, dict[str, Any]] = {200: {"content": {"text/html": {}}}}
Theme = Annotated[Literal["auto", "light", "dark"], Query(description="Colours.")]
SCRIPT: dict[int | str, dict[str, Any]] = {200: {"content": {SCRIPT_TYPE: {}}}}


def page_headers(ancestors: str, language: str) -> dict[str, str]:
    """Headers of a page in a language; `ancestors` may show it in a frame."""
    return {
        **headers_of(language),
        "content-security-policy": CONTENT_POLICY + ancestors,
        "permissions-policy": "microphone=(self), camera=(), geolocation=()",
    }

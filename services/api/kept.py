"""Pages that are made once and then sent as they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from fastapi import Request
from starlette.responses import Response

from services.api.packed import PACKED, VARY, packed, takes_packed

FRESH = {"cache-control": "no-cache"}
"""Kept by browsers, but asked about each time: an upgrade is seen at once."""

FOR_GOOD = {"cache-control": "public, max-age=31536000, immutable"}
"""For what never changes under its address."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The bytes of a page, plain and packed, and the tag that they are known by.

    The tag is a weak one: both ways to send it are the same page.
    """

    body: bytes
    packed: bytes
    media_type: str
    etag: str

    def reply(self, request: Request, headers: Mapping[str, str]) -> Response:
        """The page, or 304 for a browser that has it."""
        headers = {**FRESH, **VARY, "etag": f"W/{self.etag}", **headers}
        had = request.headers.get("if-none-match", "").split(",")
        if self.etag in {tag.strip().removeprefix("W/") for tag in had}:
            return Response(status_code=304, headers=headers)
        if takes_packed(request.headers):
            headers |= PACKED
            return Response(self.packed, media_type=self.media_type, headers=headers)
        return Response(self.body, media_type=self.media_type, headers=headers)


def kept(body: bytes, media_type: str) -> Kept:
    """The page of these bytes."""
    return Kept(body, packed(body), media_type, f'"{sha256(body).hexdigest()[:32]}"')

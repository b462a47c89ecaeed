"""What a page shows of its owner: the photo, the accent, the icon, the preview card."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from services.api.deps import ServicesDep
from services.api.errors import documented
from services.api.kept import FOR_GOOD, FRESH, kept
from services.api.owner_head import owner_of
from services.errors import FileNotFound

router = APIRouter(tags=["pages"])

ANYWHERE = {"cross-origin-resource-policy": "cross-origin"}
"""Pages with the widget show the photo, and networks the card."""
Digest = Annotated[
    str,
    Path(max_length=64, description="Of what is there; another one leads to it, too."),
]

AppIcon = Annotated[
    Literal["any-192", "any-512", "maskable-192", "maskable-512"],
    Path(description="What it is for, and its pixels."),
]


def of_type(media_type: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {media_type: {}}}}


def freshness(address_digest: str, digest: str) -> dict[str, str]:
    """For good under its own digest; under an older one it is asked about each time."""
    return FOR_GOOD if address_digest == digest else FRESH


def text_reply(
    request: Request, text: str, media_type: str, headers: dict[str, str]
) -> Response:
    """Return a generated text; raise FileNotFound where the owner has none."""
    if not text:
        raise FileNotFound
    return kept(text.encode(), media_type).reply(request, headers)


@router.get(
    "/page/{digest}/photo",
    summary="The owner's photo",
    description="Of the résumé file, as a small square.",
    response_class=Response,
    responses=of_type("image/webp") | documented(FileNotFound),
)
async def get_owner_photo(services: ServicesDep, digest: Digest) -> Response:
    found = services.processor.profile.page.photo
    if found is None:
        raise FileNotFound
    headers = ANYWHERE | freshness(digest, found.digest)
    return Response(found.data, headers=headers, media_type=found.media_type)


@router.get(
    "/page/{digest}/accent.css",
    summary="The owner's accent",
    description="Its tones for light and dark, which can be read on both.",
    response_class=Response,
    responses=of_type("text/css") | documented(FileNotFound),
)
async def get_owner_accent(
    request: Request, services: ServicesDep, digest: Digest
) -> Response:
    look = services.look.of(owner_of(services))
    return text_reply(
        request, look.sheet, "text/css", freshness(digest, look.sheet_digest)
    )


@router.get(
    "/page/{digest}/icon.svg",
    summary="The page's icon",
    description="The owner's initials on the accent.",
    response_class=Response,
    responses=of_type("image/svg+xml") | documented(FileNotFound),
)
async def get_owner_icon(
    request: Request, services: ServicesDep, digest: Digest
) -> Response:
    look = services.look.of(owner_of(services))
    return text_reply(
        request, look.icon, "image/svg+xml", freshness(digest, look.icon_digest)
    )


@router.get(
    "/page/{digest}/card.png",
    summary="The page's preview card",
    description="1200 by 630 pixels: what networks and messengers show of a link.",
    response_class=Response,
    responses=of_type("image/png") | documented(),
)
async def get_preview_card(services: ServicesDep, digest: Digest) -> Response:
    owner = owner_of(services)
    headers = ANYWHERE | freshness(digest, services.look.of(owner).card)
    drawn = await services.look.card(owner)
    return Response(drawn, headers=headers, media_type="image/png")


@router.get(
    "/page/{digest}/app/{name}.png",
    summary="The page's icon on a home screen",
    description="The owner's initials on the accent; `maskable` ones may be cut to any "
    "form.",
    response_class=Response,
    responses=of_type("image/png") | documented(),
)
async def get_app_icon(
    services: ServicesDep, digest: Digest, name: AppIcon
) -> Response:
    owner = owner_of(services)
    purpose, _, size = name.partition("-")
    drawn = await services.look.app_icon(
        owner, int(size), maskable=purpose == "maskable"
    )
    headers = freshness(digest, services.look.of(owner).app_digest)
    return Response(drawn, headers=headers, media_type="image/png")

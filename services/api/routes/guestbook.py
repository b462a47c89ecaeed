"""The guestbook: signed by anyone, tidied by the owner."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Query, Request
from starlette.responses import Response

from services.api.addresses import absolute
from services.api.body import Json
from services.api.deps import (
    ANYBODY,
    MAYBE_OWNER,
    OwnerDep,
    ServicesDep,
    SettingsDep,
    is_owner,
)
from services.api.errors import documented
from services.api.listing import Moment, Reading, reading_of
from services.api.schemas.guestbook import (
    NewSignature,
    OwnSignature,
    SignatureDeleted,
    SignaturePage,
    SignatureSchema,
    Visibility,
)
from services.errors import (
    FileNotFound,
    Forbidden,
    SignatureNotFound,
    StorageFull,
    StorageUnavailable,
    Unauthorized,
)
from services.guard.picture_room import Share
from services.models.records import (
    SIGNATURES_SORTED_BY,
    Signature,
    SignatureFilter,
)

router = APIRouter(tags=["guestbook"])

MOST_OFFSET = 1_000_000
OWNER_ERRORS = (Unauthorized, Forbidden, SignatureNotFound)
SignaturePath = Annotated[str, Path(max_length=100)]
Limit = Annotated[int, Query(ge=1, le=100)]
Offset = Annotated[int, Query(ge=0, le=MOST_OFFSET)]
SignaturesReading = Annotated[
    Reading,
    reading_of(
        fields=tuple(SignatureSchema.model_fields),
        sortable=SIGNATURES_SORTED_BY,
        first="-timestamp",
    ),
]
PICTURES: dict[str, Any] = {"image/png": {}, "image/jpeg": {}, "image/webp": {}}
PICTURE_HEADERS = {
    "cache-control": "public, max-age=31536000, immutable",
    "cross-origin-resource-policy": "cross-origin",
}
"""Pages of other origins show the guestbook's pictures."""
HIDDEN_HEADERS = {"cache-control": "no-store"}
KeyHeader = Annotated[
    str | None,
    Header(
        description="Sent again with the same key, a signature is kept once.",
        json_schema_extra={"pattern": r"^[\x21-\x7e]{1,255}$"},
    ),
]


async def picture_room(services: ServicesDep) -> AsyncIterator[Share]:
    """Held until the last byte is sent: until then the page is in memory."""
    with services.guestbook.room.taken() as share:
        yield share


RoomDep = Annotated[Share, Depends(picture_room)]


class Wall:
    """Shapes signatures for whoever asks."""

    def __init__(self, request: Request, settings: SettingsDep, room: RoomDep) -> None:
        self.room = room
        self._home = absolute(request, "/api/guestbook", settings.trusted_proxies)

    def shown(self, page: Sequence[Signature]) -> list[dict[str, str]]:
        self.room.keep(sum(len(signature.image) for signature in page))
        return [self.one(signature) for signature in page]

    def one(self, signature: Signature) -> dict[str, str]:
        image = signature.image
        if signature.picture_left_out:
            image = f"{self._home}/{signature.id}/picture"
        return {
            "id": signature.id,
            "name": signature.name,
            "emoji": signature.emoji,
            "image": image,
            "timestamp": signature.timestamp.isoformat(),
        }


WallDep = Annotated[Wall, Depends(Wall)]


@router.get(
    "/api/guestbook",
    summary="Read the guestbook",
    description="Newest first, unless `sort` says otherwise; a page has exactly "
    "`limit` signatures while there are. "
    "`image` is a data URL while the page is under 2 MB, then the picture's address.",
    response_model=SignaturePage,
    responses=documented(StorageUnavailable),
)
async def read(
    services: ServicesDep,
    wall: WallDep,
    reading: SignaturesReading,
    limit: Limit = 20,
    offset: Offset = 0,
    since: Moment = None,
    until: Moment = None,
) -> Json:
    page = await services.guestbook.store.page(
        limit=limit,
        offset=offset,
        matching=SignatureFilter(since=since, until=until, order=reading.order),
        pictures=wall.room.size if reading.wants("image") else 0,
    )
    return Json({"signatures": reading.shown(wall.shown(page))})


@router.get(
    "/api/guestbook/{signature_id}/picture",
    summary="Fetch a drawing",
    description="The picture itself, which never changes. A hidden one is the owner's.",
    response_class=Response,
    responses={200: {"content": PICTURES}, **documented(FileNotFound)},
    dependencies=MAYBE_OWNER,
    openapi_extra=ANYBODY,
)
async def picture(
    request: Request, services: ServicesDep, signature_id: SignaturePath
) -> Response:
    found = await services.guestbook.picture(signature_id)
    if found.hidden and not is_owner(request, services):
        raise FileNotFound
    headers = HIDDEN_HEADERS if found.hidden else PICTURE_HEADERS
    return Response(found.data, headers=headers, media_type=found.media_type)


@router.post(
    "/api/guestbook",
    summary="Sign the guestbook",
    description="The drawing is decoded and encoded anew; the same signature sent "
    "again is kept once.",
    response_model=SignatureSchema,
    responses=documented(StorageFull, StorageUnavailable),
)
async def sign(
    request: Request,
    services: ServicesDep,
    wall: WallDep,
    signed: NewSignature,
    idempotency_key: KeyHeader = None,
) -> Json:
    signature = await services.guestbook.sign(
        name=signed.name,
        emoji=signed.emoji,
        image=signed.image,
        visitor=request.state.visitor,
        idempotency_key=idempotency_key,
    )
    return Json(wall.one(signature))


@router.patch(
    "/api/guestbook/{signature_id}",
    summary="Hide a signature, or show it again",
    description="For the owner.",
    response_model=OwnSignature,
    responses=documented(*OWNER_ERRORS, StorageFull, StorageUnavailable),
    dependencies=[OwnerDep],
)
async def hide(
    services: ServicesDep,
    wall: WallDep,
    signature_id: SignaturePath,
    wanted: Visibility,
) -> Json:
    signature = await services.guestbook.store.set_hidden(signature_id, wanted.hidden)
    return Json({**wall.one(signature), "hidden": signature.hidden})


@router.delete(
    "/api/guestbook/{signature_id}",
    summary="Delete a signature",
    description="For the owner; it is gone for good.",
    response_model=SignatureDeleted,
    responses=documented(*OWNER_ERRORS, StorageFull, StorageUnavailable),
    dependencies=[OwnerDep],
)
async def delete(services: ServicesDep, signature_id: SignaturePath) -> Json:
    await services.guestbook.store.delete(signature_id)
    return Json({"message": "The signature is deleted."})

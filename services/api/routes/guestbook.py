"""The guestbook: signed by anyone, tidied by the owner."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Request

from services.api.body import Json
from services.api.deps import OwnerDep, ServicesDep
from services.api.errors import documented
from services.api.schemas.guestbook import (
    NewSignature,
    OwnSignature,
    SignatureDeleted,
    SignaturePage,
    SignatureSchema,
    Visibility,
)
from services.errors import (
    Forbidden,
    SignatureNotFound,
    StorageFull,
    StorageUnavailable,
    Unauthorized,
)
from services.models.records import Signature

router = APIRouter(tags=["guestbook"])

MOST_OFFSET = 1_000_000
OWNER_ERRORS = (Unauthorized, Forbidden, SignatureNotFound)
SignaturePath = Annotated[str, Path(max_length=100)]
Limit = Annotated[int, Query(ge=1, le=100)]
Offset = Annotated[int, Query(ge=0, le=MOST_OFFSET)]
KeyHeader = Annotated[
    str | None,
    Header(
        description="Sent again with the same key, a signature is kept once.",
        json_schema_extra={"pattern": r"^[\x21-\x7e]{1,255}$"},
    ),
]


@router.get(
    "/api/guestbook",
    summary="Read the guestbook",
    description="Newest first; a page has exactly `limit` signatures while there are.",
    response_model=SignaturePage,
    responses=documented(StorageUnavailable),
)
async def read(services: ServicesDep, limit: Limit = 20, offset: Offset = 0) -> Json:
    page = await services.guestbook.store.page(limit=limit, offset=offset)
    return Json({"signatures": [shown(signature) for signature in page]})


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
    return Json(shown(signature))


@router.patch(
    "/api/guestbook/{signature_id}",
    summary="Hide a signature, or show it again",
    description="For the owner.",
    response_model=OwnSignature,
    responses=documented(*OWNER_ERRORS, StorageFull, StorageUnavailable),
    dependencies=[OwnerDep],
)
async def hide(
    services: ServicesDep, signature_id: SignaturePath, wanted: Visibility
) -> Json:
    signature = await services.guestbook.store.set_hidden(signature_id, wanted.hidden)
    return Json({**shown(signature), "hidden": signature.hidden})


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


def shown(signature: Signature) -> dict[str, str]:
    return {
        "id": signature.id,
        "name": signature.name,
        "emoji": signature.emoji,
        "image": signature.image,
        "timestamp": signature.timestamp.isoformat(),
    }

"""A drawing as it may be kept: small, and nothing in it but what one sees."""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from services.errors import InvalidInput, PayloadTooLarge
from services.pictures.decoding import FORMATS, NotAPicture, decoded
from services.pictures.outline import is_small

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

LONGEST_DATA_URL = 700_000
"""As it is sent; honest drawings reach 290 kB."""
LARGEST_KEPT_BYTES = 100_000
"""As it is kept. A page may show a hundred of them."""
LONGEST_KEPT_SIDE = 1_024
QUALITIES = (85, 60)
SCALES = (1, 2, 4, 8, 16)
"""A side is divided by these in turn; noise of 64 by 64 pixels takes 5 kB."""
DATA_URL = re.compile(
    r"data:(image/(?:png|jpeg|webp));base64,([A-Za-z0-9+/]+={0,2})", re.ASCII
)
_NOT_A_PICTURE = "The image is no PNG, JPEG or WebP picture of a sane size."


def picture_bytes(data_url: str) -> bytes:
    """What a data URL carries; raise InvalidInput for every other address."""
    if len(data_url) > LONGEST_DATA_URL:
        raise PayloadTooLarge("The image is too large.")
    match = DATA_URL.fullmatch(data_url)
    if match is None:
        raise InvalidInput("The image has to be a base64 data URL: PNG, JPEG or WebP.")
    try:
        return base64.b64decode(match[2], validate=True)
    except binascii.Error as error:
        raise InvalidInput("The image is not valid base64.") from error


def media_type_of(data_url: str) -> str:
    """The type that a data URL of ours names."""
    match = DATA_URL.fullmatch(data_url)
    return match[1] if match else "application/octet-stream"


def clean_picture(data: bytes) -> tuple[str, bytes]:
    """Decode and encode anew: media type and bytes. Burns CPU; call it off the loop.

    Metadata, trailing data, further frames and colour profiles are gone after it.
    """
    try:
        kind, pixels = decoded(data, is_small)
    except NotAPicture as error:
        raise InvalidInput(_NOT_A_PICTURE) from error
    for kept_kind, encoded in _encodings(_fresh(pixels), kind):
        if len(encoded) <= LARGEST_KEPT_BYTES:
            return f"image/{FORMATS[kept_kind]}", encoded
    raise PayloadTooLarge("The image is too large.")


def data_url(media_type: str, data: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"


def _fresh(pixels: PillowImage) -> PillowImage:
    """A new image of the same pixels, no side longer than it may be kept."""
    from PIL import Image

    fresh = Image.new(pixels.mode, pixels.size)
    fresh.paste(pixels)
    fresh.thumbnail((LONGEST_KEPT_SIDE, LONGEST_KEPT_SIDE))
    return fresh


def _encodings(pixels: PillowImage, kind: str) -> Iterator[tuple[str, bytes]]:
    """From the one closest to what was drawn to the smallest."""
    if kind == "PNG":
        yield "PNG", _saved(pixels, "PNG", compress_level=6)
    lossy = "JPEG" if kind == "JPEG" else "WEBP"
    for scale in SCALES:
        smaller = pixels.reduce(scale) if scale > 1 else pixels
        for quality in QUALITIES:
            yield lossy, _saved(smaller, lossy, quality=quality)


def _saved(pixels: PillowImage, kind: str, **options: int) -> bytes:
    out = io.BytesIO()
    pixels.save(out, kind, **options)
    return out.getvalue()

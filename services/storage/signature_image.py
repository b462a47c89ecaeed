"""A drawing as it may be kept: its pixels, and nothing else the sender put there."""

from __future__ import annotations

import base64
import binascii
import io
import re
import warnings
from typing import TYPE_CHECKING

from services.errors import InvalidInput, PayloadTooLarge

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

LONGEST_DATA_URL = 700_000
"""Honest drawings reach 290 kB."""
LONGEST_SIDE = 4_096
MOST_PIXELS = 4_000_000
FORMATS = {"PNG": "png", "JPEG": "jpeg", "WEBP": "webp"}
_DATA_URL = re.compile(
    r"data:image/(?:png|jpeg|webp);base64,([A-Za-z0-9+/]+={0,2})", re.ASCII
)
_NOT_A_PICTURE = "The image is no PNG, JPEG or WebP picture of a sane size."


def picture_bytes(data_url: str) -> bytes:
    """What a data URL carries; raise InvalidInput for every other address."""
    if len(data_url) > LONGEST_DATA_URL:
        raise PayloadTooLarge("The image is too large.")
    match = _DATA_URL.fullmatch(data_url)
    if match is None:
        raise InvalidInput("The image has to be a base64 data URL: PNG, JPEG or WebP.")
    try:
        return base64.b64decode(match[1], validate=True)
    except binascii.Error as error:
        raise InvalidInput("The image is not valid base64.") from error


def clean_picture(data: bytes) -> tuple[str, bytes]:
    """Decode and encode anew: media type and bytes. Burns CPU; call it off the loop.

    Metadata, trailing data, further frames and colour profiles are gone after it. The
    dimensions are read, and refused, before a single pixel is unpacked.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=tuple(FORMATS)) as picture:
                width, height = picture.size
                if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
                    raise InvalidInput(_NOT_A_PICTURE)
                picture.load()
                kind = str(picture.format)
                pixels = picture.convert("RGB" if kind == "JPEG" else "RGBA")
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
    ) as error:
        # Pillow's decoders raise all of these for damaged or hostile files.
        raise InvalidInput(_NOT_A_PICTURE) from error
    return f"image/{FORMATS[kind]}", _encoded(pixels, kind)


def data_url(media_type: str, data: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"


def _encoded(pixels: PillowImage, kind: str) -> bytes:
    from PIL import Image

    fresh = Image.new(pixels.mode, pixels.size)
    fresh.paste(pixels)
    out = io.BytesIO()
    if kind == "JPEG":
        fresh.save(out, "JPEG", quality=90)
    elif kind == "WEBP":
        fresh.save(out, "WEBP", quality=90, method=2)
    else:
        fresh.save(out, "PNG", compress_level=6)
    return out.getvalue()

"""The owner's photo as the page shows it: a small square."""

from __future__ import annotations

import base64
import binascii
import io
import re

from services.models.page import Photo, digest_of
from services.pictures.decoding import NotAPicture, decoded
from services.pictures.outline import Sides

MOST_BYTES = 8_000_000
LONGEST_SIDE = 8_192
MOST_PIXELS = 24_000_000
"""As telephones take them; a larger one takes a second to unpack."""
SIDE = 384
"""Pixels of the square that is served: a face of 128 on the sharpest screens."""
HIGHER = 0.4
"""Where the square is cut from a tall picture: faces are above the middle."""
QUALITIES = (82, 50, 20)
LARGEST_SERVED_BYTES = 40_000
DATA_URL = re.compile(r"data:[\w/+.;=-]{0,80};base64,([A-Za-z0-9+/\s]+={0,2})\s*")
NONE = "is no PNG, JPEG or WebP picture"
TOO_LARGE = (
    f"is larger than {MOST_BYTES // 1_000_000} MB or {MOST_PIXELS // 1_000_000} "
    "million pixels"
)


def is_bearable(sides: Sides) -> bool:
    width, height = sides
    return max(sides) <= LONGEST_SIDE and 0 < width * height <= MOST_PIXELS


def data_of(url: str) -> bytes:
    """What a data URI carries; raise ValueError, saying why, for one that is none."""
    match = DATA_URL.fullmatch(url)
    if match is None:
        raise ValueError("is no data URI in base64")
    try:
        return base64.b64decode("".join(match[1].split()), validate=True)
    except binascii.Error as error:
        raise ValueError("is no data URI in base64") from error


def photo_of(data: bytes) -> Photo:
    """The photo to serve, made of these bytes; raise ValueError saying what is wrong.

    It takes up to a second of a core: call it off the loop.
    """
    if len(data) > MOST_BYTES:
        raise ValueError(TOO_LARGE)
    sizes: list[Sides] = []

    def look(sides: Sides) -> bool:
        sizes.append(sides)
        return is_bearable(sides)

    try:
        _, pixels = decoded(data, look, near=SIDE)
    except NotAPicture as error:
        is_giant = any(not is_bearable(sides) for sides in sizes)
        raise ValueError(TOO_LARGE if is_giant else NONE) from error
    from PIL import Image, ImageOps

    side = min(SIDE, *pixels.size)
    square = Image.new(pixels.mode, (side, side))
    square.paste(ImageOps.fit(pixels, (side, side), centering=(0.5, HIGHER)))
    served = b""
    for quality in QUALITIES:
        out = io.BytesIO()
        square.save(out, "WEBP", quality=quality)
        served = out.getvalue()
        if len(served) <= LARGEST_SERVED_BYTES:
            break
    return Photo(served, "image/webp", digest_of(served))

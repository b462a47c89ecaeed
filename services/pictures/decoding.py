"""A picture that somebody sent, unpacked only once it is known not to be a giant."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING

from services.pictures.outline import Sides, has_few_scans

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

FORMATS = {"PNG": "png", "JPEG": "jpeg", "WEBP": "webp"}
"""Pillow's name of each kind that is read, and its media type's."""


class NotAPicture(ValueError):
    """Bytes that are no picture of these kinds, or one of no sane size."""


def decoded(
    data: bytes, is_bearable: Callable[[Sides], bool], *, near: int = 0
) -> tuple[str, PillowImage]:
    """Its kind and its pixels, RGB of a JPEG, else RGBA; raise NotAPicture.

    The dimensions and the number of scans are read, and refused, before a single pixel
    is unpacked: both say how much work that would be. Where sides `near` a number are
    enough, a JPEG is unpacked no larger than that needs, and turned upright.
    """
    from PIL import Image, UnidentifiedImageError

    if not has_few_scans(data):
        raise NotAPicture
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=tuple(FORMATS)) as picture:
                if not is_bearable(picture.size):
                    raise NotAPicture
                return str(picture.format), _pixels(picture, near)
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
        raise NotAPicture from error


def _pixels(picture: PillowImage, near: int) -> PillowImage:
    from PIL import ImageOps

    if near:
        picture.draft("RGB", (near, near))
    picture.load()
    pixels = picture.convert("RGB" if picture.format == "JPEG" else "RGBA")
    return ImageOps.exif_transpose(pixels) if near else pixels

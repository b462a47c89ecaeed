"""The page's icon for a home screen: the owner's initials, drawn."""

from __future__ import annotations

import re
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

GROUND, INK = "#0b6470", "#ffffff"
MOST_INITIALS = 2
DRAWN = re.compile(r"[A-ZÀ-ÖØ-Þ]")
"""Letters of the one font that is always at hand."""
ROUND, WHOLE = 0.46, 0.30
"""How high letters stand: in a circle of their own, and where a system may cut off all
but a circle of 80 %."""
FINER = 4
"""Drawn larger by this, edges are smooth when it is made smaller."""
ICONS_KEPT = 16


def initials(name: str) -> str:
    """First letters of the first and last name; empty where they cannot be drawn."""
    parts = name.split()
    letters = [part[0].upper() for part in (parts[:1] + parts[1:][-1:])]
    drawable = all(DRAWN.fullmatch(letter) for letter in letters)
    return "".join(letters[:MOST_INITIALS]) if drawable else ""


@lru_cache(ICONS_KEPT)
def icon(letters: str, size: int, *, maskable: bool) -> bytes:
    """A PNG of `size` pixels with these letters, or with a microphone for none."""
    from PIL import Image, ImageDraw

    side = size * FINER
    image = Image.new("RGBA", (side, side), GROUND if maskable else (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    if not maskable:
        pen.ellipse((0, 0, side - 1, side - 1), fill=GROUND)
    height = side * (WHOLE if maskable else ROUND)
    if letters:
        middle = (side / 2, side / 2)
        pen.text(middle, letters, fill=INK, font=_font(height), anchor="mm")
    else:
        _microphone(pen, side / 2, height / 2)
    made = BytesIO()
    image.resize((size, size), Image.Resampling.LANCZOS).save(made, "PNG", optimize=True)
    return made.getvalue()


def _font(height: float) -> FreeTypeFont:
    from PIL import ImageFont

    font = ImageFont.load_default(height)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise TypeError("Pillow was built without FreeType")
    return font


def _microphone(pen: ImageDraw, middle: float, reach: float) -> None:
    """The sign of web/icon.svg, `reach` high to each side of the middle."""
    thick = round(reach * 0.2)

    def box(left: float, top: float, right: float, bottom: float) -> list[float]:
        return [middle + reach * part for part in (left, top, right, bottom)]

    pen.rounded_rectangle(
        box(-0.35, -1, 0.35, 0.25), radius=reach * 0.35, outline=INK, width=thick
    )
    pen.arc(box(-0.75, -0.8, 0.75, 0.7), 0, 180, fill=INK, width=thick)
    pen.line(box(0, 0.65, 0, 1), fill=INK, width=thick)

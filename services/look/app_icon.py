"""The page's icon on a home screen: the initials on the accent, drawn."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from services.look.colours import tones
from services.look.icon import DEFAULT_ACCENT

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw as Pen

WHITE = "#ffffff"
LETTERS = {1: 0.56, 2: 0.44}
"""How high letters stand, as a share of the side."""
SAFE = 0.72
"""Smaller by this, where a system may cut off all but a circle of 80 %."""
MICROPHONE = 0.32
"""Half of its height, as a share of the side."""
FINER = 3
"""Drawn larger by this, edges are smooth when it is made smaller."""


def app_icon(letters: str, accent: str, size: int, *, maskable: bool) -> bytes:
    """A PNG of `size` pixels with these letters, or with a microphone for none.

    It takes some hundredths of a second of a core: call it off the loop.
    """
    from PIL import Image, ImageDraw

    side, ground = size * FINER, tones(accent or DEFAULT_ACCENT).light
    image = Image.new("RGBA", (side, side), ground if maskable else (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    if not maskable:
        pen.ellipse((0, 0, side - 1, side - 1), fill=ground)
    scale = side * (SAFE if maskable else 1.0)
    if not _letters(pen, letters, side / 2, scale):
        _microphone(pen, side / 2, scale * MICROPHONE)
    out = io.BytesIO()
    image.resize((size, size), Image.Resampling.BOX).save(out, "PNG")
    return out.getvalue()


def _letters(pen: Pen, letters: str, middle: float, scale: float) -> bool:
    """Whether the letters were drawn in the middle: a font of this machine has them."""
    from PIL import ImageFont

    from services.look.fonts import BOLD, font_for

    path = font_for(letters, BOLD) if letters else None
    if path is None:
        return False
    font = ImageFont.truetype(path, round(scale * LETTERS[min(2, len(letters))]))
    pen.text((middle, middle), letters, WHITE, font, anchor="mm")
    return True


def _microphone(pen: Pen, middle: float, reach: float) -> None:
    """The sign of web/icon.svg, `reach` high to each side of the middle."""
    thick = round(reach * 0.2)

    def box(left: float, top: float, right: float, bottom: float) -> list[float]:
        return [middle + reach * part for part in (left, top, right, bottom)]

    capsule = box(-0.35, -1, 0.35, 0.25)
    pen.rounded_rectangle(capsule, reach * 0.35, outline=WHITE, width=thick)
    pen.arc(box(-0.75, -0.8, 0.75, 0.7), 0, 180, WHITE, thick)
    pen.line(box(0, 0.65, 0, 1), WHITE, thick)

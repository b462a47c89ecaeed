"""The picture that a link to the page is shown with: who it is, drawn once."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from services.look.colours import mixed, rgb_of, tones
from services.look.icon import DEFAULT_ACCENT

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageDraw import ImageDraw as Pen

    from services.look.lines import Block, Size

SIZE = (1200, 630)
"""What networks and messengers show without cutting it."""
DRAWING = 1
"""Raised with each change of the drawing, so that its address changes, too."""
MARGIN = 84
FACE = 320
GAP = 64
RING = 10
SMOOTH = 4
"""Circles are drawn this many times larger, and made small again."""
GROUND, INK, SOFT, WHITE = "#faf8f4", "#1b2430", "#56606e", "#ffffff"
NAME_SIZES = ((82, 2), (74, 2), (66, 2), (58, 2), (52, 3), (46, 3), (40, 3))
HEADLINE_SIZES = ((38, 2), (34, 3), (31, 3), (28, 3))
GREETING_SIZES = ((30, 1), (27, 1), (24, 1), (22, 1))
INITIALS = {1: 168, 2: 132}
BAND = 14
PILL = (34, 17)
"""What is around the greeting, across and down."""


@dataclass(frozen=True, slots=True)
class CardText:
    """What stands on a card."""

    name: str
    headline: str
    greeting: str
    initials: str


def drawn(text: CardText, accent: str, photo: bytes) -> bytes:
    """The card as a PNG; with `photo`, or the initials where that is empty.

    It takes some hundredths of a second of a core: call it off the loop.
    """
    from PIL import Image, ImageDraw

    found = tones(accent or DEFAULT_ACCENT)
    card = Image.new("RGB", SIZE, GROUND)
    pen = ImageDraw.Draw(card)
    pen.rectangle((0, SIZE[1] - BAND, *SIZE), fill=found.light)
    face = _face(text, found.light, photo)
    place = (SIZE[0] - MARGIN - FACE, (SIZE[1] - BAND - FACE) // 2)
    card.paste(face, place, face)
    width = SIZE[0] - 2 * MARGIN - FACE - GAP
    _write(pen, text, width, found.light)
    out = io.BytesIO()
    card.save(out, "PNG", optimize=True)
    return out.getvalue()


def _write(pen: Pen, text: CardText, width: int, accent: str) -> None:
    """Name, headline and greeting, one below the other, in the middle of the height."""
    from services.look.fonts import BOLD, REGULAR

    inner = width - 2 * PILL[0]
    name = _block(text.name, BOLD, NAME_SIZES, width, 1.16)
    headline = _block(text.headline, REGULAR, HEADLINE_SIZES, width, 1.36)
    greeting = _block(text.greeting, BOLD, GREETING_SIZES, inner, 1.2)
    shown = [(name, INK, 26), (headline, SOFT, 40)]
    height = sum(block.height + space for block, _, space in shown if block)
    height += greeting.height + 2 * PILL[1] if greeting else 0
    top = max(MARGIN // 2, (SIZE[1] - BAND - height) // 2)
    for block, colour, space in shown:
        if block is not None:
            top = _lines(pen, block, (MARGIN, top), colour) + space
    if greeting is not None:
        _pill(pen, greeting, top, accent)


def _pill(pen: Pen, greeting: Block, top: int, accent: str) -> None:
    across, down = PILL
    right = MARGIN + 2 * across + round(greeting.font.getlength(greeting.lines[0]))
    bottom = top + greeting.height + 2 * down
    pen.rounded_rectangle((MARGIN, top, right, bottom), (bottom - top) // 2, accent)
    _lines(pen, greeting, (MARGIN + across, top + down), WHITE)


def _block(
    text: str, ours: Path, sizes: Sequence[Size], width: int, leading: float
) -> Block | None:
    """The text as it fits; None where it is empty, or no font could draw it."""
    from services.look.fonts import font_for
    from services.look.lines import MOST_SIGNS, fitted

    path = font_for(text[:MOST_SIGNS], ours) if text.strip() else None
    if path is None:
        return None
    return fitted(text, path, sizes, width=width, leading=leading)


def _lines(pen: Pen, block: Block, at: tuple[int, int], colour: str) -> int:
    """Draw the lines from a place on; where they end."""
    left, top = at
    for line in block.lines:
        middle = top + block.leading // 2
        pen.text((left, middle), line, colour, block.font, anchor="lm")
        top += block.leading
    return top


def _face(text: CardText, accent: str, photo: bytes) -> Picture:
    """A round face with a ring: the photo, else the initials, else a microphone."""
    from PIL import Image, ImageOps

    whole = Image.new("RGBA", (FACE, FACE))
    whole.paste(Image.new("RGBA", (FACE, FACE), _tint(accent)), mask=_disc(FACE))
    inner = FACE - 2 * RING
    if photo:
        with Image.open(io.BytesIO(photo), formats=("WEBP",)) as opened:
            shown = ImageOps.fit(opened.convert("RGBA"), (inner, inner))
        plain = Image.new("RGBA", (inner, inner), WHITE)
        plain.alpha_composite(shown)
    else:
        plain = Image.new("RGBA", (inner, inner), accent)
        _sign(plain, text.initials)
    whole.paste(plain, (RING, RING), _disc(inner))
    return whole


def _sign(plain: Picture, letters: str) -> None:
    """Draw the initials in the middle; a microphone where they cannot be drawn."""
    from PIL import ImageDraw

    pen, middle = ImageDraw.Draw(plain), plain.width // 2
    block = _initials(letters)
    if block is not None:
        pen.text((middle, middle), block.lines[0], WHITE, block.font, anchor="mm")
        return
    pen.rounded_rectangle((middle - 34, 64, middle + 34, 176), 34, WHITE)
    pen.arc((middle - 64, 84, middle + 64, 212), 0, 180, WHITE, 14)
    pen.line((middle, 208, middle, 240), WHITE, 14)


def _initials(letters: str) -> Block | None:
    from services.look.fonts import BOLD

    size = INITIALS[min(2, max(1, len(letters)))]
    return _block(letters, BOLD, ((size, 1),), FACE, 1.0)


def _disc(side: int) -> Picture:
    """A mask in the form of a circle."""
    from PIL import Image, ImageDraw

    large = Image.new("L", (side * SMOOTH, side * SMOOTH))
    ImageDraw.Draw(large).ellipse((0, 0, *large.size), 255)
    return large.resize((side, side))


def _tint(accent: str) -> tuple[int, int, int, int]:
    """The ring: a breath of the accent on the ground."""
    red, green, blue = mixed(rgb_of(GROUND), rgb_of(accent), 0.22)
    return round(red * 255), round(green * 255), round(blue * 255), 255

"""Fonts to draw a text with: ours, or one of this machine's that has all its signs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont
from PIL.ImageFont import FreeTypeFont, Layout

FONTS = Path(__file__).parent.parent / "web" / "fonts"
REGULAR = FONTS / "literata-5.3.0-400.ttf"
BOLD = FONTS / "literata-5.3.0-600.ttf"
SYSTEM = (
    *("/usr/share/fonts", "/usr/local/share/fonts"),
    *("/System/Library/Fonts", "/Library/Fonts", "C:/Windows/Fonts"),
)
USUAL = re.compile(
    r"(?:Noto|DejaVu|FreeS|Droid|Liberation|WenQuanYi|wqy|Unifont|unifont|PingFang"
    r"|Hiragino|AppleSDGothic|Arial ?Unicode|GeezaPro|msyh|meiryo|malgun|arial|segoeui)"
    r"(?!.*(?:Mono|Italic|Oblique|Emoji|Symbol|Math|Condensed)).*\.(?:ttf|otf|ttc)"
)
"""Names of fonts that hold many scripts, or one that ours does not."""
MOST_LOOKED_AT = 5_000
MOST_TRIED = 250
TRIED_SIZE = 24
NOTHING = "\U0010fffe"
"""No font has it: what is drawn for it is drawn for everything that is missing."""
UNSEEN = ("C", "Z", "M")
"""Categories of signs that are seen beside others only."""


def font_for(text: str, ours: Path) -> Path | None:
    """A font that has every sign of a text; None where this machine has no such one."""
    signs = frozenset(c for c in text if unicodedata.category(c)[0] not in UNSEEN)
    if _has(ours, signs):
        return ours
    others = sorted(_usual(), key=lambda path: ("Bold" in path.stem) != (ours == BOLD))
    return next((path for path in others if _has(path, signs)), None)


@lru_cache(1)
def _usual() -> tuple[Path, ...]:
    """Fonts of this machine, in a steady order; looked for once."""
    found = [path for folder in SYSTEM for path in _files(Path(folder))]
    return tuple(sorted(found)[:MOST_TRIED])


def _files(folder: Path) -> Iterator[Path]:
    for count, path in enumerate(folder.rglob("*")):
        if count >= MOST_LOOKED_AT:
            return
        if USUAL.fullmatch(path.name):
            yield path


def _has(path: Path, signs: frozenset[str]) -> bool:
    try:
        font = ImageFont.truetype(path, TRIED_SIZE, layout_engine=Layout.BASIC)
    except OSError:
        return False
    missing = _drawn(font, NOTHING)
    return all(_drawn(font, sign) != missing for sign in signs)


def _drawn(font: FreeTypeFont, sign: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(sign, "L")
    return mask.size, bytes(mask)

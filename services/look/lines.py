"""A text broken into lines that fit, at the largest size at which they do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import ImageFont
from PIL.ImageFont import FreeTypeFont

Size = tuple[int, int]
"""Pixels, and how many lines there may be."""
MOST_SIGNS = 240
"""What is longer fits at no size, and is cut before it is measured."""
MORE = "…"


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one size; `leading` is from one line to the next."""

    font: FreeTypeFont
    lines: tuple[str, ...]
    leading: int

    @property
    def height(self) -> int:
        return self.leading * len(self.lines)


def fitted(
    text: str, path: Path, sizes: Sequence[Size], *, width: int, leading: float
) -> Block:
    """The text at the first of `sizes` at which so many lines hold it.

    At the last one, what is too much is left out, and said to be.
    """
    whole = " ".join(text.split())
    words = whole[:MOST_SIGNS]
    for size, most in sizes:
        font = ImageFont.truetype(path, size)
        lines = _broken(words, font, width)
        if len(lines) <= most:
            break
    if len(lines) > most or words != whole:
        last = min(most, len(lines)) - 1
        lines = [*lines[:last], _cut(lines[last], font, width)]
    return Block(font, tuple(lines), round(size * leading))


def _broken(words: str, font: FreeTypeFont, width: int) -> list[str]:
    """Lines no wider than `width`, broken at spaces where there are some."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width:
            lines[-1] = longer
            continue
        pieces = _pieces(word, font, width)
        lines = [*filter(None, lines), *pieces]
    return [line for line in lines if line]


def _pieces(word: str, font: FreeTypeFont, width: int) -> list[str]:
    """A word that may be wider than a line, in parts that are not."""
    pieces = [""]
    for sign in word:
        if pieces[-1] and font.getlength(pieces[-1] + sign) > width:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def _cut(line: str, font: FreeTypeFont, width: int) -> str:
    """A line with the sign that there was more."""
    while line and font.getlength(line + MORE) > width:
        line = line[:-1]
    return line.rstrip(" ,.;|–-") + MORE

"""What the bytes of a picture say of its size, before a pixel of it is unpacked.

`supabase_schema.sql` reads the same places; a test compares the two.
"""

from __future__ import annotations

import struct

Sides = tuple[int, int]

LONGEST_SIDE = 4_096
MOST_PIXELS = 4_000_000
MOST_SCANS = 64
"""Encoders write about ten; each costs a pass over every pixel, however short it is."""
START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
WITHOUT_LENGTH = frozenset((0x01, *range(0xD0, 0xD8)))
PIXELS_FOLLOW = (0xD9, 0xDA)


def is_sane(data: bytes) -> bool:
    """Whether a picture names its sides where its kind does, and is not much work."""
    sides = sides_of(data)
    return sides is not None and is_small(sides) and has_few_scans(data)


def is_small(sides: Sides) -> bool:
    """Whether there are pixels, and not so many that a page would wait for them."""
    width, height = sides
    return max(sides) <= LONGEST_SIDE and 0 < width * height <= MOST_PIXELS


def has_few_scans(data: bytes) -> bool:
    """Whether a JPEG is drawn in no more passes than an encoder would write.

    Nothing that is drawn holds the two bytes of the marker: it would be escaped.
    """
    return data[:2] != b"\xff\xd8" or data.count(b"\xff\xda") <= MOST_SCANS


def sides_of(data: bytes) -> Sides | None:
    """Width and height as the head of a PNG, JPEG or WebP names them."""
    try:
        if data[:8] == b"\x89PNG\r\n\x1a\n" and data[12:16] == b"IHDR":
            return _pair(struct.unpack_from(">II", data, 16))
        if data[:2] == b"\xff\xd8":
            return _of_jpeg(data)
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _of_webp(data)
    except (struct.error, IndexError):
        return None
    return None


def _of_jpeg(data: bytes) -> Sides | None:
    """From the frame's header, past the segments before it."""
    place = 2
    while data[place] == 0xFF:
        marker = data[place + 1]
        if marker in START_OF_FRAME:
            height, width = struct.unpack_from(">HH", data, place + 5)
            return width, height
        if marker in PIXELS_FOLLOW:
            return None
        place += _length(data, place, marker)
    return None


def _length(data: bytes, place: int, marker: int) -> int:
    """How far it is from a marker to the next one; a marker may be padded."""
    if marker == 0xFF:
        return 1
    if marker in WITHOUT_LENGTH:
        return 2
    return 2 + int.from_bytes(data[place + 2 : place + 4], "big")


def _of_webp(data: bytes) -> Sides | None:
    """From the first chunk, which is one of three."""
    kind = data[12:16]
    if kind == b"VP8X":
        return _three(data, 24) + 1, _three(data, 27) + 1
    if kind == b"VP8L" and data[20] == 0x2F:
        bits: int = struct.unpack_from("<I", data, 21)[0]
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    return None


def _three(data: bytes, place: int) -> int:
    """A number of three bytes, the least first."""
    return data[place] + (data[place + 1] << 8) + (data[place + 2] << 16)


def _pair(numbers: tuple[int, ...]) -> Sides:
    width, height = numbers
    return width, height

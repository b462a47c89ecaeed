"""The chunks of one recording, put together as if it had come at once."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from services.errors import InvalidAudio

RIFF_HEADER_BYTES = 12
PART_HEADER = struct.Struct("<4sI")
MIXED = "The chunks are WAV files of different kinds."


def put_together(chunks: Sequence[bytes]) -> bytes:
    """The bytes of the whole recording.

    Chunks are pieces of one file, as browsers record it, or each a WAV file of its own.
    Raise InvalidAudio where those differ in rate, channels or width.
    """
    chunks = [chunk for chunk in chunks if chunk]
    if len(chunks) < 2 or not all(map(is_wav, chunks)):
        return b"".join(chunks)
    found = [parts_of(chunk) for chunk in chunks]
    forms = {form for form, _ in found}
    if len(forms) > 1:
        raise InvalidAudio(MIXED)
    sound = b"".join(samples for _, samples in found)
    parts = part(b"fmt ", forms.pop()) + part(b"data", sound)
    return part(b"RIFF", b"WAVE" + parts)


def is_wav(chunk: bytes) -> bool:
    """Whether it begins as a WAV file does."""
    return chunk[:4] == b"RIFF" and chunk[8:RIFF_HEADER_BYTES] == b"WAVE"


def parts_of(wav: bytes) -> tuple[bytes, bytes]:
    """Its form and its samples; a length that is not true counts as far as it is."""
    found: dict[bytes, bytes] = {}
    start = RIFF_HEADER_BYTES
    while start + PART_HEADER.size <= len(wav):
        name, size = PART_HEADER.unpack_from(wav, start)
        start += PART_HEADER.size
        found.setdefault(name, wav[start : start + size])
        start += size + size % 2
    return found.get(b"fmt ", b""), found.get(b"data", b"")


def part(name: bytes, content: bytes) -> bytes:
    padding = bytes(len(content) % 2)
    return PART_HEADER.pack(name, len(content)) + content + padding

"""MP4 may keep its sound in another file: the decoder must not follow that."""

from __future__ import annotations

import struct
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import av
import pytest

from services.errors import InputError
from services.speech.decoder import PyAVDecoder
from services.work_queue import WorkQueue
from tests.sounds import encode, noise, tone

PARENTS = (b"moov", b"trak", b"mdia", b"minf", b"dinf")
NO_FLAGS = b"\0\0\0\0"


def alias_to(path: Path) -> bytes:
    """A QuickTime alias record (dref type `alis`) that leads to `path`."""
    name = str(path).encode()
    fixed = bytearray(150)
    struct.pack_into(">HH", fixed, 130, 1, 1)
    tail = struct.pack(">hH", 2, len(name)) + name + b"\0" * (len(name) % 2)
    tail += struct.pack(">hH", 18, len(name)) + name + b"\0" * (len(name) % 2)
    body = NO_FLAGS + bytes(fixed) + tail + struct.pack(">hH", -1, 0)
    entry = struct.pack(">I4s", 8 + len(body), b"alis") + body
    inner = NO_FLAGS + struct.pack(">I", 1) + entry
    return struct.pack(">I4s", 8 + len(inner), b"dref") + inner


def with_reference(boxes: bytes, dref: bytes) -> bytes:
    """`boxes` with every dref exchanged, and the sizes around it put right."""
    out, place = b"", 0
    while place < len(boxes):
        size, kind = struct.unpack_from(">I4s", boxes, place)
        box = boxes[place : place + size]
        if kind == b"dref":
            box = dref
        elif kind in PARENTS:
            inner = with_reference(box[8:], dref)
            box = struct.pack(">I4s", 8 + len(inner), kind) + inner
        out += box
        place += size
    return out


def read_from_elsewhere(data: bytes) -> bytes:
    """What FFmpeg takes for the sound when it may follow references: the control."""
    options = {"enable_drefs": "1", "protocol_whitelist": "file"}
    read = b""
    with suppress(av.error.FFmpegError):
        file: Any = av.open(BytesIO(data), format="mov", options=options)
        with file:
            read = b"".join(bytes(packet) for packet in file.demux(audio=0))
    return read


async def test_sound_kept_in_another_file_is_not_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    canary = tmp_path / "canary.bin"
    canary.write_bytes(noise(5.0).tobytes())
    monkeypatch.chdir(tmp_path)
    data = with_reference(encode(tone(440, 0.5), "mp4"), alias_to(canary))
    fetched = read_from_elsewhere(data)
    assert fetched
    assert fetched[:100] in canary.read_bytes()

    queue = WorkQueue(workers=1, capacity=1, per_visitor=1)
    with pytest.raises(InputError):
        await PyAVDecoder(queue, max_bytes=100_000, max_seconds=5).decode(data)
    queue.close()

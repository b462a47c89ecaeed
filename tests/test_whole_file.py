"""A file is written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from services.whole_file import write_pieces, write_whole


def full() -> Iterator[bytes]:
    yield b"some"
    raise OSError(28, "No space left on device")


def test_the_pieces_are_in_their_order(tmp_path: Path) -> None:
    write_whole(tmp_path / "new" / "file", b"one ", b"two")
    assert (tmp_path / "new" / "file").read_bytes() == b"one two"


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_whole(path, b"old")
    with pytest.raises(OSError, match="No space"):
        write_pieces(path, full())
    assert [p.name for p in tmp_path.iterdir()] == ["file"]
    assert path.read_bytes() == b"old"

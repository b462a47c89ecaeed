"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

PREFIX = ".unfinished-"


def write_whole(
    path: Path,
    *parts: bytes | memoryview,
    synced: bool = True,
    mode: int | None = None,
) -> None:
    """Put `parts` into a file that others see complete or not; raise OSError.

    Not `synced` it takes no time for the disk, and a power cut may lose it. Without a
    `mode` nobody but its owner may read it.
    """
    write_pieces(path, parts, synced=synced, mode=mode)


def write_pieces(
    path: Path,
    pieces: Iterable[bytes | memoryview],
    *,
    synced: bool = True,
    mode: int | None = None,
) -> None:
    """As `write_whole`, for what comes piece by piece; leave nothing when it fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=PREFIX)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            if mode is not None:
                os.fchmod(handle, mode)
            for piece in pieces:
                file.write(piece)
            if synced:
                file.flush()
                os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def remove_leftovers(folder: Path, *, older_than_s: float) -> None:
    """Remove what a writer that was killed left in `folder`; younger may be at work."""
    now = time.time()
    for path in folder.glob(f"{PREFIX}*"):
        # Another process may be removing the same.
        with suppress(FileNotFoundError):
            if now - path.stat().st_mtime > older_than_s:
                path.unlink()

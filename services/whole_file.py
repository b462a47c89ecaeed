"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


def write_whole(path: Path, *parts: bytes | memoryview) -> None:
    """Put `parts` into a file that others see complete or not; raise OSError."""
    write_pieces(path, parts)


def write_pieces(path: Path, pieces: Iterable[bytes | memoryview]) -> None:
    """As `write_whole`, for what comes piece by piece; leave nothing when it fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise

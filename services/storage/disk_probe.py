"""Whether a folder takes a file now: asked for real, by writing one."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

PREFIX = ".probe-"
PROBE_BYTES = 64 * 1024
"""More than a turn writes: a disk that has less left is full."""
REASONS = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EROFS: "read_only",
    errno.EACCES: "not_permitted",
    errno.EPERM: "not_permitted",
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
}


def probe(folder: Path) -> str:
    """Why nothing can be written there; empty where something can. Blocks."""
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=PREFIX) as file:
            file.write(bytes(PROBE_BYTES))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return REASONS.get(error.errno or 0, "failing")
    return ""

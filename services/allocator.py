"""glibc's malloc, told to give back what a rush took: by itself it keeps it."""

from __future__ import annotations

import ctypes
import sys

# malloc.h's numbers for mallopt(3).
M_TRIM_THRESHOLD = -1
M_MMAP_THRESHOLD = -3
M_ARENA_MAX = -8

LARGE_BYTES = 128 * 1024
"""glibc's first threshold; left alone it rises to 32 MB with the first recordings."""
ARENAS = 2


def keep_steady() -> bool:
    """Whether this system's allocator has these switches."""
    if sys.platform != "linux":
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:
        return False
    wanted = {
        M_MMAP_THRESHOLD: LARGE_BYTES,
        M_TRIM_THRESHOLD: LARGE_BYTES,
        M_ARENA_MAX: ARENAS,
    }
    return all(mallopt(switch, value) == 1 for switch, value in wanted.items())

"""Text packed for its way to the browser, where the browser unpacks it."""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path

from starlette.datastructures import Headers

FILES_KEPT = 128
"""Scripts, styles and documents of all pages; a few hundred kB when packed."""
LEVEL = 9
TEXT = ("text/", "application/json", "application/javascript", "image/svg+xml")
VARY = {"vary": "accept-encoding"}
PACKED = {"content-encoding": "gzip"}


def takes_packed(headers: Headers) -> bool:
    """Whether the browser takes gzip; one that asks for a part takes it plain."""
    if "range" in headers:
        return False
    for offer in headers.get("accept-encoding", "").lower().split(","):
        coding, _, weight = offer.partition(";")
        if coding.strip() == "gzip":
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def is_text(media_type: str) -> bool:
    return media_type.startswith(TEXT)


def packed(body: bytes) -> bytes:
    """The bytes in gzip, the same for the same bytes."""
    return gzip.compress(body, LEVEL, mtime=0)


@lru_cache(FILES_KEPT)
def packed_file(path: Path, changed_ns: int, size: int) -> bytes:
    """A file as it is since `changed_ns`, packed; `size` tells two changes apart."""
    return packed(path.read_bytes())

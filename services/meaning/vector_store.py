"""Vectors kept on disk: one file a model, found by the digest of a text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import structlog

from services.models.vectors import Vectors
from services.whole_file import remove_leftovers, write_whole

MAX_KEPT = 20_000
"""Vectors; what was not asked for longest goes first."""
KEY_BYTES = 32
"""SHA-256, of a text as of the file's own contents."""
LEFTOVER_S = 3600.0
NUMBER = np.dtype("<f4")

_log = structlog.get_logger(__name__)


class VectorStore:
    """A file of: its own digest, the texts' digests, their vectors.

    A file that is damaged in any way counts as empty and is written anew. Nothing
    here fails: what cannot be kept is only made again the next time.
    """

    def __init__(self, folder: Path, model_digest: str, dimensions: int) -> None:
        self._path = folder / f"{model_digest[:16]}.vectors"
        self._dimensions = dimensions

    def load(self, texts: Iterable[str]) -> dict[str, Vectors]:
        """Return the vectors of those texts that are kept."""
        kept = self._read()
        keys = {text: key_of(text) for text in texts}
        return {text: kept[key] for text, key in keys.items() if key in kept}

    def save(self, vectors: Mapping[str, Vectors]) -> None:
        """Keep these, and of the others as many as there is room for."""
        rows = {key_of(text): vector for text, vector in vectors.items()}
        rows |= {k: v for k, v in self._read().items() if k not in rows}
        keys = list(rows)[:MAX_KEPT]
        body = b"".join(keys) + _matrix([rows[key] for key in keys]).tobytes()
        try:
            remove_leftovers(self._path.parent, older_than_s=LEFTOVER_S)
            write_whole(self._path, hashlib.sha256(body).digest(), body)
        except OSError as error:
            _log.warning("vectors_not_kept", why=error.strerror)

    def _read(self) -> dict[bytes, Vectors]:
        try:
            whole = self._path.read_bytes()
        except OSError:
            return {}
        digest, body = whole[:KEY_BYTES], whole[KEY_BYTES:]
        row_bytes = KEY_BYTES + self._dimensions * NUMBER.itemsize
        count, rest = divmod(len(body), row_bytes)
        if rest or hashlib.sha256(body).digest() != digest:
            _log.warning("vectors_damaged", file=self._path.name)
            return {}
        keys = [body[i * KEY_BYTES : (i + 1) * KEY_BYTES] for i in range(count)]
        numbers = np.frombuffer(body[count * KEY_BYTES :], NUMBER)
        return dict(zip(keys, numbers.reshape(count, self._dimensions), strict=True))


def key_of(text: str) -> bytes:
    # A lone surrogate, which JSON can hold, has no UTF-8.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _matrix(rows: Sequence[Vectors]) -> Vectors:
    return np.asarray(rows, dtype=NUMBER)

"""Vectors compared: plain arithmetic, no model."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from services.models.vectors import Both, Vectors


def both_of(rows: Vectors) -> Both:
    """Return the two halves of rows that hold both side by side."""
    about, answering = np.split(rows, 2, axis=-1)
    return Both(np.ascontiguousarray(about), np.ascontiguousarray(answering))


def unit_length(vectors: Vectors) -> Vectors:
    """Return each row with the length one; a row of zeros stays as it is."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.divide(vectors, np.where(lengths > 0, lengths, 1), dtype=np.float32)


def cosines(vectors: Vectors, question: Vectors) -> NDArray[np.float32]:
    """Return the cosine of each row with `question`; all are of unit length."""
    found: NDArray[np.float32] = np.clip(vectors @ question, -1, 1)
    return found


def nearest(scores: NDArray[np.float32], limit: int) -> tuple[int, ...]:
    """Return the indices of the highest scores, best first; the earlier wins a tie."""
    return tuple(int(index) for index in np.argsort(-scores, kind="stable")[:limit])

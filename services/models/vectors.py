"""Texts as vectors of unit length."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""Shape (n, dimensions), one row a text; a single one has shape (dimensions,)."""


class Both(NamedTuple):
    """Vectors of what texts are about, and vectors for answering.

    The latter lie near each other where one text answers the other.
    """

    about: Vectors
    answering: Vectors

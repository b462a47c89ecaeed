"""Vectors of texts that come again with every answer: points and model answers.

Answers themselves are never kept here.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from services.protocols import SentenceEncoder

MOST = 4_096
"""Vectors kept, 1.5 KB each; all banks have some eight hundred."""


class FixedVectors:
    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], NDArray[np.float32]] = {}

    def of(self, texts: Sequence[str], encoder: SentenceEncoder) -> NDArray[np.float32]:
        """Return a row a text; what was made before is not made again."""
        keys = [(encoder.digest, text) for text in texts]
        new = [key for key in dict.fromkeys(keys) if key not in self._kept]
        if new:
            if len(self._kept) + len(new) > MOST:
                self._kept.clear()
            rows = encoder.encode([text for _, text in new])
            self._kept.update(zip(new, rows, strict=True))
        return np.stack([self._kept[key] for key in keys])

"""The encoder of a machine without a model: it knows no meaning and says so."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class WordsOnly:
    """The embedded twin. Its vectors have no dimensions; whoever asks uses words."""

    name = "words"
    available = False
    dimensions = 0
    digest = "words"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.zeros((len(texts), 0), np.float32)

"""The encoder of a machine without a model: it knows no meaning and says so."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from services.models.vectors import Both, Vectors


class WordsOnly:
    """The embedded twin. Its vectors have no dimensions; whoever asks uses words."""

    name = "words"
    available = False
    dimensions = 0
    digest = "words"

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.zeros((len(texts), 0), np.float32)

    def encode_both(self, texts: Sequence[str]) -> Both:
        return Both(self.encode(texts), self.encode(texts))

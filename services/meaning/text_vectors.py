"""The vectors of some texts that are set, made in the background, and their scores."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

import numpy as np

from services.meaning.ranking import both_of, cosines
from services.meaning.vector_store import VectorStore
from services.models.vectors import Both, Vectors
from services.protocols import SentenceEncoder

PIECE = 16
"""Texts encoded between two looks at whether to stop: a tenth of a second, or a
second where everything else goes first."""


class TextVectors:
    """MeaningScores of `texts`; `fill` is called once, in a thread of its own."""

    def __init__(
        self,
        texts: tuple[str, ...],
        question_vector: Callable[[str], Both | None],
        question_kept: Callable[[str], bool],
    ) -> None:
        self.texts = texts
        self._question_vector = question_vector
        self._question_kept = question_kept
        self._vectors: Both | None = None
        self._complete = Event()
        self._closed = Event()
        self._made = 0

    @property
    def complete(self) -> bool:
        return self._complete.is_set()

    def wait(self, timeout_s: float) -> bool:
        """Whether they are complete, after waiting for it; not for the event loop."""
        return self._complete.wait(timeout_s)

    @property
    def closed(self) -> bool:
        return self._closed.is_set()

    @property
    def made(self) -> int:
        """How many different texts have their vector so far."""
        return self._made

    def kept(self, question: str) -> bool:
        return self._vectors is None or self._question_kept(question)

    def scores(self, question: str) -> Vectors | None:
        vectors = self._vectors
        if vectors is None:
            return None
        asked = self._question_vector(question)
        return None if asked is None else cosines(vectors.about, asked.about)

    def vector(self, question: str) -> Vectors | None:
        if self._vectors is None:
            return None
        asked = self._question_vector(question)
        return None if asked is None else asked.about

    def answering(self, question: str) -> tuple[Vectors, Vectors] | None:
        if self._vectors is None:
            return None
        asked = self._question_vector(question)
        return None if asked is None else (asked.answering, self._vectors.answering)

    def close(self) -> None:
        self._closed.set()

    def fill(
        self, encoder: SentenceEncoder, store: VectorStore, stopped: Callable[[], bool]
    ) -> None:
        """Make what the store does not have; what was made is kept when stopped."""
        known = store.load(self.texts)
        self._made = len(known)
        missing = [text for text in dict.fromkeys(self.texts) if text not in known]
        try:
            for start in range(0, len(missing), PIECE):
                if self.closed or stopped():
                    return
                piece = missing[start : start + PIECE]
                rows = np.hstack(encoder.encode_both(piece))
                known.update(zip(piece, rows, strict=True))
                self._made = len(known)
        finally:
            if missing and known:
                store.save(known)
        self._vectors = both_of(_stacked(known, self.texts, encoder.dimensions))
        self._complete.set()


def _stacked(
    known: dict[str, Vectors], texts: tuple[str, ...], dimensions: int
) -> Vectors:
    """Both vectors of each text side by side, (n, 2 * dimensions)."""
    if not texts:
        return np.zeros((0, 2 * dimensions), np.float32)
    return np.stack([known[text] for text in texts])

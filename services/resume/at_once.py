"""Answers that may not wait: where a question needs a vector made, there is none."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import TypeVar

from services.models.vectors import Vectors
from services.protocols import MeaningScores

T = TypeVar("T")

_at_once: ContextVar[bool] = ContextVar("at_once", default=False)


class MeaningWanted(Exception):
    """A vector would have to be made, which takes milliseconds."""


def at_once(work: Callable[[], T]) -> T | None:
    """Return what `work` returns; None where it needs a vector that is not kept."""
    before = _at_once.set(True)
    try:
        return work()
    except MeaningWanted:
        return None
    finally:
        _at_once.reset(before)


class PatientScores:
    """Scores that make no vector inside `at_once`, but raise MeaningWanted."""

    def __init__(self, scores: MeaningScores) -> None:
        self._scores = scores

    @property
    def complete(self) -> bool:
        return self._scores.complete

    def kept(self, question: str) -> bool:
        return self._scores.kept(question)

    def scores(self, question: str) -> Vectors | None:
        if _at_once.get() and not self._scores.kept(question):
            raise MeaningWanted
        return self._scores.scores(question)

    def vector(self, question: str) -> Vectors | None:
        if _at_once.get() and not self._scores.kept(question):
            raise MeaningWanted
        return self._scores.vector(question)

    def answering(self, question: str) -> tuple[Vectors, Vectors] | None:
        if _at_once.get() and not self._scores.kept(question):
            raise MeaningWanted
        return self._scores.answering(question)

    def close(self) -> None:
        self._scores.close()

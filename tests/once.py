"""What does not change within a run of the tests is worked out once in it.

Every application of a test reads the same résumé and opens the same model: that took
most of its time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest

from services import meaning_service
from services.meaning.minilm_encoder import MiniLmEncoder
from services.model_files.finding import model_files, package_folder
from services.model_files.table import model
from services.models.model_file import FoundModel, ModelProblem
from services.models.resume import Resume
from services.models.vectors import Both
from services.resume.facts.extraction import facts_of
from services.resume.index import build_index

T = TypeVar("T")

ENGINE, ENGLISH = "services.resume.engine", "services.resume.english"
"""Where the work is asked for."""
KEPT = 16
"""Résumés and days; what was kept first goes first."""


def of_a_resume(work: Callable[..., T]) -> Callable[..., T]:
    """`work` of a résumé and plain values; the same content is the same résumé."""
    found: dict[str, T] = {}

    def kept(resume: Resume, *more: Any) -> T:
        key = repr((resume, more))
        if key not in found:
            while len(found) >= KEPT:
                found.pop(next(iter(found)))
            found[key] = work(resume, *more)
        return found[key]

    return kept


class SharedEncoder(MiniLmEncoder):
    """The texts of a résumé, which come in the same pieces, are encoded once."""

    def __init__(self, found: FoundModel) -> None:
        super().__init__(found)
        self._pieces: dict[tuple[str, ...], Both] = {}

    def encode_both(self, texts: Sequence[str]) -> Both:
        piece = tuple(texts)
        if len(piece) == 1:
            return super().encode_both(piece)
        if piece not in self._pieces:
            self._pieces[piece] = super().encode_both(piece)
        return self._pieces[piece]


def shared_encoders() -> Callable[[FoundModel], MiniLmEncoder]:
    opened: dict[str, MiniLmEncoder] = {}

    def encoder(found: FoundModel) -> MiniLmEncoder:
        key = repr(found)
        if key not in opened:
            opened[key] = SharedEncoder(found)
        return opened[key]

    return encoder


def checked_once() -> Callable[[str, Path], FoundModel | ModelProblem]:
    """The search for a model whose packages lie where they lay before."""
    known: dict[tuple[Path | str | None, ...], FoundModel | ModelProblem] = {}

    def found(name: str, folder: Path) -> FoundModel | ModelProblem:
        key = (
            name,
            *(package_folder(package.name) for package in model(name).packages),
        )
        if key not in known:
            known[key] = model_files(name, folder)
        return known[key]

    return found


@contextmanager
def worked_out_once() -> Iterator[None]:
    """Applications share what cannot be changed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"{ENGINE}.build_index", of_a_resume(build_index))
        patch.setattr(f"{ENGLISH}.facts_of", of_a_resume(facts_of))
        patch.setattr(meaning_service, "model_files", checked_once())
        patch.setattr(meaning_service, "MiniLmEncoder", shared_encoders())
        yield

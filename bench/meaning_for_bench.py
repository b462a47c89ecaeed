"""A processor with vectors that are complete, for benchmarks of answers."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from services.meaning_service import MODEL, MeaningService
from services.model_files.finding import model_files
from services.protocols import MeaningScores
from services.resume_query_processor import ResumeQueryProcessor

KEPT = Path(tempfile.gettempdir()) / "viva-voce-bench"
"""Vectors stay here between runs, so that only the first one makes them."""


def processor(path: Path, folder: Path = KEPT) -> ResumeQueryProcessor:
    """Answers on vectors where the model is installed, on words elsewhere."""
    service = _service(folder)

    def complete(texts: tuple[str, ...]) -> MeaningScores:
        scores = service.vectors_of(texts)
        while service.problem is None and not scores.wait(0.1):
            pass
        return scores

    return ResumeQueryProcessor.from_path(path, make_meaning=complete)


@cache
def _service(folder: Path) -> MeaningService:
    """One model serves every résumé of a run."""
    service = MeaningService(
        lambda: model_files(MODEL, folder / "models"), folder=folder / "vectors"
    )
    service.start()
    return service

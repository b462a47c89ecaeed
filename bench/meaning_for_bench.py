"""A processor with vectors that are complete, for benchmarks of answers."""

from __future__ import annotations

from pathlib import Path

from services.meaning_service import MeaningService
from services.model_files.finding import model_files
from services.protocols import MeaningScores
from services.resume_query_processor import ResumeQueryProcessor

WAIT_S = 120.0


def processor(path: Path, folder: Path = Path("/tmp/vectors")) -> ResumeQueryProcessor:
    """Answers on vectors where the model is installed, on words elsewhere."""
    service = MeaningService(
        lambda: model_files("minilm", folder / "models"), folder=folder / "vectors"
    )
    service.start()

    def complete(texts: tuple[str, ...]) -> MeaningScores:
        scores = service.vectors_of(texts)
        scores.wait(WAIT_S)
        return scores

    return ResumeQueryProcessor.from_path(path, make_meaning=complete)

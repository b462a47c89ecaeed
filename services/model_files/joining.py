"""Models that come in parts, put together once in the service's own folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from services.model_files.checking import Checks, problem_of
from services.model_files.table import JoinedFile, Model, ModelFile
from services.models.model_file import FoundModel, ModelProblem
from services.whole_file import remove_leftovers, write_pieces

PIECE_BYTES = 4_000_000
LEFTOVER_S = 3600.0


def together(wanted: Model, folder: Path) -> FoundModel | None:
    """Return the model's files if they were put together and are still whole."""
    files = _files_together(wanted)
    paths = {file.name: folder / wanted.name / file.name for file in files}
    checks = Checks(folder)
    if any(problem_of(file, paths[file.name], checks) for file in files):
        return None
    return FoundModel(wanted.name, paths, {file.name: file.sha256 for file in files})


def put_together(
    wanted: Model, installed: FoundModel, folder: Path
) -> FoundModel | ModelProblem:
    """Join the parts and copy the rest; a file is there whole or not at all."""
    target = folder / wanted.name
    try:
        target.mkdir(parents=True, exist_ok=True)
        remove_leftovers(target, older_than_s=LEFTOVER_S)
        for file in _files_together(wanted):
            parts = file.parts if isinstance(file, JoinedFile) else (file.name,)
            sources = [installed.paths[part] for part in parts]
            write_pieces(target / file.name, _pieces(sources))
    except OSError as error:
        reason = f"{wanted.name} cannot be put together: {error.strerror}"
        return ModelProblem(wanted.name, "unusable", reason)
    if found := together(wanted, folder):
        return found
    reason = f"{wanted.name} is not whole after it was put together"
    return ModelProblem(wanted.name, "damaged", reason)


def _files_together(wanted: Model) -> tuple[ModelFile | JoinedFile, ...]:
    joined = wanted.joined
    if joined is None:
        raise ValueError(f"{wanted.name} does not come in parts")
    rest = tuple(file for file in wanted.files if file.name not in joined.parts)
    return (*rest, joined)


def _pieces(sources: Iterable[Path]) -> Iterator[bytes]:
    for source in sources:
        with source.open("rb") as file:
            while piece := file.read(PIECE_BYTES):
                yield piece

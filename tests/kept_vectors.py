"""The vectors of the sample, made once in a run for the processes that tests start.

Each process would make them anew, which takes seconds of a processor.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

from services.meaning.text_vectors import TextVectors
from services.meaning.vector_store import VectorStore
from services.meaning_service import MODEL, open_encoder
from services.model_files.finding import model_files
from services.resume_query_processor import ResumeQueryProcessor
from tests.app import RESUME


def with_vectors(data: Path) -> Path:
    """Return `data`, a data folder, with the vectors in it; none without the model."""
    for made in _made().glob("*.vectors"):
        (data / "vectors").mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made, data / "vectors" / made.name)
    return data


def folder_of_the_run() -> Path:
    """Where the processes of one run keep what they share."""
    of_a_worker = "PYTEST_XDIST_WORKER" in os.environ
    run = os.getppid() if of_a_worker else os.getpid()
    return Path(tempfile.gettempdir()) / f"viva-voce-tests-{os.getuid()}-{run}"


@cache
def _made() -> Path:
    """The folder of the vectors, which whoever comes first has made."""
    folder = folder_of_the_run()
    folder.mkdir(mode=0o700, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            _make(folder)
            (folder / "done").touch()
    return folder / "vectors"


def _make(data: Path) -> None:
    encoder, _ = open_encoder(model_files(MODEL, data / "models"))
    asked: list[TextVectors] = []

    def ask(texts: tuple[str, ...]) -> TextVectors:
        asked.append(TextVectors(texts, lambda _: None, lambda _: True))
        return asked[-1]

    ResumeQueryProcessor.from_path(RESUME, make_meaning=ask)
    if encoder.available:
        store = VectorStore(data / "vectors", encoder.digest, 2 * encoder.dimensions)
        asked[-1].fill(encoder, store, lambda: False)

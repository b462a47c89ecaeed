"""The front door of meaning: which encoder serves, and its work in the background."""

from __future__ import annotations

import asyncio
import atexit
import os
import threading
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import structlog

from services.errors import MeaningUnavailable
from services.meaning.choosing import choose_encoder
from services.meaning.minilm_encoder import MiniLmEncoder
from services.meaning.recent_vectors import RecentVectors
from services.meaning.text_vectors import TextVectors
from services.meaning.vector_store import VectorStore
from services.meaning.words_only import WordsOnly
from services.model_files.finding import model_files
from services.models.health import PartHealth, Status
from services.models.model_file import FoundModel, ModelProblem
from services.models.vectors import Both
from services.protocols import SentenceEncoder
from services.settings import Settings
from services.work_queue import step_back

MODEL = "minilm"
LIBRARIES = ("onnxruntime", "tokenizers")
QUESTIONS_KEPT = 512
"""Vectors of questions, 3 KB each: visitors ask alike."""
CLOSE_S = 1.5
"""For the thread to end: it looks up between texts, but not while the model opens."""
EXIT_S = 10.0
"""The same where the process ends: left in the model, the thread would abort it."""

_log = structlog.get_logger(__name__)

Find = Callable[[], FoundModel | ModelProblem]


def build_meaning(settings: Settings) -> MeaningService:
    models = settings.data_dir / "models"
    return MeaningService(
        lambda: model_files(MODEL, models), folder=settings.data_dir / "vectors"
    )


def open_encoder(
    found: FoundModel | ModelProblem,
) -> tuple[SentenceEncoder, ModelProblem | None]:
    """Return the encoder that serves, and why it is not the model's if it is not."""
    missing = tuple(name for name in LIBRARIES if find_spec(name) is None)
    chosen = choose_encoder(found, missing_libraries=missing)
    if isinstance(chosen, ModelProblem):
        return WordsOnly(), chosen
    try:
        return MiniLmEncoder(chosen), None
    except MeaningUnavailable as error:
        _log.exception("meaning_failed")
        return WordsOnly(), ModelProblem(MODEL, "unusable", error.message)


class MeaningService:
    """Opens the model and makes vectors in one thread, in the order they are asked for.

    Until `start` nothing is loaded, and until a text's vectors are complete its scores
    are None, so that callers answer by words.
    """

    def __init__(self, find: Find, *, folder: Path) -> None:
        self._find = find
        self._folder = folder
        self._encoder: SentenceEncoder = WordsOnly()
        self._problem: ModelProblem | None = None
        self._jobs: SimpleQueue[TextVectors | None] = SimpleQueue()
        self._newest: TextVectors | None = None
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._opened = threading.Event()
        # Threads that compete for every core would keep the event loop waiting.
        self._cores = threading.BoundedSemaphore(max(1, (os.cpu_count() or 1) - 1))
        self._questions = RecentVectors(QUESTIONS_KEPT)

    @property
    def name(self) -> str:
        return self._encoder.name

    @property
    def problem(self) -> ModelProblem | None:
        return self._problem

    @property
    def encoder(self) -> SentenceEncoder:
        """The encoder that serves now: of words until the model is opened."""
        return self._encoder

    def start(self) -> None:
        """Begin to check and open the model, and return at once."""
        if self._thread is None:
            self._thread = threading.Thread(
                target=self._work, name="meaning", daemon=True
            )
            self._thread.start()
            atexit.register(self._end)

    def vectors_of(self, texts: tuple[str, ...]) -> TextVectors:
        """Return the scores of these texts, which are complete some time later.

        Close the ones that they replace.
        """
        vectors = TextVectors(texts, self._question_vector, self._question_kept)
        self._newest = vectors
        self._jobs.put(vectors)
        return vectors

    async def health(self) -> PartHealth:
        detail: dict[str, Any] = {"opened": self._opened.is_set()}
        if self._newest is not None:
            detail["texts"] = len(self._newest.texts)
            detail["complete"] = self._newest.complete
        problem = self._problem
        if problem is not None:
            detail["reason"] = problem.reason
        at_fault = problem is not None and problem.kind != "missing"
        status: Status = "degraded" if at_fault else "healthy"
        return PartHealth(status, self.name, detail)

    async def close(self) -> None:
        self._stopping.set()
        if await asyncio.to_thread(self._end, CLOSE_S):
            atexit.unregister(self._end)
        else:
            _log.warning("meaning_stopped_late", limit_s=CLOSE_S)

    def _end(self, limit_s: float = EXIT_S) -> bool:
        """Whether the thread is over, after telling it to end and waiting for it."""
        self._stopping.set()
        self._jobs.put(None)
        if self._thread is None:
            return True
        self._thread.join(limit_s)
        return not self._thread.is_alive()

    def _work(self) -> None:
        step_back()
        try:
            self._open()
            while not self._stopping.is_set():
                job = self._jobs.get()
                if job is not None and self._encoder.available:
                    self._fill(job)
        # A thread that dies without a word would leave words to serve unexplained.
        except Exception:  # noqa: BLE001
            _log.exception("meaning_failed")
            self._give_up("the background work failed")

    def _open(self) -> None:
        self._encoder, self._problem = open_encoder(self._find())
        self._opened.set()
        problem = self._problem
        if problem is not None and problem.kind != "missing":
            _log.warning("meaning_refused", engine=self.name, reason=problem.reason)
        else:
            _log.info("meaning_ready", engine=self.name)

    def _fill(self, job: TextVectors) -> None:
        encoder = self._encoder
        store = VectorStore(self._folder, encoder.digest, 2 * encoder.dimensions)
        try:
            job.fill(encoder, store, self._stopping.is_set)
        except MeaningUnavailable as error:
            _log.exception("meaning_failed")
            self._give_up(error.message)

    def _question_kept(self, question: str) -> bool:
        return not self._encoder.available or question in self._questions

    def _question_vector(self, question: str) -> Both | None:
        if not self._encoder.available:
            return None
        vector = self._questions.get(question)
        if vector is not None:
            return vector
        try:
            vector = self._encode_one(question)
        except MeaningUnavailable as error:
            _log.exception("meaning_failed")
            self._give_up(error.message)
            return None
        self._questions.keep(question, vector)
        return vector

    def _encode_one(self, question: str) -> Both:
        with self._cores:
            about, answering = self._encoder.encode_both([question])
        return Both(about[0], answering[0])

    def _give_up(self, reason: str) -> None:
        """Words serve from here on."""
        self._encoder = WordsOnly()
        self._problem = ModelProblem(MODEL, "unusable", reason)

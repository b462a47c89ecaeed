"""faster-whisper: found or fetched in the background, loaded once, then in charge."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any, Literal

import structlog

from services.errors import ProviderError, TranscriptionFailed
from services.models.audio import SAMPLE_RATE_HZ, Samples, Utterance
from services.models.health import PartHealth
from services.models.model_file import ModelProblem
from services.models.speech import Transcript, TranscriptSegment
from services.speech.expected_words import ExpectedWords
from services.speech.whisper_files import WhisperFiles
from services.speech.whisper_guards import confidence, is_invented, is_loop
from services.speech.whisper_model import Reading, Task, WhisperModel, load
from services.speech.whisper_window import FULL_S, draft_window_s, is_doubtful, window_s
from services.work_queue import WorkQueue

State = Literal["idle", "locating", "fetching", "loading", "ready", "absent", "failed"]

LOOSER = 0.4
"""Temperature of the last try, when what was read is a loop."""

FETCH_AGAIN_S = 600.0
"""A machine may start before its network does."""

Sleep = Callable[[float], Awaitable[None]]

log = structlog.get_logger(__name__)


class WhisperRecognizer:
    """`expected` is asked at each utterance, so that a new résumé counts at once."""

    name = "faster-whisper"

    def __init__(
        self,
        queue: WorkQueue,
        files: WhisperFiles,
        *,
        may_fetch: bool,
        expected: Callable[[], ExpectedWords] = ExpectedWords,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._queue = queue
        self._files = files
        self._may_fetch = may_fetch
        self._expected = expected
        self._model: WhisperModel | None = None
        self._sleep = sleep
        self._refused: ModelProblem | None = None
        self._serving = asyncio.Event()
        self._preparing: asyncio.Task[None] | None = None
        self._looked = asyncio.Event()
        self._tried = asyncio.Event()
        self.state: State = "idle"

    @property
    def ready(self) -> bool:
        return self._model is not None

    @property
    def problem(self) -> str | None:
        """Why a model that was asked for does not serve; not yet here is no problem."""
        if self._refused is not None:
            return f"model_{self._refused.kind}"
        if self.state == "failed":
            return "load_failed"
        if self.state == "absent" and self._files.directory is not None:
            return "model_missing"
        return None

    async def start(self) -> None:
        """Begin to find, fetch and load the model, and return at once."""
        if self._preparing is None:
            self._preparing = asyncio.create_task(self._prepare_until_settled())

    async def at_hand(self) -> bool:
        """Whether its files are on this machine; waits until they were looked for."""
        await self._looked.wait()
        return self.state in ("loading", "ready")

    async def prepared(self) -> None:
        """Wait until the background work was tried once, well or not."""
        await self._tried.wait()

    async def serving(self) -> None:
        """Wait until it writes down what people say, however long that takes."""
        await self._serving.wait()

    async def recognize(
        self,
        utterance: Utterance,
        *,
        language: str | None = None,
        draft: bool = False,
        task: Task = "transcribe",
    ) -> Transcript:
        model = self._model
        if model is None:
            raise TranscriptionFailed
        known = known_language(model, language)
        read: Read = read_draft if draft else partial(read_guarded, task=task)
        expected = self._expected()
        return await self._queue.run(
            lambda: transcribe(model, read, utterance.samples, known, expected)
        )

    async def health(self) -> PartHealth:
        detail: dict[str, Any] = {"state": self.state, "model": self._files.size}
        if self.state == "fetching":
            detail["fetched_bytes"] = await asyncio.to_thread(self._files.fetched_bytes)
        if self.problem:
            detail["problem"] = self.problem
        if self._refused is not None:
            detail["reason"] = self._refused.reason
        status: Literal["healthy", "degraded"] = (
            "degraded" if self.problem else "healthy"
        )
        return PartHealth(status, self.name, detail)

    async def close(self) -> None:
        if self._preparing is not None:
            self._preparing.cancel()
            await asyncio.wait([self._preparing])
        await self._files.close()
        self._model = None

    async def _prepare_until_settled(self) -> None:
        """A fetch that fails is tried again; everything else is as it is."""
        while not await self._prepare():
            await self._sleep(FETCH_AGAIN_S)

    async def _prepare(self) -> bool:
        """Whether the matter is settled."""
        try:
            path = await self._found()
            if path is None:
                self.state = "absent"
            elif isinstance(path, ModelProblem):
                self._refuse(path)
            else:
                await self._load(path)
        except ProviderError as error:
            # No network, most likely: the embedded twin goes on.
            self.state = "absent"
            log.info("whisper_absent", reason=type(error).__name__)
            return False
        except Exception:
            # CTranslate2 and tokenizers raise bare RuntimeError and Exception.
            self.state = "failed"
            log.exception("whisper_failed", model=self._files.size)
        finally:
            self._files.rest()
            self._looked.set()
            self._tried.set()
        return True

    def _refuse(self, problem: ModelProblem) -> None:
        self._refused = problem
        self.state = "failed"
        log.warning("whisper_refused", model=problem.model, reason=problem.reason)

    async def _load(self, path: Path) -> None:
        self.state = "loading"
        self._looked.set()
        self._model = await asyncio.to_thread(load, path)
        self.state = "ready"
        self._serving.set()
        log.info("whisper_ready", model=self._files.size)

    async def _found(self) -> Path | ModelProblem | None:
        self.state = "locating"
        path = await self._files.locate()
        if path is None and self._may_fetch and self._files.directory is None:
            self.state = "fetching"
            self._looked.set()
            path = await self._files.fetch()
        return path


def known_language(model: WhisperModel, language: str | None) -> str | None:
    """The language of a tag such as `en-GB`, if the model knows it."""
    code = language.lower().partition("-")[0] if language else None
    return code if code in model.languages else None


Read = Callable[[WhisperModel, Samples, str | None, ExpectedWords], Reading]


def transcribe(
    model: WhisperModel,
    read: Read,
    samples: Samples,
    language: str | None,
    hints: ExpectedWords,
) -> Transcript:
    try:
        return _transcript(read(model, samples, language, hints))
    except (RuntimeError, ValueError) as error:
        raise TranscriptionFailed from error


def read_draft(
    model: WhisperModel, samples: Samples, language: str | None, hints: ExpectedWords
) -> Reading:
    """Read once, in the smallest window that holds the sound."""
    window = draft_window_s(len(samples) / SAMPLE_RATE_HZ)
    return model.read(samples, window, language=language, hints=hints)


def read_guarded(
    model: WhisperModel,
    samples: Samples,
    language: str | None,
    hints: ExpectedWords,
    task: Task = "transcribe",
) -> Reading:
    """Read in the window that the length asks for, and again where that is doubtful."""
    read = partial(model.read, samples, language=language, hints=hints, task=task)
    window = window_s(len(samples) / SAMPLE_RATE_HZ)
    reading = read(window)
    if window < FULL_S and is_doubtful(reading.whole):
        reading = surer(reading, read(FULL_S))
    if is_loop(reading.whole.text):
        return read(FULL_S, temperature=LOOSER)
    return reading


def surer(one: Reading, other: Reading) -> Reading:
    """The reading that somebody may have said, or the likelier of two such."""
    if is_invented(one.whole) != is_invented(other.whole):
        return other if is_invented(one.whole) else one
    if not (one.pieces and other.pieces):
        return other if other.pieces else one
    likelier = one.whole.mean_log_probability > other.whole.mean_log_probability
    return one if likelier else other


def _transcript(reading: Reading) -> Transcript:
    kept = [piece for piece in reading.pieces if not is_invented(piece)]
    return Transcript(
        text=" ".join(piece.text for piece in kept),
        language=reading.language,
        confidence=round(confidence(kept), 3),
        engine="faster-whisper",
        segments=tuple(TranscriptSegment(p.start_s, p.end_s, p.text) for p in kept),
    )

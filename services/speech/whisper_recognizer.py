"""faster-whisper: found or fetched in the background, loaded once, then in charge."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Literal

import numpy as np
import structlog

from services.errors import ProviderError, TranscriptionFailed
from services.models.audio import SAMPLE_RATE_HZ, Samples, Utterance
from services.models.health import PartHealth
from services.models.speech import Transcript, TranscriptSegment
from services.speech.whisper_files import WhisperFiles
from services.speech.whisper_guards import Piece, confidence, is_invented
from services.work_queue import WorkQueue

State = Literal["idle", "locating", "fetching", "loading", "ready", "absent", "failed"]

HOTWORDS_MAX_CHARACTERS = 600
"""Some 150 tokens; Whisper's prompt holds 224."""
BEAM = 5
TEMPERATURES = (0.0, 0.4)
"""A second, looser try when the first is a loop; more only costs time."""
MAX_NEW_TOKENS = 200
"""Thirty seconds of quick speech; a loop ends here."""

FETCH_AGAIN_S = 600.0
"""A machine may start before its network does."""

Sleep = Callable[[float], Awaitable[None]]

log = structlog.get_logger(__name__)


class WhisperRecognizer:
    """`vocabulary` is asked at each utterance, so that a new résumé counts at once."""

    name = "faster-whisper"

    def __init__(
        self,
        queue: WorkQueue,
        files: WhisperFiles,
        *,
        may_fetch: bool,
        vocabulary: Callable[[], tuple[str, ...]] = tuple,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._queue = queue
        self._files = files
        self._may_fetch = may_fetch
        self._vocabulary = vocabulary
        self._model: Any = None
        self._sleep = sleep
        self._preparing: asyncio.Task[None] | None = None
        self._tried = asyncio.Event()
        self.state: State = "idle"

    @property
    def ready(self) -> bool:
        return self._model is not None

    @property
    def problem(self) -> str | None:
        """Why a model that was asked for does not serve; not yet here is no problem."""
        if self.state == "failed":
            return "load_failed"
        if self.state == "absent" and self._files.directory is not None:
            return "model_missing"
        return None

    async def start(self) -> None:
        """Begin to find, fetch and load the model, and return at once."""
        if self._preparing is None:
            self._preparing = asyncio.create_task(self._prepare_until_settled())

    async def prepared(self) -> None:
        """Wait until the background work was tried once, well or not."""
        await self._tried.wait()

    async def recognize(
        self, utterance: Utterance, *, language: str | None = None
    ) -> Transcript:
        if self._model is None:
            raise TranscriptionFailed
        hotwords = joined(self._vocabulary())
        return await self._queue.run(
            lambda: self._transcribe(utterance.samples, language, hotwords)
        )

    async def health(self) -> PartHealth:
        detail: dict[str, Any] = {"state": self.state, "model": self._files.size}
        if self.state == "fetching":
            detail["fetched_bytes"] = await asyncio.to_thread(self._files.fetched_bytes)
        if self.problem:
            detail["problem"] = self.problem
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
                return True
            self.state = "loading"
            self._model = await asyncio.to_thread(load, path)
            self.state = "ready"
            log.info("whisper_ready", model=self._files.size)
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
            self._tried.set()
        return True

    async def _found(self) -> Path | None:
        self.state = "locating"
        path = await self._files.locate()
        if path is None and self._may_fetch and self._files.directory is None:
            self.state = "fetching"
            path = await self._files.fetch()
        return path

    def _transcribe(
        self, samples: Samples, language: str | None, hotwords: str | None
    ) -> Transcript:
        code = language.lower().partition("-")[0] if language else None
        known = code if code in self._model.supported_languages else None
        try:
            found, info = self._model.transcribe(
                samples,
                language=known,
                beam_size=BEAM,
                temperature=TEMPERATURES,
                condition_on_previous_text=False,
                max_new_tokens=MAX_NEW_TOKENS,
                hotwords=hotwords,
            )
            pieces = [_piece(segment) for segment in found]
        except (RuntimeError, ValueError) as error:
            raise TranscriptionFailed from error
        return _transcript(pieces, info.language)


def load(path: Path) -> Any:
    """Load a model and run it once, so that the first visitor does not wait."""
    import ctranslate2
    from faster_whisper import WhisperModel

    on_gpu = ctranslate2.get_cuda_device_count() > 0
    model = WhisperModel(
        str(path),
        device="cuda" if on_gpu else "cpu",
        compute_type="float16" if on_gpu else "int8",
        local_files_only=True,
    )
    silence = np.zeros(SAMPLE_RATE_HZ, np.float32)
    segments, _ = model.transcribe(
        silence, language="en", beam_size=1, temperature=0.0, max_new_tokens=1
    )
    list(segments)
    return model


def joined(vocabulary: tuple[str, ...]) -> str | None:
    """As many whole words as the prompt has room for, the first ones first."""
    kept: list[str] = []
    room = HOTWORDS_MAX_CHARACTERS
    for word in dict.fromkeys(vocabulary):
        room -= len(word) + 2
        if room < 0:
            break
        kept.append(word)
    return ", ".join(kept) or None


def _piece(segment: Any) -> Piece:
    return Piece(
        start_s=segment.start,
        end_s=segment.end,
        text=segment.text.strip(),
        mean_log_probability=segment.avg_logprob,
        no_speech_probability=segment.no_speech_prob,
        compression=segment.compression_ratio,
    )


def _transcript(pieces: list[Piece], language: str) -> Transcript:
    kept = [piece for piece in pieces if piece.text and not is_invented(piece)]
    return Transcript(
        text=" ".join(piece.text for piece in kept),
        language=language,
        confidence=round(confidence(kept), 3),
        engine="faster-whisper",
        segments=tuple(TranscriptSegment(p.start_s, p.end_s, p.text) for p in kept),
    )

"""The front door of recognition: which engine writes speech down, and its twin."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from typing import Any, Literal

import structlog

from services.errors import Overloaded, TranscriptionFailed
from services.fallback import CircuitBreaker, Fallback, never_open
from services.model_files.finding import model_files
from services.models.audio import Utterance
from services.models.health import PartHealth
from services.models.speech import Transcript
from services.protocols import SpeechRecognizer
from services.settings import Settings
from services.speech.expected_words import ExpectedWords
from services.speech.pocketsphinx_recognizer import (
    MORE_S,
    THEY,
    PocketsphinxRecognizer,
)
from services.speech.translation import Translation
from services.speech.whisper_files import WhisperFiles
from services.speech.whisper_recognizer import WhisperRecognizer
from services.work_queue import WorkQueue

Engine = Literal["faster-whisper", "pocketsphinx"]
Preferred = Literal["auto", "pocketsphinx"]
PART = "recognizer"
PACKAGED_SIZE, PACKAGE = "base", "whisper-base"
"""The one size that set-up installs, and its name in the table of model files."""
DEADLINE_S = 30.0
QUEUED_DEADLINE_S = 60.0
"""With the wait for a core, which is no fault of the engine."""

log = structlog.get_logger(__name__)


def choose_recognizer(preferred: Preferred, *, has_whisper: bool) -> tuple[Engine, ...]:
    """Engines in the order they are tried; `has_whisper`: its model is loaded."""
    if preferred == "auto" and has_whisper:
        return ("faster-whisper", "pocketsphinx")
    return ("pocketsphinx",)


def build_recognizer(
    settings: Settings,
    queue: WorkQueue,
    vocabulary: Callable[[], tuple[str, ...]] = tuple,
    pronouns: Callable[[], tuple[str, str, str]] = lambda: THEY,
) -> TranscribeService:
    embedded = PocketsphinxRecognizer(
        queue,
        workers=os.cpu_count() or 1,
        deadline_s=DEADLINE_S,
        vocabulary=vocabulary,
        pronouns=pronouns,
    )
    whisper = None
    wanted = settings.recognizer == "auto"
    if wanted and find_spec("faster_whisper") is not None:
        models = settings.data_dir / "models"
        packaged = settings.whisper_model_size == PACKAGED_SIZE
        installed = partial(model_files, PACKAGE, models) if packaged else None
        files = WhisperFiles(
            size=settings.whisper_model_size,
            directory=settings.whisper_model_dir,
            folder=models,
            installed=installed,
        )
        may_fetch = settings.whisper_download == "auto"
        whisper = WhisperRecognizer(
            queue,
            files,
            may_fetch=may_fetch,
            expected=lambda: ExpectedWords(vocabulary(), pronouns()),
        )
    return TranscribeService(embedded, whisper)


class TranscribeService:
    """Serves with the embedded engine until Whisper is ready, then with Whisper."""

    def __init__(
        self, embedded: PocketsphinxRecognizer, whisper: WhisperRecognizer | None
    ) -> None:
        self._embedded = embedded
        self._whisper = whisper
        self.translation = Translation(whisper)
        alone: list[SpeechRecognizer] = [embedded]
        both: list[SpeechRecognizer] = [whisper, embedded] if whisper else alone
        self._starting: asyncio.Task[None] | None = None
        self._alone = _chain(alone)
        self._both = _chain(both)

    @property
    def name(self) -> str:
        """The engine that would write down the next utterance."""
        return self._chosen.engine

    async def start(self) -> None:
        """Begin to load what is to be loaded, and return at once."""
        self._starting = asyncio.create_task(self._settle())

    async def _settle(self) -> None:
        """Keep the embedded engine ready until Whisper serves, then let it go.

        Where Whisper's files are here it is ready within seconds, and whoever speaks
        before that starts the embedded engine himself.
        """
        whisper = self._whisper
        if whisper is None:
            await self._start_embedded()
            return
        await whisper.start()
        if await whisper.at_hand():
            await whisper.prepared()
        if not whisper.ready:
            await self._start_embedded()
        await whisper.serving()
        self._embedded.rest()

    async def _start_embedded(self) -> None:
        """The first utterance starts it as well, only later."""
        try:
            await self._embedded.start()
        except (TranscriptionFailed, OSError):
            log.exception("recognizer_start_failed", engine=self._embedded.name)

    async def recognize(
        self, utterance: Utterance, *, language: str | None = None, draft: bool = False
    ) -> Transcript:
        """Raise TranscriptionFailed when every engine fails, Overloaded when none has
        time.
        """
        outcome = await self._chosen.call(
            lambda engine: engine.recognize(utterance, language=language, draft=draft),
            more_s=MORE_S * utterance.duration_s,
        )
        heard = outcome.value
        degraded = self._problem + outcome.degraded + heard.degraded
        return replace(heard, degraded=degraded)

    @property
    def breakers(self) -> Mapping[str, CircuitBreaker]:
        return self._both.breakers

    async def health(self) -> PartHealth:
        detail: dict[str, Any] = dict((await self._embedded.health()).detail)
        if self._whisper is not None:
            detail["whisper"] = dict((await self._whisper.health()).detail)
        fell_back = self._chosen is self._both and self.name != self._first
        if self._problem or fell_back:
            return PartHealth("degraded", self.name, detail)
        return PartHealth("healthy", self.name, detail)

    async def close(self) -> None:
        if self._starting is not None:
            self._starting.cancel()
            await asyncio.gather(self._starting, return_exceptions=True)
        if self._whisper is not None:
            await self._whisper.close()
        await self._embedded.close()

    @property
    def _chosen(self) -> Fallback[SpeechRecognizer]:
        has_whisper = self._whisper is not None and self._whisper.ready
        engines = choose_recognizer("auto", has_whisper=has_whisper)
        return self._both if len(engines) > 1 else self._alone

    @property
    def _first(self) -> str:
        return self._both.providers[0].name

    @property
    def _problem(self) -> tuple[str, ...]:
        problem = self._whisper.problem if self._whisper else None
        return (f"{PART}:faster-whisper:{problem}",) if problem else ()


def _chain(engines: list[SpeechRecognizer]) -> Fallback[SpeechRecognizer]:
    """The engines in order, none of which is blamed for what is long or has to wait.

    One visitor's recordings would leave the others without an engine.
    """
    chain = Fallback(
        PART,
        engines,
        deadline_s=QUEUED_DEADLINE_S,
        error=TranscriptionFailed,
        late=Overloaded,
        slow_is_fault=False,
    )
    chain.breakers[engines[-1].name] = never_open()
    return chain

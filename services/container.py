"""The one place where everything is built and put together."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from services.ai_session_logger import AISessionLogger, build_session_logger
from services.audio_cleanup import AudioCleanup
from services.audio_files import AudioFiles
from services.database_service import Storage, build_storage
from services.errors import StorageUnavailable
from services.fallback import CircuitBreaker
from services.guestbook_service import Guestbook
from services.health import HealthCheck
from services.llm_service import build_phraser
from services.metrics import Metrics
from services.models.records import Interaction
from services.pipeline.answering import Answering
from services.pipeline.enhancement import Enhancements
from services.pipeline.forgetting import Forgetting
from services.pipeline.sessions import Sessions
from services.pipeline.speaking import Speaking
from services.pipeline.streaming import StreamedTurns
from services.pipeline.turns import Hearing, Turns
from services.protocols import AudioDecoder, Part, Phraser
from services.resume_query_processor import ResumeQueryProcessor
from services.settings import Settings
from services.speech.decoder import PyAVDecoder
from services.transcribe_service import TranscribeService, build_recognizer
from services.tts_service import TtsService, build_synthesizer
from services.vad_service import VadService, build_detector
from services.work_queue import WorkQueue

WAITING_PER_CORE = 4
SHARE_PER_VISITOR = 4
HOUSEKEEPING_S = 60.0


@dataclass(slots=True)
class Services:
    """Everything that routes use; `start` and `stop` bracket its background work."""

    settings: Settings
    queue: WorkQueue
    processor: ResumeQueryProcessor
    decoder: AudioDecoder
    detector: VadService
    recognizer: TranscribeService
    synthesizer: TtsService
    audio_files: AudioFiles
    cleanup: AudioCleanup
    phraser: Phraser
    turns: Turns
    streamed: StreamedTurns
    enhancements: Enhancements
    storage: Storage
    session_log: AISessionLogger
    guestbook: Guestbook
    forgetting: Forgetting
    parts: Mapping[str, Part]
    health: HealthCheck
    metrics: Metrics
    _housekeeping: asyncio.Task[None] | None = None

    async def start(self) -> None:
        await self.storage.start()
        self.session_log.start()
        await self.cleanup.start()
        await self.recognizer.start()
        self._housekeeping = asyncio.create_task(self._keep_house())

    async def stop(self) -> None:
        if self._housekeeping is not None:
            self._housekeeping.cancel()
            await asyncio.gather(self._housekeeping, return_exceptions=True)
        await self.enhancements.close()
        # What still waits to be logged needs the store, which closes as a part.
        await self.session_log.close()
        for part in self.parts.values():
            await part.close()
        self.queue.close()

    @property
    def ready(self) -> bool:
        """A text question needs the engine alone, and that is built by now."""
        return True

    def capabilities(self) -> dict[str, bool]:
        return {
            "voice_processing": True,
            "content_cards": True,
            "conversation_history": True,
            "llm": self.phraser.name != "none",
            "realtime": False,
        }

    def models_loaded(self) -> dict[str, bool]:
        """Whisper may still be on its way; detection and the voice load when used."""
        return {
            "whisper": self.recognizer.name == "faster-whisper",
            "vad": True,
            "tts": True,
        }

    def last_updated(self) -> str:
        changed_s = self.settings.resume_path.stat().st_mtime
        return datetime.fromtimestamp(changed_s, UTC).isoformat()

    def breakers(self) -> Mapping[str, Mapping[str, CircuitBreaker]]:
        """Circuit breakers by part and engine."""
        return {
            "vad": self.detector.breakers,
            "recognizer": self.recognizer.breakers,
            "tts": self.synthesizer.breakers,
        }

    async def _keep_house(self) -> None:
        """Expire sessions, and take up a changed résumé."""
        while True:
            await asyncio.sleep(HOUSEKEEPING_S)
            with suppress(StorageUnavailable):
                for gone in await self.storage.sessions.expire(datetime.now(UTC)):
                    self.enhancements.forget_session(gone)
            await asyncio.to_thread(self.processor.refresh)


def build_services(settings: Settings) -> Services:
    """Cheap: nothing is loaded that the first text question does not need."""
    queue = _build_queue()
    tone = settings.persona_tone
    processor = ResumeQueryProcessor.from_path(settings.resume_path, tone=tone)
    detector = build_detector(settings, queue)
    recognizer = build_recognizer(settings, queue, processor.vocabulary)
    synthesizer = build_synthesizer(settings, queue)
    storage = build_storage(settings)
    session_log = build_session_logger(settings, storage.interactions)
    audio_files = AudioFiles(settings.audio_dir, max_age_s=settings.audio_max_age)
    cleanup = _build_cleanup(settings, audio_files)
    metrics = Metrics()

    def record(turn: Interaction) -> None:
        metrics.turn(turn)
        session_log.record(turn)

    phraser = build_phraser(settings, lambda: processor.resume)
    in_time_s = settings.llm_background_deadline_ms / 1000
    enhancements = Enhancements(phraser, deadline_s=in_time_s)
    turns = Turns(
        sessions=Sessions(storage.sessions),
        answering=_build_answering(settings, processor, phraser),
        hearing=Hearing(detector, recognizer),
        speaking=Speaking(synthesizer, audio_files),
        record=record,
    )
    parts: Mapping[str, Part] = {
        "vad": detector,
        "recognizer": recognizer,
        "llm": phraser,
        "tts": synthesizer,
        "storage": storage,
        "session_log": session_log,
        "audio_cleanup": cleanup,
    }
    return Services(
        settings=settings,
        queue=queue,
        processor=processor,
        decoder=_build_decoder(settings, queue),
        detector=detector,
        recognizer=recognizer,
        synthesizer=synthesizer,
        audio_files=audio_files,
        cleanup=cleanup,
        phraser=phraser,
        turns=turns,
        streamed=_build_streamed(settings, turns),
        enhancements=enhancements,
        storage=storage,
        session_log=session_log,
        guestbook=Guestbook(storage.guestbook, queue),
        forgetting=_build_forgetting(storage, session_log, audio_files, enhancements),
        parts=parts,
        health=HealthCheck(parts, settings.data_dir),
        metrics=metrics,
    )


def _build_queue() -> WorkQueue:
    cores = os.cpu_count() or 1
    return WorkQueue(
        workers=cores,
        capacity=cores * WAITING_PER_CORE,
        per_visitor=SHARE_PER_VISITOR,
    )


def _build_decoder(settings: Settings, queue: WorkQueue) -> AudioDecoder:
    return PyAVDecoder(
        queue,
        max_bytes=settings.max_audio_bytes,
        max_seconds=settings.max_audio_length,
        noise_reduction=settings.noise_reduction,
    )


def _build_answering(
    settings: Settings, processor: ResumeQueryProcessor, phraser: Phraser
) -> Answering:
    return Answering(
        processor,
        phraser,
        confirm_below=settings.confirm_below,
        llm_deadline_s=settings.llm_deadline_ms / 1000,
    )


def _build_cleanup(settings: Settings, files: AudioFiles) -> AudioCleanup:
    return AudioCleanup(
        files,
        interval_s=settings.cleanup_interval,
        max_total_bytes=settings.audio_max_total_bytes,
    )


def _build_streamed(settings: Settings, turns: Turns) -> StreamedTurns:
    return StreamedTurns(
        turns,
        first_s=settings.llm_deadline_ms / 1000,
        whole_s=settings.llm_background_deadline_ms / 1000,
    )


def _build_forgetting(
    storage: Storage,
    session_log: AISessionLogger,
    files: AudioFiles,
    enhancements: Enhancements,
) -> Forgetting:
    return Forgetting(
        storage.sessions,
        interactions=session_log.forget,
        audio=files.remove_for_session,
        background=enhancements.forget_session,
    )

"""The one place where everything is built and put together."""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import psutil
import structlog

from services.audio_cleanup import AudioCleanup
from services.audio_files import AudioFiles
from services.models.health import PartHealth, Status
from services.pipeline.answering import Answering
from services.pipeline.sessions import Sessions
from services.pipeline.speaking import Speaking
from services.pipeline.turns import Hearing, Turns
from services.protocols import AudioDecoder, Part
from services.resume_query_processor import ResumeQueryProcessor
from services.settings import Settings
from services.speech.decoder import PyAVDecoder
from services.storage.memory import MemorySessions
from services.transcribe_service import TranscribeService, build_recognizer
from services.tts_service import TtsService, build_synthesizer
from services.vad_service import VadService, build_detector
from services.work_queue import WorkQueue

HEALTH_LIMIT_S = 2.0
HEALTH_CACHE_S = 0.5
WAITING_PER_CORE = 4
SHARE_PER_VISITOR = 4
HOUSEKEEPING_S = 60.0

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class HealthReport:
    """`status` is the worst of the parts that answering needs."""

    status: Status
    parts: Mapping[str, PartHealth]
    memory_mb: float
    cpu_percent: float
    disk_mb: float


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
    turns: Turns
    parts: Mapping[str, Part]
    _process: psutil.Process = field(default_factory=psutil.Process)
    _report: tuple[float, HealthReport] | None = None
    _housekeeping: asyncio.Task[None] | None = None

    async def start(self) -> None:
        await self.cleanup.start()
        await self.recognizer.start()
        self._housekeeping = asyncio.create_task(self._keep_house())

    async def stop(self) -> None:
        if self._housekeeping is not None:
            self._housekeeping.cancel()
            await asyncio.gather(self._housekeeping, return_exceptions=True)
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
            "llm": self.turns.answering.phraser is not None,
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

    async def health(self) -> HealthReport:
        """Ask every part, at most every HEALTH_CACHE_S, for at most HEALTH_LIMIT_S."""
        now = time.monotonic()
        if self._report is None or now - self._report[0] > HEALTH_CACHE_S:
            self._report = (now, await self._ask_all())
        return self._report[1]

    async def _ask_all(self) -> HealthReport:
        names = list(self.parts)
        answers = await asyncio.gather(*(self._ask(self.parts[n]) for n in names))
        parts = dict(zip(names, answers, strict=True))
        return HealthReport(
            status=worst(parts),
            parts=parts,
            memory_mb=round(self._process.memory_info().rss / 1e6, 1),
            cpu_percent=self._process.cpu_percent(),
            disk_mb=round(sum_of_files(self.settings), 1),
        )

    async def _ask(self, part: Part) -> PartHealth:
        try:
            return await asyncio.wait_for(part.health(), HEALTH_LIMIT_S)
        except TimeoutError:
            return PartHealth("unhealthy", part.name, {"reason": "no answer in time"})
        # A part that cannot even say how it is must not take the report down.
        except Exception:  # noqa: BLE001
            _log.exception("health_failed", part=part.name)
            return PartHealth("unhealthy", part.name, {"reason": "failed"})

    async def _keep_house(self) -> None:
        """Expire sessions, and take up a changed résumé."""
        while True:
            await asyncio.sleep(HOUSEKEEPING_S)
            await self.turns.sessions.store.expire(datetime.now(UTC))
            await asyncio.to_thread(self.processor.refresh)


def worst(parts: Mapping[str, PartHealth]) -> Status:
    """Text answers need none of the parts, so a broken one degrades the whole."""
    if all(part.status == "healthy" for part in parts.values()):
        return "healthy"
    return "degraded"


def sum_of_files(settings: Settings) -> float:
    """Megabytes of the disk that DATA_DIR is on, in use."""
    where = (
        settings.data_dir if settings.data_dir.exists() else settings.data_dir.parent
    )
    return shutil.disk_usage(where).used / 1e6


def build_services(settings: Settings) -> Services:
    """Cheap: nothing is loaded that the first text question does not need."""
    cores = os.cpu_count() or 1
    queue = WorkQueue(
        workers=cores,
        capacity=cores * WAITING_PER_CORE,
        per_visitor=SHARE_PER_VISITOR,
    )
    processor = ResumeQueryProcessor.from_path(
        settings.resume_path, tone=settings.persona_tone
    )
    detector = build_detector(settings, queue)
    recognizer = build_recognizer(settings, queue, processor.vocabulary)
    synthesizer = build_synthesizer(settings, queue)
    store = MemorySessions(
        ttl_s=settings.session_ttl, max_sessions=settings.max_sessions
    )
    audio_files = AudioFiles(settings.audio_dir, max_age_s=settings.audio_max_age)
    cleanup = AudioCleanup(
        audio_files,
        interval_s=settings.cleanup_interval,
        max_total_bytes=settings.audio_max_total_bytes,
    )
    turns = Turns(
        sessions=Sessions(store),
        answering=Answering(
            processor,
            confirm_below=settings.confirm_below,
            llm_deadline_s=settings.llm_deadline_ms / 1000,
        ),
        hearing=Hearing(detector, recognizer),
        speaking=Speaking(synthesizer, audio_files),
        record=lambda _: None,
    )
    return Services(
        settings=settings,
        queue=queue,
        processor=processor,
        decoder=PyAVDecoder(
            queue,
            max_bytes=settings.max_audio_bytes,
            max_seconds=settings.max_audio_length,
            noise_reduction=settings.noise_reduction,
        ),
        detector=detector,
        recognizer=recognizer,
        synthesizer=synthesizer,
        audio_files=audio_files,
        cleanup=cleanup,
        turns=turns,
        parts={
            "vad": detector,
            "recognizer": recognizer,
            "tts": synthesizer,
            "storage": store,
            "audio_cleanup": cleanup,
        },
    )

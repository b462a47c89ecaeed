"""Everything that is running, as one object: started, asked and stopped together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import structlog

from services.ai_session_logger import AISessionLogger
from services.alerts import Alerts
from services.analytics.insight import Insight
from services.audio_cleanup import AudioCleanup
from services.audio_files import AudioFiles
from services.database_service import Storage
from services.errors import StorageUnavailable
from services.guard.api_keys import ApiKeys
from services.guard.framing import Framing
from services.guard.owner_sessions import OwnerSessions
from services.guard.rate_limit import RateLimit
from services.guestbook_service import Guestbook
from services.health import HealthCheck
from services.interview_parts import InterviewParts
from services.look_service import PageLook
from services.meaning_service import MeaningService
from services.metrics import Metrics
from services.models.speech import SoundFormat, SpeechRequest
from services.pipeline.enhancement import Enhancements
from services.pipeline.forgetting import Forgetting
from services.pipeline.listening import Listening
from services.pipeline.recording_jobs import RecordingJobs
from services.pipeline.recordings import Recordings
from services.pipeline.streaming import StreamedTurns
from services.pipeline.turns import Turns
from services.protocols import AudioDecoder, Breaker, Part, Phraser, SpeechRecognizer
from services.realtime.talks import Talks
from services.resume_query_processor import ResumeQueryProcessor
from services.reuse.answer_cache import AnswerCache
from services.settings import Settings
from services.sound_service import spoken_file
from services.steady_clock import SteadyClock
from services.transcribe_service import TranscribeService
from services.tts_service import TtsService
from services.vad_service import VadService
from services.work_queue import WorkQueue

HOUSEKEEPING_S = 60.0

_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Services:
    """Everything that routes use; `start` and `stop` bracket its background work."""

    settings: Settings
    queue: WorkQueue
    thinking: WorkQueue
    processor: ResumeQueryProcessor
    meaning: MeaningService
    decoder: AudioDecoder
    detector: VadService
    recognizer: TranscribeService
    translation: SpeechRecognizer
    listening: Listening
    recordings: Recordings
    talks: Talks
    synthesizer: TtsService
    audio_files: AudioFiles
    cleanup: AudioCleanup
    phraser: Phraser
    answer_cache: AnswerCache
    turns: Turns
    jobs: RecordingJobs
    streamed: StreamedTurns
    enhancements: Enhancements
    storage: Storage
    session_log: AISessionLogger
    insight: Insight
    owner_sessions: OwnerSessions | None
    """None while ADMIN_TOKEN is not set."""
    guesses: RateLimit
    """Wrong tokens of each visitor; there is no switching it off."""
    api_keys: ApiKeys
    guestbook: Guestbook
    interviewing: InterviewParts
    forgetting: Forgetting
    metrics: Metrics
    clock: SteadyClock
    alerts: Alerts
    look: PageLook = field(default_factory=PageLook)
    framing: Framing = field(init=False)
    health: HealthCheck = field(init=False)
    _housekeeping: asyncio.Task[None] | None = None
    _preparing: asyncio.Task[None] | None = None

    def __post_init__(self) -> None:
        self.framing = Framing(lambda: self.settings.cors_origins)
        self.health = HealthCheck(self.parts, self.settings.data_dir)

    @property
    def parts(self) -> dict[str, Part]:
        """What is asked how it is, and closed in this order."""
        return {
            "resume": self.processor,
            "vad": self.detector,
            "recognizer": self.recognizer,
            "turn_end": self.listening.turn_end,
            "meaning": self.meaning,
            "llm": self.phraser,
            "tts": self.synthesizer,
            # Before the store: what still waits to be logged goes there.
            "session_log": self.session_log,
            "storage": self.storage,
            "audio_cleanup": self.cleanup,
            "realtime": self.talks,
        }

    async def start(self) -> None:
        await self.storage.start()
        await self._erase_old_copies()
        self.session_log.start()
        self.insight.start(self.storage.interactions)
        await self.cleanup.start()
        await self.recognizer.start()
        await self.synthesizer.start()
        self.meaning.start()
        self._preparing = asyncio.create_task(self.phraser.prepare())
        self._housekeeping = asyncio.create_task(self._keep_house())

    async def stop(self) -> None:
        background = [t for t in (self._housekeeping, self._preparing) if t is not None]
        for task in background:
            task.cancel()
        await asyncio.gather(*background, return_exceptions=True)
        async with AsyncExitStack() as closing:
            # The last one first; one that fails to close keeps no other open.
            closing.callback(self.queue.close)
            closing.callback(self.thinking.close)
            closing.push_async_callback(self.alerts.close)
            for part in reversed(self.parts.values()):
                closing.push_async_callback(part.close)
            closing.push_async_callback(self.insight.close)
            closing.push_async_callback(self.recordings.close)
            closing.push_async_callback(self.enhancements.close)
            closing.push_async_callback(self.jobs.close)

    def spoken_file(
        self, request: SpeechRequest, format: SoundFormat
    ) -> AsyncGenerator[bytes]:
        """A text as one file, piece after piece of what is said."""
        return spoken_file(self.synthesizer, self.queue, request, format)

    def is_owners(self, token: str) -> bool:
        """Whether it is ADMIN_TOKEN."""
        return self.owner_sessions is not None and self.owner_sessions.is_token(token)

    def capabilities(self) -> dict[str, bool]:
        return {
            "voice_processing": True,
            "content_cards": True,
            "conversation_history": True,
            "llm": self.phraser.name != "none",
            "realtime": True,
        }

    def models_loaded(self) -> dict[str, bool]:
        """Whisper may still be on its way; detection and the voice load when used."""
        return {
            "whisper": self.recognizer.name == "faster-whisper",
            "vad": True,
            "tts": True,
        }

    def last_updated(self) -> str:
        changed = datetime.fromtimestamp(self.processor.changed_at_s, UTC)
        return changed.isoformat()

    def breakers(self) -> Mapping[str, Mapping[str, Breaker]]:
        """Circuit breakers by part and engine."""
        return {
            "vad": self.detector.breakers,
            "recognizer": self.recognizer.breakers,
            "tts": self.synthesizer.breakers,
            "llm": self.phraser.breakers,
            "upstream": self.talks.breakers,
        }

    async def _keep_house(self) -> None:
        while True:
            await asyncio.sleep(HOUSEKEEPING_S)
            try:
                await self.tidy()
            # Sessions must go on expiring, whatever happened this once.
            except Exception:  # noqa: BLE001
                _log.exception("housekeeping_failed")

    async def tidy(self) -> None:
        """Expire sessions and jobs, erase old copies, take up a changed résumé."""
        self.jobs.expire()
        self.recordings.expire()
        with suppress(StorageUnavailable):
            for gone in await self.storage.sessions.expire(self.clock.now()):
                self.enhancements.forget_session(gone)
        await self._erase_old_copies()
        await asyncio.to_thread(self.processor.refresh)

    async def _erase_old_copies(self) -> None:
        days = self.settings.kept_copies_days
        await self.storage.erase_old_copies(keep_for=timedelta(days=days))

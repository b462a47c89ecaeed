"""The one place where everything is built and put together."""

from __future__ import annotations

import os

from services.ai_session_logger import AISessionLogger, build_session_logger
from services.allocator import keep_steady
from services.analytics.gap_report import GapReport
from services.analytics.insight import Insight
from services.analytics.watched_log import WatchedLog
from services.audio_cleanup import AudioCleanup
from services.audio_files import AudioFiles
from services.container import Services
from services.database_service import Storage, build_storage
from services.guard.daily_share import DailyShare
from services.guard.log_outs import FILE_NAME
from services.guard.owner_sessions import OwnerSessions
from services.guard.rate_limit import RateLimit
from services.guestbook_service import Guestbook
from services.llm_service import build_phraser
from services.meaning_service import MeaningService, build_meaning
from services.metrics import Metrics
from services.models.answer import Query
from services.pipeline.answering import Answering
from services.pipeline.enhancement import Enhancements
from services.pipeline.forgetting import Forgetting
from services.pipeline.hearing import Hearing
from services.pipeline.listening import Listening
from services.pipeline.pauses import TurnRules
from services.pipeline.recording import all_of, log_turn
from services.pipeline.sessions import Sessions
from services.pipeline.speaking import Speaking
from services.pipeline.streaming import StreamedTurns
from services.pipeline.turns import Turns
from services.protocols import Phraser
from services.realtime.making import Makers
from services.realtime.talks import Talks
from services.resume.loading import load
from services.resume_query_processor import ResumeQueryProcessor
from services.settings import Settings, report_nothing
from services.speech.decoder import PyAVDecoder
from services.steady_clock import SteadyClock
from services.transcribe_service import TranscribeService, build_recognizer
from services.tts_service import build_synthesizer
from services.turn_end_service import build_turn_end
from services.vad_service import VadService, build_detector
from services.work_queue import WorkQueue

WAITING_PER_CORE = 4
SHARE_PER_VISITOR = 4


def build_services(settings: Settings) -> Services:
    """Cheap: nothing is loaded that the first text question does not need."""
    report_nothing()
    keep_steady()
    queue, clock, metrics = build_queue(), SteadyClock(), Metrics()
    meaning, thinking = build_meaning(settings), build_thinking(settings)
    processor = build_processor(settings, meaning, thinking)
    phraser = build_phraser(settings, lambda: processor.resume)
    detector = build_detector(settings, queue)
    recognizer = build_recognizer(
        settings, queue, processor.vocabulary, lambda: processor.profile.pronouns
    )
    synthesizer = build_synthesizer(settings, queue)
    audio_files = build_audio_files(settings, clock)
    storage = build_storage(settings, clock=clock.now)
    insight = build_insight(settings, processor)
    log = build_session_logger(settings, WatchedLog(storage.interactions, insight))
    enhancements = Enhancements(phraser, deadline_s=whole_s(settings))
    turns = Turns(
        sessions=Sessions(storage.sessions),
        answering=build_answering(settings, processor, phraser),
        hearing=Hearing(detector, recognizer),
        speaking=Speaking(synthesizer, audio_files),
        record=all_of(metrics.turn, log_turn, log.record),
    )
    streamed = build_streamed(settings, turns)
    listening = build_listening(settings, detector, recognizer)
    talks = build_talks(settings, Makers(turns, streamed), listening)
    return Services(
        settings=settings,
        queue=queue,
        thinking=thinking,
        processor=processor,
        meaning=meaning,
        decoder=build_decoder(settings, queue),
        detector=detector,
        recognizer=recognizer,
        listening=listening,
        talks=talks,
        synthesizer=synthesizer,
        audio_files=audio_files,
        cleanup=build_cleanup(settings, audio_files),
        phraser=phraser,
        turns=turns,
        streamed=streamed,
        enhancements=enhancements,
        storage=storage,
        session_log=log,
        insight=insight,
        owner_sessions=build_owner_sessions(settings),
        guesses=RateLimit(),
        guestbook=build_guestbook(settings, storage, queue),
        forgetting=build_forgetting(storage, log, turns, enhancements, talks),
        metrics=metrics,
        clock=clock,
    )


def build_processor(
    settings: Settings, meaning: MeaningService, thinking: WorkQueue
) -> ResumeQueryProcessor:
    return ResumeQueryProcessor.from_path(
        settings.resume_path,
        tone=settings.persona_tone,
        make_meaning=meaning.vectors_of,
        off_loop=thinking.run,
        first_person=settings.persona_voice == "first",
    )


def build_queue() -> WorkQueue:
    cores = os.cpu_count() or 1
    return WorkQueue(
        workers=cores,
        capacity=cores * WAITING_PER_CORE,
        per_visitor=SHARE_PER_VISITOR,
    )


def build_thinking(settings: Settings) -> WorkQueue:
    """One thread for answers by meaning: heavy work must not stand before them.

    More threads would only keep the event loop from its turn. It refuses nobody whom
    the limit on requests let in.
    """
    most = settings.max_concurrent_requests
    return WorkQueue(
        workers=1, capacity=most, per_visitor=most, name="thinking", polite=False
    )


def build_answering(
    settings: Settings, processor: ResumeQueryProcessor, phraser: Phraser
) -> Answering:
    return Answering(
        processor,
        phraser,
        confirm_below=settings.confirm_below,
        llm_deadline_s=first_s(settings),
    )


def build_listening(
    settings: Settings,
    detector: VadService,
    recognizer: TranscribeService,
) -> Listening:
    rules = TurnRules(
        threshold=settings.vad_threshold,
        longest_s=settings.max_audio_length,
    )
    # Whether somebody is done is wanted within a fraction of a pause, while the answer
    # is looked for: neither waits for the other.
    most = settings.realtime_talks
    own = WorkQueue(
        workers=1, capacity=most, per_visitor=most, name="turn_end", polite=False
    )
    turn_end = build_turn_end(settings, own)
    return Listening(detector, recognizer, turn_end, rules)


def build_talks(settings: Settings, makers: Makers, listening: Listening) -> Talks:
    detector = makers.turns.hearing.detector
    return Talks(makers, listening, lambda: detector.name, most=settings.realtime_talks)


def build_streamed(settings: Settings, turns: Turns) -> StreamedTurns:
    return StreamedTurns(turns, first_s=first_s(settings), whole_s=whole_s(settings))


def build_cleanup(settings: Settings, audio_files: AudioFiles) -> AudioCleanup:
    return AudioCleanup(
        audio_files,
        interval_s=settings.cleanup_interval,
        max_total_bytes=settings.audio_max_total_bytes,
    )


def build_guestbook(
    settings: Settings, storage: Storage, queue: WorkQueue
) -> Guestbook:
    limited = settings.rate_limit_enabled
    share = DailyShare(settings.guestbook_daily_signatures) if limited else None
    return Guestbook(storage.guestbook, queue, share=share)


def build_owner_sessions(settings: Settings) -> OwnerSessions | None:
    token = settings.admin_token
    if token is None:
        return None
    path = settings.data_dir / FILE_NAME
    return OwnerSessions(token.get_secret_value(), log_outs=path)


def build_insight(settings: Settings, processor: ResumeQueryProcessor) -> Insight:
    report = GapReport(
        resume=lambda: processor.resume,
        document=lambda: load(settings.resume_path).document.value,
        answers=lambda question: not processor.answer(Query(question)).absent,
    )
    return Insight(report, budget_usd=settings.daily_cost_limit_usd)


def build_audio_files(settings: Settings, clock: SteadyClock) -> AudioFiles:
    return AudioFiles(
        settings.audio_dir,
        max_age_s=settings.audio_max_age,
        max_total_bytes=settings.audio_max_total_bytes,
        clock=clock.seconds,
    )


def build_forgetting(
    storage: Storage,
    log: AISessionLogger,
    turns: Turns,
    enhancements: Enhancements,
    talks: Talks,
) -> Forgetting:
    def background(session_id: str) -> None:
        turns.sessions.erasures.note(session_id)
        enhancements.forget_session(session_id)
        talks.forget(session_id)

    return Forgetting(
        storage.sessions,
        interactions=log.forget,
        audio=turns.speaking.store.remove_for_session,
        copies=storage.forget_in_copies,
        background=background,
    )


def build_decoder(settings: Settings, queue: WorkQueue) -> PyAVDecoder:
    return PyAVDecoder(
        queue,
        max_bytes=settings.max_audio_bytes,
        max_seconds=settings.max_audio_length,
        noise_reduction=settings.noise_reduction,
    )


def first_s(settings: Settings) -> float:
    """How long a turn waits for a model's first words."""
    return settings.llm_deadline_ms / 1000


def whole_s(settings: Settings) -> float:
    """How long a model may take where nobody waits for it."""
    return settings.llm_background_deadline_ms / 1000

"""The one place where everything is built and put together."""

from __future__ import annotations

from services.ai_session_logger import AISessionLogger, build_session_logger
from services.allocator import keep_steady
from services.analytics.watched_log import WatchedLog
from services.answer_parts import AnswerParts, build_answer_parts
from services.audio_cleanup import AudioCleanup
from services.audio_files import AudioFiles
from services.configuration.named import by_name, keys_by_name
from services.container import Services
from services.database_service import Storage, build_storage
from services.feedback_parts import build_feedback_parts
from services.guard.api_keys import ApiKeys
from services.guard.daily_share import DailyShare
from services.guard.hourly_seconds import HourlySeconds
from services.guard.log_outs import FILE_NAME
from services.guard.owner_sessions import OwnerSessions
from services.guard.rate_limit import RateLimit
from services.guestbook_service import Guestbook
from services.interview_parts import build_interview_parts
from services.metrics import Metrics
from services.owner_acts import build_owner_acts
from services.pipeline.answering import Answering
from services.pipeline.enhancement import Enhancements
from services.pipeline.forgetting import Forgetting
from services.pipeline.hearing import Hearing
from services.pipeline.job_limits import JobLimits
from services.pipeline.listening import Listening
from services.pipeline.recording import all_of, log_turn
from services.pipeline.recording_jobs import RecordingJobs
from services.pipeline.recording_writer import RecordingWriter
from services.pipeline.recordings import Recordings
from services.pipeline.sessions import Sessions
from services.pipeline.speaking import Speaking
from services.pipeline.streaming import StreamedTurns
from services.pipeline.turns import Turns
from services.protocols import AudioDecoder
from services.realtime.making import Makers
from services.realtime.talks import Talks
from services.settings import Settings, report_nothing
from services.sound_parts import SoundParts, build_sound_parts
from services.speech.container_format import container_format
from services.steady_clock import SteadyClock
from services.work_queue import WorkQueue

JOBS_PER_VISITOR = 2


def build_services(settings: Settings) -> Services:
    """Cheap: nothing is loaded that the first text question does not need."""
    report_nothing()
    keep_steady()
    clock, metrics = SteadyClock(), Metrics()
    answers = build_answer_parts(settings, clock)
    sound = build_sound_parts(settings, clock, answers)
    storage = build_storage(settings, clock=clock.now)
    watched = WatchedLog(storage.interactions, answers.insight)
    log = build_session_logger(settings, watched)
    enhancements = Enhancements(answers.phraser, deadline_s=whole_s(settings))
    turns = Turns(
        sessions=Sessions(storage.sessions),
        answering=build_answering(settings, answers),
        hearing=Hearing(sound.detector, sound.recognizer),
        speaking=Speaking(sound.synthesizer, sound.audio_files),
        record=all_of(metrics.turn, log_turn, log.record),
    )
    streamed = build_streamed(settings, turns)
    talks = build_talks(settings, turns, streamed, answers, sound.listening)
    jobs = build_jobs(settings, sound, turns)
    recordings = build_recordings(settings, sound.decoder, turns)
    return Services(
        settings=settings,
        queue=sound.queue,
        thinking=answers.thinking,
        processor=answers.processor,
        meaning=answers.meaning,
        decoder=sound.decoder,
        detector=sound.detector,
        recognizer=sound.recognizer,
        listening=sound.listening,
        talks=talks,
        recordings=recordings,
        synthesizer=sound.synthesizer,
        audio_files=sound.audio_files,
        cleanup=build_cleanup(settings, sound.audio_files),
        phraser=answers.phraser,
        answer_cache=answers.cache,
        turns=turns,
        jobs=jobs,
        streamed=streamed,
        enhancements=enhancements,
        storage=storage,
        session_log=log,
        insight=answers.insight,
        owner_sessions=build_owner_sessions(settings),
        guesses=RateLimit(),
        api_keys=build_api_keys(settings),
        guestbook=build_guestbook(settings, storage, sound.queue),
        interviewing=build_interview_parts(settings, clock, answers, sound, storage),
        forgetting=build_forgetting(
            storage, log, turns, enhancements, jobs, recordings, talks
        ),
        metrics=metrics,
        clock=clock,
        alerts=answers.alerts,
        feedback=build_feedback_parts(settings, storage, log, talks, answers.alerts),
        owner=build_owner_acts(settings, clock, answers, storage),
    )


def build_answering(settings: Settings, answers: AnswerParts) -> Answering:
    return Answering(
        answers.processor,
        answers.phraser,
        confirm_below=settings.confirm_below,
        llm_deadline_s=first_s(settings),
    )


def build_recordings(
    settings: Settings, decoder: AudioDecoder, turns: Turns
) -> Recordings:
    return Recordings(
        decoder,
        lambda: turns.hearing,
        most_bytes=settings.max_audio_bytes,
        look=container_format,
    )


def build_talks(
    settings: Settings,
    turns: Turns,
    streamed: StreamedTurns,
    answers: AnswerParts,
    listening: Listening,
) -> Talks:
    makers = Makers(turns, streamed, answers.upstream)
    detector = turns.hearing.detector
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


def build_api_keys(settings: Settings) -> ApiKeys:
    quotas = by_name(settings.api_key_quotas)
    return ApiKeys(
        keys_by_name(settings.api_keys),
        quotas={name: int(quota[-1]) for name, quota in quotas.items()},
        origins=by_name(settings.api_key_origins),
    )


def build_forgetting(
    storage: Storage,
    log: AISessionLogger,
    turns: Turns,
    enhancements: Enhancements,
    jobs: RecordingJobs,
    recordings: Recordings,
    talks: Talks,
) -> Forgetting:
    def background(session_id: str) -> int:
        turns.sessions.erasures.note(session_id)
        enhancements.forget_session(session_id)
        recordings.drop(session_id)
        talks.forget(session_id)
        return jobs.forget_session(session_id)

    return Forgetting(
        storage.sessions,
        interactions=log.forget,
        audio=turns.speaking.store.remove_for_session,
        copies=storage.forget_in_copies,
        messages=storage.messages.delete_session,
        background=background,
    )


def build_jobs(settings: Settings, sound: SoundParts, turns: Turns) -> RecordingJobs:
    limited = settings.rate_limit_enabled
    limits = JobLimits(
        files=settings.job_max_files,
        bytes=settings.max_audio_bytes,
        per_visitor=JOBS_PER_VISITOR if limited else None,
        seconds=HourlySeconds(settings.job_hourly_seconds) if limited else None,
    )
    writer = RecordingWriter(sound.decoder, turns.hearing, sound.queue.idle)
    return RecordingJobs(writer, limits, turns.sessions.erasures)


def first_s(settings: Settings) -> float:
    """How long a turn waits for a model's first words."""
    return settings.llm_deadline_ms / 1000


def whole_s(settings: Settings) -> float:
    """How long a model may take where nobody waits for it."""
    return settings.llm_background_deadline_ms / 1000

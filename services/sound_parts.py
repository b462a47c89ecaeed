"""The parts that hear and speak, which share the queue for heavy work."""

from __future__ import annotations

import os
from dataclasses import dataclass

from services.answer_parts import AnswerParts
from services.audio_files import AudioFiles
from services.pipeline.listening import Listening
from services.pipeline.pauses import TurnRules
from services.settings import Settings
from services.speech.decoder import PyAVDecoder
from services.steady_clock import SteadyClock
from services.transcribe_service import TranscribeService, build_recognizer
from services.tts_service import TtsService, build_synthesizer
from services.turn_end_service import build_turn_end
from services.vad_service import VadService, build_detector
from services.work_queue import WorkQueue

WAITING_PER_CORE = 4
SHARE_PER_VISITOR = 4


@dataclass(frozen=True, slots=True)
class SoundParts:
    queue: WorkQueue
    decoder: PyAVDecoder
    detector: VadService
    recognizer: TranscribeService
    listening: Listening
    synthesizer: TtsService
    audio_files: AudioFiles


def build_sound_parts(
    settings: Settings, clock: SteadyClock, answers: AnswerParts
) -> SoundParts:
    """Everything from a recording to its words, and from words to a sound."""
    queue, processor = build_queue(), answers.processor
    detector = build_detector(settings, queue)
    recognizer = build_recognizer(
        settings, queue, processor.vocabulary, lambda: processor.profile.pronouns
    )
    return SoundParts(
        queue=queue,
        decoder=build_decoder(settings, queue),
        detector=detector,
        recognizer=recognizer,
        listening=build_listening(settings, detector, recognizer),
        synthesizer=build_synthesizer(settings, queue, answers.alerts.tell),
        audio_files=build_audio_files(settings, clock),
    )


def build_queue() -> WorkQueue:
    cores = os.cpu_count() or 1
    return WorkQueue(
        workers=cores,
        capacity=cores * WAITING_PER_CORE,
        per_visitor=SHARE_PER_VISITOR,
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


def build_audio_files(settings: Settings, clock: SteadyClock) -> AudioFiles:
    return AudioFiles(
        settings.audio_dir,
        max_age_s=settings.audio_max_age,
        max_total_bytes=settings.audio_max_total_bytes,
        clock=clock.seconds,
    )


def build_decoder(
    settings: Settings, queue: WorkQueue, *, longest_s: float | None = None
) -> PyAVDecoder:
    """Return a decoder of sound up to `longest_s`; without, up to MAX_AUDIO_LENGTH."""
    return PyAVDecoder(
        queue,
        max_bytes=settings.max_audio_bytes,
        max_seconds=longest_s or settings.max_audio_length,
        noise_reduction=settings.noise_reduction,
    )

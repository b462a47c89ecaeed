"""Interview practice put together: its store, banks, scoring and invitations."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from services.answer_parts import AnswerParts
from services.database_service import Storage
from services.guard.invitations import Invitations
from services.interview.active_weights import ActiveWeights
from services.interview.banks import Banks
from services.interview.interviews import Interviews
from services.interview.scoring import Scorer
from services.protocols import AudioDecoder
from services.settings import Settings
from services.sound_parts import SoundParts, build_decoder
from services.steady_clock import SteadyClock

FOLDER = "interviews"


@dataclass(frozen=True, slots=True)
class InterviewParts:
    interviews: Interviews
    invitations: Invitations | None
    """None while ADMIN_TOKEN is not set."""
    decoder: AudioDecoder
    """Takes recordings as long as an answer may be."""


def interview_folder(data_dir: Path) -> Path:
    return data_dir / FOLDER


def build_interview_parts(
    settings: Settings,
    clock: SteadyClock,
    answers: AnswerParts,
    sound: SoundParts,
    storage: Storage,
) -> InterviewParts:
    """Raise ConfigurationError for a bank with a mistake."""
    weights = ActiveWeights(interview_folder(settings.data_dir))
    processor, meaning = answers.processor, answers.meaning
    banks = Banks(settings.interview_banks, lambda: processor.resume)
    models = [q.model_answer for bank in banks.all() for q in bank.questions]
    interviews = Interviews(
        storage.interviews,
        banks,
        Scorer(weights, lambda: meaning.encoder, models),
        now=clock.now,
        forget_copies=storage.forget_in_copies,
    )
    token = settings.admin_token
    invitations = None
    if token is not None:
        invitations = Invitations(token.get_secret_value(), clock=clock.seconds)
    decoder = build_decoder(
        settings, sound.queue, longest_s=settings.interview_max_answer_s
    )
    return InterviewParts(interviews, invitations, decoder)

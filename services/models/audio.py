"""Sound as the service hears it: one utterance, and where speech is in it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE_HZ = 16_000
"""What Silero, Whisper and pocketsphinx are all trained on."""

Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Utterance:
    """Mono sound at SAMPLE_RATE_HZ: `samples` has shape (n,), values in [-1, 1]."""

    samples: Samples
    container: str = "wav"

    @property
    def duration_s(self) -> float:
        return len(self.samples) / SAMPLE_RATE_HZ


@dataclass(frozen=True, slots=True)
class SpeechSegment:
    start_s: float
    end_s: float

    @property
    def duration_s(self) -> float:
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class Detection:
    """Where speech is, in order and without overlap, and who found it."""

    segments: tuple[SpeechSegment, ...]
    engine: str
    degraded: tuple[str, ...] = ()

    @property
    def speech_s(self) -> float:
        return sum(segment.duration_s for segment in self.segments)

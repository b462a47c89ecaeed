"""From Silero's speech probability per frame to segments of speech."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import structlog

from services.errors import VadFailed
from services.models.audio import SAMPLE_RATE_HZ, Samples, SpeechSegment

_log = structlog.get_logger(__name__)

FRAME_SAMPLES = 512
FRAME_S = FRAME_SAMPLES / SAMPLE_RATE_HZ
"""Silero reads 32 ms at a time at 16 kHz."""


@dataclass(frozen=True, slots=True)
class SegmentRules:
    """Speech starts above `threshold` and ends below it less `hysteresis`.

    Somewhere in between it must come half the way from the threshold to certainty:
    noise hovers near the threshold, speech does not.
    """

    threshold: float = 0.5
    hysteresis: float = 0.15
    min_speech_s: float = 0.15
    min_silence_s: float = 0.3
    padding_s: float = 0.2

    @property
    def certain(self) -> float:
        return (1 + self.threshold) / 2


def probabilities_by(
    engine: Callable[[Samples], list[float]], samples: Samples
) -> list[float]:
    """What `engine` makes of `samples`; any failure of it is a VadFailed."""
    try:
        return engine(samples)
    except VadFailed:
        raise
    except Exception as error:
        # The engines' libraries raise types of their own, from compiled code.
        _log.exception("speech_detection_failed")
        raise VadFailed() from error


def speech_segments(
    probabilities: Sequence[float], duration_s: float, rules: SegmentRules
) -> tuple[SpeechSegment, ...]:
    """Padded segments in order, without overlap, inside 0..duration_s."""
    runs = [
        (start, end)
        for start, end in _joined(_runs(probabilities, rules), rules.min_silence_s)
        if end - start >= rules.min_speech_s
    ]
    padded = [
        (max(0.0, start - rules.padding_s), min(duration_s, end + rules.padding_s))
        for start, end in runs
    ]
    return tuple(SpeechSegment(start, end) for start, end in _joined(padded, 0.0))


def _runs(
    probabilities: Sequence[float], rules: SegmentRules
) -> list[tuple[float, float]]:
    runs: list[tuple[float, float]] = []
    start: int | None = None
    for place, probability in enumerate([*probabilities, 0.0]):
        if start is None and probability >= rules.threshold:
            start = place
        elif start is not None and probability < rules.threshold - rules.hysteresis:
            if max(probabilities[start:place]) >= rules.certain:
                runs.append((start * FRAME_S, place * FRAME_S))
            start = None
    return runs


def _joined(
    runs: list[tuple[float, float]], min_gap_s: float
) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for start, end in runs:
        if joined and start - joined[-1][1] <= min_gap_s:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined

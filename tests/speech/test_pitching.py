"""A sound that is made higher is higher, and shorter by as much."""

from __future__ import annotations

import numpy as np
import pytest

from services.speech.pitching import pitched, shift
from tests.speech.sounds import tone


@pytest.mark.parametrize("semitones", [-4, 0, 2, 12])
def test_the_pitch_moves_by_semitones(semitones: int) -> None:
    low = tone(1.0)
    moved = pitched(low, semitones)
    assert moved.rate_hz == low.rate_hz
    assert moved.duration_s == pytest.approx(1.0 / shift(semitones), rel=0.01)

    def hertz(data: bytes) -> float:
        samples = np.frombuffer(data, dtype="<i2")
        strongest = np.abs(np.fft.rfft(samples)).argmax()
        return float(strongest) * low.rate_hz / len(samples)

    assert hertz(moved.data) == pytest.approx(
        hertz(low.data) * shift(semitones), rel=0.01
    )

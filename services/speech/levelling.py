"""Bring quiet speech to a usual level; leave silence and steady noise alone."""

from __future__ import annotations

import numpy as np

from services.models.audio import SAMPLE_RATE_HZ, Samples

FRAME = SAMPLE_RATE_HZ // 50
TARGET_RMS = 0.08
"""About -22 dBFS, where close speech usually is."""

MAX_GAIN = 400.0
"""52 dB: a microphone that is turned down to 16 bits' last five."""
LOUD_SHARE, QUIET_SHARE = 95, 10
SPEECH_SWING = 4.0
"""Loud over quiet frames: speech has pauses, hum and hiss have none (12 dB)."""

SILENCE_RMS = 0.0001
"""Three steps of 16 bits: below it nothing can be told from rounding."""


def levelled(samples: Samples) -> Samples:
    """Amplify so that the loud frames reach TARGET_RMS; never past full scale."""
    whole = len(samples) // FRAME * FRAME
    if not whole:
        return samples
    frames = samples[:whole].reshape(-1, FRAME)
    rms = np.sqrt(np.mean(np.square(frames, dtype=np.float64), axis=1))
    loud = float(np.percentile(rms, LOUD_SHARE))
    quiet = float(np.percentile(rms, QUIET_SHARE))
    if loud < SILENCE_RMS or loud >= TARGET_RMS or loud < quiet * SPEECH_SWING:
        return samples
    peak = float(np.max(np.abs(samples)))
    gain = min(TARGET_RMS / loud, MAX_GAIN, 0.99 / peak)
    return samples if gain <= 1 else (samples * np.float32(gain)).astype(np.float32)

"""Sound made higher or lower, for engines that have no pitch of their own."""

from __future__ import annotations

from services.speech.transcode import Pcm


def shift(semitones: int) -> float:
    """Return what a pitch is multiplied by; an octave doubles it."""
    factor: float = 2 ** (semitones / 12)
    return factor


def pitched(pcm: Pcm, semitones: int) -> Pcm:
    """Return the sound as if it ran faster or slower, at its own rate.

    It is shorter or longer by as much, so let the engine speak slower or faster first.
    """
    import av
    import numpy as np

    samples = np.frombuffer(pcm.data, dtype="<i2").reshape(1, -1)
    frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="mono")
    frame.sample_rate = round(pcm.rate_hz * shift(semitones))
    resampler = av.AudioResampler("s16", "mono", pcm.rate_hz)
    pieces = [*resampler.resample(frame), *resampler.resample(None)]
    return Pcm(b"".join(piece.to_ndarray().tobytes() for piece in pieces), pcm.rate_hz)
